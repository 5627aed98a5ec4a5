import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { DraftText } from '../../src/app/draft-text.ts';
import { type DraftPart, draftParts, formatRoute } from '../../src/app/route.ts';
import type { Heads, Present, Splice } from '../../src/app/draft-port.ts';
import type { DraftView } from '../../src/engine/drafts-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { PartsController } from '../kit/parts-controller.ts';
import { ViewController } from '../kit/view-controller.ts';
import { saveFile } from '../kit/save-file.ts';
import { trouble } from '../library/trouble.ts';
import '../style/drafting.css';
import '../style/draft-editor.css';
import '../style/draft-paper.css';
import '../style/draft-remarks.css';
import './editor/gj-draft-editor.ts';
import './editor/gj-draft-present.ts';
import type { DraftSelection, GjDraftEditor } from './editor/gj-draft-editor.ts';
import type { DraftState } from './editor/saved-news.ts';
import './paper/gj-draft-checks.ts';
import './paper/gj-draft-count.ts';
import type { AskElsewhere } from './paper/gj-draft-renumber.ts';
import './paper/gj-draft-toolbar.ts';
import './remarks/gj-draft-merged.ts';
import { paperExtensions } from './paper/paper-extensions.ts';

/** What stands beside the text is fetched when it is first looked at: writing needs none of it. */
const partElements: Partial<Record<DraftPart, () => Promise<unknown>>> = {
  remarks: () => import('./remarks/gj-draft-remarks.ts'),
  history: () => import('./remarks/gj-draft-history.ts'),
  workflow: () => import('./workflow/gj-draft-workflow.ts'),
  opinions: () => import('./opinions/gj-draft-opinions.ts'),
  review: () => import('./workflow/gj-draft-review.ts'),
};

/**
 * A text that is being written, with what stands beside it. The editor stays while the parts change, so that nothing
 * typed and no caret is lost by looking at something else.
 */
export class GjDraft extends GjElement {
  @property() draft = '';
  @property() section: DraftPart = 'write';
  @state() private saving: DraftState = { kind: 'saved' };
  @state() private others: readonly Present[] = [];
  @state() private followed: string | undefined;
  @query('gj-draft-editor') private editor!: GjDraftEditor | null;
  @state() private view: EditorView | undefined;
  /** Remark that was chosen in the text. */
  @state() private chosen = '';
  @state() private selection: DraftSelection | undefined;

  #port: DraftText | undefined;
  #isMarking = false;
  #extensions: Extension[] | undefined;

  /** What makes the editor a paper; asked for once the page has its words. */
  #paper = (): Extension[] => [
    paperExtensions({
      words: () => this.words,
      citationSource: {
        titles: async (words, signal) => {
          const found = await this.app.ask('citableTitles', { words, on: this.app.today() }, signal);
          return found.map(({ title, validity }) => ({ title, note: this.words.validity[validity] }));
        },
        articles: (title, signal) => this.app.ask('citableArticles', { title, on: this.app.today() }, signal),
      },
      check: (text, signal) =>
        this.app.ask('checkDraft', { draft: this.draft, text, on: this.app.today() }, signal),
    }),
  ];
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
    // The editor makes its view when it has been drawn itself.
    void this.editor?.updateComplete.then(() => {
      this.view = this.editor?.view;
    });
    this.#markRemarks();
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
    this.#port ??= new DraftText(this.app, this.draft);
    this.#extensions ??= this.#paper();
    return html`<section class="page draft" data-part=${this.section}>
      <div class="head-row draft-head">
        <h1>${view.title}</h1>
        <gj-draft-present
          .others=${this.others}
          .followed=${this.followed}
          @draft-follow=${this.#follow}
        ></gj-draft-present>
        <p class="quiet" role="status">${this.#savingWord()}</p>
      </div>
      <gj-draft-merged .draft=${this.draft}></gj-draft-merged>
      ${view.overtaken === undefined ? nothing : html`<p class="notice">${w.draftOvertaken[view.overtaken]}</p>`}
      ${
        this.saving.kind === 'failed'
          ? html`<p class="notice bad" role="alert">
              <span>${this.#failedWord()}</span>
              <button class="button" @click=${this.#saveText}>${w.draftFailedSave}</button>
            </p>`
          : nothing
      }
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
      <div
        class="draft-desk"
        @draft-select=${this.#reveal}
        @draft-edit=${this.#apply}
        @draft-comment=${this.#comment}
      >
        <div class="draft-paper reading" ?hidden=${this.section === 'review'}>
          ${
            view.mayWrite
              ? html`<gj-draft-toolbar .view=${this.view} .elsewhere=${this.#elsewhere}></gj-draft-toolbar>`
              : nothing
          }
          <gj-draft-editor
            .draft=${this.draft}
            .port=${this.#port}
            .extensions=${this.#extensions}
            ?readonly=${!view.mayWrite}
            @draft-state=${this.#saved}
            @draft-present=${this.#present}
            @draft-selection=${this.#selected}
          ></gj-draft-editor>
          <div class="draft-foot">
            <gj-draft-checks .view=${this.view}></gj-draft-checks>
            <gj-draft-count .view=${this.view}></gj-draft-count>
          </div>
        </div>
        <div class="draft-side">${this.#part()}</div>
      </div>
    </section>`;
  }

  #saved = (event: CustomEvent<DraftState>): void => {
    this.saving = event.detail;
  };

  #present = (event: CustomEvent<{ others: readonly Present[]; followed: string | undefined }>): void => {
    ({ others: this.others, followed: this.followed } = event.detail);
  };

  #follow = (event: CustomEvent<{ device: string | undefined }>): void => {
    this.editor?.follow(event.detail.device);
  };

  /** What is said about the text is marked in it, once the text can be written. */
  #markRemarks(): void {
    if (this.#isMarking || this.editor === null) return;
    this.#isMarking = true;
    const { editor, app, draft, words } = this;
    void import('./remark-extension.ts').then(({ remarkExtension }) => {
      const marks = remarkExtension({ app, draft, words }, editor, ([first]) => {
        this.chosen = first ?? '';
        location.hash = formatRoute({ page: 'draft', draft, part: 'remarks' });
      });
      this.#extensions = [...(this.#extensions ?? []), marks];
      this.requestUpdate();
    });
  }

  #elsewhere: AskElsewhere = async (moved) => {
    const addresses = moved.map(({ fromAddress }) => fromAddress);
    const what = { draft: this.draft, addresses, on: this.app.today() };
    const places = await this.app.ask('citedElsewhere', what);
    return places.map(({ title, label, text, rule, edition, address }) => ({
      title,
      label,
      text,
      href: formatRoute({ page: 'rule', rule, edition: edition.slice(0, 16), address }),
    }));
  };

  #selected = (): void => {
    this.selection = this.editor?.selection;
  };

  /** Goes to the text where the screen has no room for both. */
  async #showText(): Promise<void> {
    if (this.editor?.checkVisibility() !== false) return;
    location.hash = formatRoute({ page: 'draft', draft: this.draft, part: 'write' });
    this.section = 'write';
    await this.updateComplete;
  }

  /** A part of the page shows where something stands. */
  #reveal = ({ detail }: CustomEvent<{ from: number; to: number; heads: Heads }>): void => {
    void this.#showText().then(() => this.editor?.reveal(detail.from, detail.to, detail.heads));
  };

  /** A part of the page asks for an edit. */
  #apply = ({ detail }: CustomEvent<{ splices: Splice[]; heads: Heads }>): void => {
    void this.#showText().then(() => this.editor?.apply(detail.splices, detail.heads));
  };

  /** The words that were selected, or the line of the caret, are to be remarked on. */
  #comment = ({ detail }: CustomEvent<{ from: number; to: number }>): void => {
    this.editor?.select(detail.from, detail.to);
    this.selection = this.editor?.selection;
    location.hash = formatRoute({ page: 'draft', draft: this.draft, part: 'remarks' });
  };

  /** What is on the page, for who cannot put it where it belongs. */
  #saveText = (): void => {
    const bytes = new TextEncoder().encode(this.editor?.text ?? '');
    saveFile({ name: `${this.#view.answer?.title ?? this.draft}.md`, bytes });
  };
  protected override willUpdate(): void {
    void partElements[this.section]?.();
  }

  /** Why it is not saved, as far as there are words for it, and what is safe. */
  #failedWord(): string {
    const w = this.words;
    const problem = this.saving.problem ?? '';
    const why = w.draftFailedWhy[problem];
    if (why !== undefined) return `${w.draftFailed} ${why}`;
    const trouble = (w.trouble as Partial<Record<string, string>>)[problem] ?? '';
    return `${w.draftFailed} ${trouble} ${w.draftFailedAgain}`;
  }

  #savingWord(): string {
    const w = this.words;
    return { saving: w.draftSaving, saved: w.draftSaved, failed: '' }[this.saving.kind];
  }

  /** What stands beside the text; each part brings its own element. */
  #part(): TemplateResult | typeof nothing {
    const w = this.words;
    switch (this.section) {
      case 'remarks':
        return html`<h2 class="vh">${w.draftParts[this.section]}</h2>
          <gj-draft-remarks
            .draft=${this.draft}
            .chosen=${this.chosen}
            .selection=${this.selection}
          ></gj-draft-remarks>`;
      case 'history':
        return html`<h2 class="vh">${w.draftParts[this.section]}</h2>
          <gj-draft-history .draft=${this.draft} .selection=${this.selection}></gj-draft-history>`;
      case 'workflow':
        return html`<gj-draft-workflow
          .draft=${this.draft}
          .selection=${this.selection}
        ></gj-draft-workflow>`;
      case 'opinions':
        return html`<gj-draft-opinions
          .draft=${this.draft}
          .selection=${this.selection}
        ></gj-draft-opinions>`;
      case 'review':
        return html`<gj-draft-review .draft=${this.draft} .selection=${this.selection}></gj-draft-review>`;
      default:
        return nothing;
    }
  }
}

customElements.define('gj-draft', GjDraft);
