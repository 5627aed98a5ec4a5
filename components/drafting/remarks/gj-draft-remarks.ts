import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RemarksView, RemarkView } from '../../../src/engine/remarks-protocol.ts';
import { DoingController } from '../../kit/doing-controller.ts';
import { FormValues } from '../../kit/form-values.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { trouble } from '../../library/trouble.ts';
import { DraftController } from './draft-controller.ts';
import type { DraftSelection } from './draft-selection.ts';
import type { GjRemarkThread } from './gj-remark-thread.ts';
import './gj-remark-thread.ts';
import './gj-settle-proposals.ts';
import type { StepDone } from './gj-settle-proposals.ts';
import { remarkForm, type RemarkTarget } from './remark-form.ts';
import {
  isShown,
  type RemarkFilter,
  remarkFilters,
  type RemarkGroup,
  remarkGroups,
} from './remark-groups.ts';
import '../../style/compare.css';

/** Everything that is said about a draft, beside its text. */
export class GjDraftRemarks extends GjElement {
  @property() draft = '';
  /** What is selected in the editor, or where its caret is. */
  @property({ attribute: false }) selection: DraftSelection | undefined;
  /** Remark that was chosen in the text. */
  @property() chosen = '';
  @state() private filter: RemarkFilter = 'open';
  @state() private target: RemarkTarget | undefined;
  /** What was decided last, and may be taken back; the word that it was. */
  @state() private step: StepDone | 'undone' | undefined;

  #view = new DraftController<RemarksView>(this, (signal) => {
    const heads = this.selection?.heads;
    return this.app.ask('remarks', { draft: this.draft, ...(heads !== undefined && { heads }) }, signal);
  });
  #doing = new DoingController(this);
  /** Remark to which the focus goes once it is drawn. */
  #toShow = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('chosen') || this.chosen === '') return;
    const remark = this.#view.answer?.remarks.find(({ id }) => id === this.chosen);
    if (remark !== undefined && !isShown(remark, this.filter)) this.filter = 'all';
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('chosen')) this.#toShow = this.chosen;
    this.#showChosen();
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (view === undefined) return problem === undefined ? html`` : trouble(problem.code, w);
    const shown = view.remarks.filter((remark) => isShown(remark, this.filter));
    const groups = remarkGroups(shown);
    const gone = shown.filter(({ place }) => place.is === 'gone');
    return html`<section
      class="draft-remarks compared"
      aria-label=${w.draftParts.remarks}
      @remark-changed=${() => this.#view.again()}
    >
      ${view.mayWrite ? this.#compose(view) : nothing}
      ${this.#doing.problem === undefined ? nothing : this.#trouble(this.#doing.problem.code)}
      ${this.#stepLine()} ${this.#filters(view)} ${view.mayWrite ? this.#settleAll(groups) : nothing}
      ${shown.length === 0 ? html`<p class="quiet">${w.remarksNone[this.filter]}</p>` : nothing}
      ${groups.map((group) => this.#group(group, view))}
      ${
        gone.length === 0
          ? nothing
          : html`<section class="remark-group">
              <h3>${w.remarksGone}</h3>
              ${this.#threads(gone, view)}
            </section>`
      }
    </section>`;
  }

  /** A remark that was just made is only there with the next answer. */
  #showChosen(): void {
    const threads = [...this.querySelectorAll('gj-remark-thread')] as GjRemarkThread[];
    const thread = threads.find(({ remark }) => remark.id === this.#toShow);
    if (thread === undefined) return;
    this.#toShow = '';
    void thread.updateComplete.then(() => {
      thread.scrollIntoView({ block: 'nearest' });
      thread.querySelector<HTMLElement>('.remark')?.focus({ preventScroll: true });
    });
  }

  #trouble(code: Parameters<typeof trouble>[0]): TemplateResult {
    const w = this.words;
    return code === 'bad-edit'
      ? html`<p class="notice bad" role="alert">${w.remarkNothing}</p>`
      : trouble(code, w);
  }

  #compose(view: RemarksView): TemplateResult {
    const w = this.words;
    if (this.target !== undefined)
      return remarkForm(this.target, view.people, w, {
        submit: this.#send,
        cancel: () => void this.#cancel(),
        busy: this.#doing.busy,
      });
    const { selection } = this;
    const isSelected = selection !== undefined && selection.from < selection.to;
    const open = (as: RemarkTarget['as']) => () => void this.#open(as);
    return html`<p class="actions remark-ways">
        <button
          type="button"
          class="button"
          ?disabled=${!isSelected}
          data-as="remark"
          @click=${open('remark')}
        >
          ${w.remarkNew.remark}
        </button>
        <button
          type="button"
          class="button"
          ?disabled=${!isSelected}
          data-as="wording"
          @click=${open('wording')}
        >
          ${w.remarkNew.wording}
        </button>
        <button
          type="button"
          class="button"
          ?disabled=${selection === undefined}
          data-as="article"
          @click=${open('article')}
        >
          ${w.remarkNew.article}
        </button>
        <button
          type="button"
          class="button"
          ?disabled=${selection === undefined}
          data-as="rewrite"
          @click=${open('rewrite')}
        >
          ${w.remarkNew.rewrite}
        </button>
      </p>
      ${isSelected ? nothing : html`<p class="quiet small">${w.remarkSelectFirst}</p>`}`;
  }

  #filters({ remarks }: RemarksView): TemplateResult {
    const w = this.words;
    return html`<p class="remark-filters" role="group" aria-label=${w.remarkFilter}>
      ${remarkFilters.map((filter) => {
        const count = remarks.filter((remark) => isShown(remark, filter)).length;
        return html`<button
          type="button"
          class="button bare"
          aria-pressed=${this.filter === filter}
          @click=${() => (this.filter = filter)}
        >
          ${w.remarkFilters[filter]} ${count}
        </button>`;
      })}
    </p>`;
  }

  #group(group: RemarkGroup, view: RemarksView): TemplateResult {
    const w = this.words;
    return html`<section class="remark-group">
      <h3>${group.label || w.remarkBeforeFirst}</h3>
      ${
        view.mayWrite
          ? html`<gj-settle-proposals
              .draft=${this.draft}
              .proposals=${openProposals(group)}
              .decided=${this.#decided}
            ></gj-settle-proposals>`
          : nothing
      }
      ${this.#threads(group.remarks, view)}
    </section>`;
  }

  #threads(remarks: readonly RemarkView[], view: RemarksView): unknown {
    return repeat(
      remarks,
      ({ id }) => id,
      (remark) =>
        html`<gj-remark-thread
          .draft=${this.draft}
          .remark=${remark}
          .heads=${view.heads}
          .people=${view.people}
          .mayWrite=${view.mayWrite}
          .decided=${this.#decided}
          ?data-chosen=${remark.id === this.chosen}
        ></gj-remark-thread>`,
    );
  }

  async #open(as: RemarkTarget['as']): Promise<void> {
    const { selection } = this;
    if (selection === undefined) return;
    if (as === 'rewrite') {
      const { heads, from: at } = selection;
      await this.#doing.run('article', async () => {
        const article = await this.app.ask('articleToReword', { draft: this.draft, heads, at });
        this.target = { ...article, heads, as };
      });
      if (this.target === undefined) return;
    } else this.target = { ...selection, as };
    await this.updateComplete;
    const field = this.querySelector<HTMLElement>(
      '.remark-form textarea[name=wording], .remark-form gj-mention-field',
    );
    if (field instanceof GjElement) await field.updateComplete;
    field?.focus();
  }

  #send = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const { target } = this;
    if (target === undefined) return;
    // Spaces at its ends are of the words that were selected.
    const wording = this.querySelector<HTMLTextAreaElement>('textarea[name=wording]')?.value;
    const { heads, from, to, as } = target;
    void this.#doing.run('add', async () => {
      const { remark } = await this.app.ask('addRemark', {
        draft: this.draft,
        heads,
        from,
        to,
        text: form.text('text'),
        ...(wording !== undefined && { wording }),
        ...((as === 'article' || as === 'rewrite') && { isWhole: true }),
      });
      this.target = undefined;
      this.chosen = remark;
      this.#view.again();
    });
  };

  #cancel = async (): Promise<void> => {
    const as = this.target?.as;
    this.target = undefined;
    await this.updateComplete;
    this.querySelector<HTMLElement>(`.remark-ways [data-as=${as ?? 'remark'}]`)?.focus();
  };

  #decided = (done: StepDone): void => {
    this.step = done;
    this.#view.again();
    void this.updateComplete.then(() => {
      // The button that was pressed may be gone.
      if (document.activeElement === document.body)
        this.querySelector<HTMLElement>('.remark-step button')?.focus();
    });
  };

  #undo = (): void => {
    const { step } = this;
    if (step === undefined || step === 'undone') return;
    void this.#doing.run('undo', async () => {
      await this.app.ask('undoRemarkStep', { draft: this.draft, step: step.step });
      this.step = 'undone';
      this.#view.again();
    });
  };

  /** What was decided last, with the way back. */
  #stepLine(): TemplateResult {
    const w = this.words;
    const { step } = this;
    if (step === undefined || step === 'undone')
      return html`<p class="remark-step" role="status">
        ${step === undefined ? nothing : w.proposalsUndone}
      </p>`;
    const { rulings, left } = step.step;
    return html`<p class="remark-step" role="status">
      ${w.proposalsSettled[step.is](rulings.length)}${left.length === 0 ? nothing : w.proposalsLeft(left.length)}
      ${
        rulings.length === 0
          ? nothing
          : html`<button type="button" class="button" ?disabled=${this.#doing.busy} @click=${this.#undo}>
              ${w.proposalsUndo}
            </button>`
      }
    </p>`;
  }

  /** Of several articles at once; within one its own line does. */
  #settleAll(groups: readonly RemarkGroup[]): TemplateResult | typeof nothing {
    const all = groups.map(openProposals).filter(({ length }) => length > 0);
    return all.length < 2
      ? nothing
      : html`<gj-settle-proposals
          whole
          .draft=${this.draft}
          .proposals=${all.flat()}
          .decided=${this.#decided}
        ></gj-settle-proposals>`;
  }
}

const openProposals = ({ remarks }: RemarkGroup): RemarkView[] =>
  remarks.filter(({ proposal, standing }) => proposal !== undefined && standing.is === 'open');

customElements.define('gj-draft-remarks', GjDraftRemarks);
