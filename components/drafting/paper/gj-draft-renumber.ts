import { isolateHistory } from '@codemirror/commands';
import type { Text } from '@codemirror/state';
import type { ViewUpdate } from '@codemirror/view';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { MovedArticle, PlannedCitation, RenumberPlan } from '../../../src/app/plan-renumber.ts';
import { PaperElement } from './paper-element.ts';

/** A citation in another rule that would lead astray once the numbers have moved. */
export interface CitedElsewhere {
  title: string;
  /** The article that cites, 第九条. */
  label: string;
  /** Its words around the citation. */
  text: string;
  href?: string;
}

/** Asks the engine who else cites the articles that move. */
export type AskElsewhere = (moved: readonly MovedArticle[]) => Promise<readonly CitedElsewhere[]>;

/** What a preview lists of each kind; a longer list is not read. */
const mostListed = 200;

/** Numbers a draft anew: what moves and what is mended is shown first, and one step of undoing takes all of it back. */
export class GjDraftRenumber extends PaperElement {
  @property({ attribute: false }) elsewhere: AskElsewhere | undefined;
  @state() private plan: RenumberPlan | undefined;
  @state() private others: readonly CitedElsewhere[] | 'asking' | 'failed' = [];
  /** The text changed while the preview was looked at. */
  @state() private isAnew = false;
  #doc: Text | undefined;

  protected override viewUpdated(_update: ViewUpdate): void {}

  /** Shows what numbering anew would do. */
  async open(): Promise<void> {
    this.isAnew = false;
    await this.#look();
    await this.updateComplete;
    this.querySelector('dialog')?.showModal();
  }

  async #look(): Promise<void> {
    if (this.view === undefined) return;
    const { planRenumber } = await import('../../../src/app/plan-renumber.ts');
    const { doc } = this.view.state;
    this.#doc = doc;
    const plan = planRenumber(doc.toString());
    this.plan = plan;
    this.others = [];
    if (this.elsewhere === undefined || plan.articles.length === 0) return;
    this.others = 'asking';
    void this.elsewhere(plan.articles)
      .catch(() => 'failed' as const)
      .then((others) => {
        if (this.plan === plan) this.others = others;
      });
  }

  #confirm = async (): Promise<void> => {
    const { view, plan } = this;
    if (view === undefined || plan === undefined) return;
    if (view.state.doc !== this.#doc) {
      await this.#look();
      this.isAnew = true;
      return;
    }
    view.dispatch({
      changes: plan.changes,
      userEvent: 'input.renumber',
      annotations: isolateHistory.of('full'),
    });
    this.#close();
  };

  #close = (): void => this.querySelector('dialog')?.close();

  #closed = (): void => {
    this.plan = undefined;
    this.view?.focus();
  };

  /** Goes to a place that a person must look at. */
  #goTo(at: number): void {
    const { view } = this;
    this.#close();
    view?.dispatch({ selection: { anchor: at }, scrollIntoView: true });
  }

  #citations(list: readonly PlannedCitation[], isUnsure: boolean): TemplateResult {
    const w = this.words;
    return html`<ul>
      ${list.slice(0, mostListed).map(
        ({ where, lead, before, after, tail, at, reason }) =>
          html`<li>
            ${where === '' ? nothing : html`<b>${where}</b> `}<span class="quiet">${lead}</span>${
              before === after ? html`<mark>${before}</mark>` : html`<del>${before}</del><ins>${after}</ins>`
            }<span class="quiet">${tail}</span>
            ${
              isUnsure
                ? html`<br />${w.paperUnsure[reason!]}
                    <button class="button bare" type="button" @click=${() => this.#goTo(at)}>
                      ${w.paperGoTo}
                    </button>`
                : nothing
            }
          </li>`,
      )}
    </ul>`;
  }

  #others(): TemplateResult | typeof nothing {
    const w = this.words;
    const { others } = this;
    if (others === 'asking') return html`<p class="quiet" role="status">${w.paperElsewhereAsking}</p>`;
    if (others === 'failed') return html`<p class="notice warn" role="status">${w.paperElsewhereFailed}</p>`;
    if (others.length === 0) return nothing;
    return html`<h3>${w.paperElsewhere(others.length)}</h3>
      <p>${w.paperElsewhereHelp}</p>
      <ul>
        ${others.slice(0, mostListed).map(
          ({ title, label, text, href }) =>
            html`<li>
              ${href === undefined ? html`<b>${title} ${label}</b>` : html`<a href=${href} target="_blank">${title} ${label}</a>`}
              <span class="quiet">${text}</span>
            </li>`,
        )}
      </ul>`;
  }

  #preview(plan: RenumberPlan): TemplateResult {
    const w = this.words;
    if (plan.changes.length === 0 && plan.unsure.length === 0) return html`<p>${w.paperInOrder}</p>`;
    return html`
      <p role="status">
        ${this.isAnew ? html`<b>${w.paperPlanAnew}</b> ` : nothing}${w.paperPlan(
          plan.moved.length,
          plan.items,
          plan.mended.length,
        )}
      </p>
      ${
        plan.unsure.length === 0
          ? nothing
          : html`<h3>${w.paperToLookAt(plan.unsure.length)}</h3>
              ${this.#citations(plan.unsure, true)}`
      }
      ${
        plan.moved.length === 0
          ? nothing
          : html`<h3>${w.paperMoves}</h3>
              <ul>
                ${plan.moved
                  .slice(0, mostListed)
                  .map(
                    ({ before, after, words }) =>
                      html`<li>
                        <del>${before}</del><ins>${after}</ins> <span class="quiet">${words}</span>
                      </li>`,
                  )}
              </ul>`
      }
      ${
        plan.mended.length === 0
          ? nothing
          : html`<h3>${w.paperMends}</h3>
              ${this.#citations(plan.mended, false)}`
      }
      ${this.#others()}
    `;
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { plan } = this;
    return html`<dialog class="panel draft-dialog" aria-labelledby="renumber-title" @close=${this.#closed}>
      <h2 id="renumber-title">${w.paperAction.renumber.title}</h2>
      <div class="draft-preview" tabindex="0" role="group" aria-labelledby="renumber-title">
        ${plan === undefined ? nothing : this.#preview(plan)}
      </div>
      <p class="draft-dialog-buttons">
        ${
          plan === undefined || plan.changes.length === 0
            ? nothing
            : html`<button class="button main" type="button" autofocus @click=${this.#confirm}>
                ${w.paperRenumber}
              </button>`
        }
        <button class="button" type="button" @click=${this.#close}>
          ${plan !== undefined && plan.changes.length === 0 ? w.close : w.cancel}
        </button>
      </p>
    </dialog>`;
  }
}

customElements.define('gj-draft-renumber', GjDraftRenumber);
