import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatRoute } from '../../../src/app/route.ts';
import type { BranchesView, MergeView } from '../../../src/engine/draft-history-protocol.ts';
import type { Said } from '../../../src/engine/remarks-protocol.ts';
import { DoingController } from '../../kit/doing-controller.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { momentOf } from '../../kit/moment.ts';
import { trouble } from '../../library/trouble.ts';
import { DraftController } from './draft-controller.ts';
import { draftDifferences } from './draft-differences.ts';

/** Branches of a draft: another one is begun, and what was written in one is taken into the draft it came from. */
export class GjDraftBranches extends GjElement {
  @property() draft = '';
  @property({ attribute: false }) mayWrite = false;
  @state() private merging: MergeView | undefined;

  #view = new DraftController<BranchesView>(this, (signal) =>
    this.app.ask('branches', { draft: this.draft }, signal),
  );
  #doing = new DoingController(this);

  protected override render(): TemplateResult | typeof nothing {
    const w = this.words;
    const { answer: view } = this.#view;
    if (view === undefined) return nothing;
    const { parent, branches, twice } = view;
    const { problem, busy } = this.#doing;
    return html`<section class="draft-branches">
      <h3>${w.branches}</h3>
      ${parent === undefined ? nothing : html`<p>${w.branchOf} ${this.#link(parent)}</p>`}
      ${
        branches.length === 0
          ? nothing
          : html`<ul>
              ${branches.map(
                (branch) =>
                  html`<li>
                    ${this.#link(branch)}
                    <span class="quiet">${w.branchBy(branch.byName)}</span>
                    ${
                      branch.merged === undefined
                        ? nothing
                        : html`<span class="quiet">${this.#merged(branch.merged)}</span>`
                    }
                    ${twice.includes(branch.draft) ? html`<p class="notice">${w.branchTwice}</p>` : nothing}
                  </li>`,
              )}
            </ul>`
      }
      ${problem === undefined ? nothing : this.#trouble(problem.code)}
      ${
        !this.mayWrite
          ? nothing
          : html`<p class="actions">
              <button type="button" class="button" ?disabled=${busy} @click=${this.#begin}>
                ${w.branchBegin}
              </button>
              ${
                parent === undefined
                  ? nothing
                  : html`<button type="button" class="button" ?disabled=${busy} @click=${this.#preview}>
                      ${w.branchMerge}
                    </button>`
              }
            </p>`
      }
      ${this.merging === undefined ? nothing : this.#merge(this.merging)}
    </section>`;
  }

  #trouble(code: Parameters<typeof trouble>[0]): TemplateResult {
    const w = this.words;
    return code === 'changed-meanwhile'
      ? html`<p class="notice" role="alert">${w.branchChanged}</p>`
      : trouble(code, w);
  }

  #link({ draft, title }: { draft: string; title: string }): TemplateResult {
    return html`<a href=${formatRoute({ page: 'draft', draft, part: 'history' })}>${title}</a>`;
  }

  #merged({ byName, at }: Said): string {
    return this.words.branchMerged(byName, momentOf(at, this.words));
  }

  #merge({ comparison, both, isNothing, parent, heads }: MergeView): TemplateResult {
    const w = this.words;
    if (isNothing) return html`<p class="notice">${w.branchNothing}</p>`;
    return html`<section class="branch-merge" aria-label=${w.branchMerge}>
      <h4>${w.branchBecomes(parent.title)}</h4>
      ${both.length === 0 ? nothing : html`<p class="notice">${w.branchBoth(both.join(w.listComma))}</p>`}
      ${draftDifferences(comparison, w, { labels: both, note: w.branchBothNote })}
      <p class="actions">
        <button
          type="button"
          class="button main"
          ?disabled=${this.#doing.busy}
          @click=${() => this.#take(heads)}
        >
          ${w.branchMergeGo}
        </button>
        <button type="button" class="button" @click=${() => (this.merging = undefined)}>${w.cancel}</button>
      </p>
    </section>`;
  }

  #begin = (): void => {
    void this.#doing.run('begin', async () => {
      const { draft } = await this.app.ask('startDraft', { from: 'draft', draft: this.draft });
      location.hash = formatRoute({ page: 'draft', draft, part: 'write' });
    });
  };

  #preview = (): void => {
    void this.#doing.run('preview', async () => {
      this.merging = await this.app.ask('previewMerge', { draft: this.draft });
    });
  };

  #take(heads: string[]): void {
    void this.#doing.run('merge', async () => {
      // What was looked at is old when it did not work.
      this.merging = undefined;
      await this.app.ask('mergeBranch', { draft: this.draft, heads });
      this.#view.again();
    });
  }
}

customElements.define('gj-draft-branches', GjDraftBranches);
