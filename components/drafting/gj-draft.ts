import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { type DraftPart, draftParts, formatRoute } from '../../src/app/route.ts';
import type { DraftNews } from '../../src/app/draft-port.ts';
import type { DraftView } from '../../src/engine/drafts-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { PartsController } from '../kit/parts-controller.ts';
import { ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import './workflow/gj-draft-workflow.ts';
import './workflow/gj-draft-review.ts';

/**
 * A text that is being written, with what stands beside it. The editor stays while the parts change, so that nothing
 * typed and no caret is lost by looking at something else.
 */
export class GjDraft extends GjElement {
  @property() draft = '';
  @property() section: DraftPart = 'write';
  @state() private saving: Extract<DraftNews, { kind: 'saving' | 'saved' | 'failed' }>['kind'] = 'saved';

  #view = new ViewController<DraftView>(this, (signal) =>
    this.app.ask('draft', { draft: this.draft, on: this.app.today() }, signal),
  );

  constructor() {
    super();
    new PartsController(this);
  }

  protected override updated(): void {
    const { answer: view } = this.#view;
    if (view === undefined) return;
    document.title = `${view.title} · ${this.words.draftTitle}`;
    this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (view === undefined) {
      if (problem === undefined) return html``;
      const isHidden = problem.code === 'not-found' || problem.code === 'no-office';
      return html`<section class="page narrow">
        <h1>${w.draftTitle}</h1>
        ${isHidden ? html`<p>${w.draftNotHere}</p>` : trouble(problem.code, w)}
        <p><a class="button" href="#/drafts">${w.draftsTitle}</a></p>
      </section>`;
    }
    return html`<section class="page draft" data-part=${this.section}>
      <div class="head-row">
        <h1>${view.title}</h1>
        <p class="quiet" role="status">${this.#savingWord()}</p>
      </div>
      ${view.overtaken === undefined ? nothing : html`<p class="notice">${w.draftOvertaken[view.overtaken]}</p>`}
      ${view.mayWrite ? nothing : html`<p class="notice">${view.ended ? w.flowEnded : w.draftReadOnly}</p>`}
      <nav class="parts" aria-label=${w.draftTitle}>
        ${draftParts.map(
          (part) =>
            html`<a
              href=${formatRoute({ page: 'draft', draft: this.draft, part })}
              aria-current=${part === this.section ? 'page' : nothing}
              >${w.draftParts[part]}</a
            >`,
        )}
      </nav>
      <div class="draft-desk">
        <div class="draft-paper" ?hidden=${this.section === 'review'}></div>
        <div class="draft-side">${this.#part()}</div>
      </div>
    </section>`;
  }

  #savingWord(): string {
    const w = this.words;
    return { saving: w.draftSaving, saved: w.draftSaved, failed: w.draftFailed }[this.saving];
  }

  /** What stands beside the text; each part brings its own element. */
  #part(): TemplateResult | typeof nothing {
    switch (this.section) {
      case 'remarks':
        return html`<gj-draft-remarks .draft=${this.draft}></gj-draft-remarks>`;
      case 'history':
        return html`<gj-draft-history .draft=${this.draft}></gj-draft-history>`;
      case 'workflow':
        return html`<gj-draft-workflow .draft=${this.draft}></gj-draft-workflow>`;
      case 'opinions':
        return html`<gj-draft-opinions .draft=${this.draft}></gj-draft-opinions>`;
      case 'review':
        return html`<gj-draft-review .draft=${this.draft}></gj-draft-review>`;
      default:
        return nothing;
    }
  }
}

customElements.define('gj-draft', GjDraft);
