import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { RemarkStep, RemarkView } from '../../../src/engine/remarks-protocol.ts';
import { DoingController } from '../../kit/doing-controller.ts';
import { FormValues } from '../../kit/form-values.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { trouble } from '../../library/trouble.ts';
import { reasonForm } from './remark-form.ts';

/** What was decided in one step; whoever shows the remarks offers to take it back. */
export interface StepDone {
  is: 'accepted' | 'rejected';
  step: RemarkStep;
}

/** Accepts or refuses several proposals at once; nothing where there are not several. */
export class GjSettleProposals extends GjElement {
  @property() draft = '';
  /** Proposals that nobody has decided about. */
  @property({ attribute: false }) proposals: readonly RemarkView[] = [];
  /** They are those of the whole draft. */
  @property({ type: Boolean }) whole = false;
  /** Told of what was decided. No event: with the last open proposal this element is gone before the answer comes. */
  @property({ attribute: false }) decided: (done: StepDone) => void = () => undefined;
  @state() private isRefusing = false;

  #doing = new DoingController(this);

  protected override render(): TemplateResult | typeof nothing {
    const w = this.words;
    const fitting = this.proposals.filter(({ proposal }) => proposal?.isAsQuoted === true);
    if (this.proposals.length < 2) return nothing;
    const { busy, problem } = this.#doing;
    const words = w.proposalsOf[this.whole ? 'draft' : 'article'];
    return html`${
      this.isRefusing
        ? reasonForm(w, {
            submit: this.#refuse,
            cancel: () => (this.isRefusing = false),
            label: words.refuse(this.proposals.length),
            busy,
          })
        : html`<p class="actions">
            ${
              fitting.length === 0
                ? nothing
                : html`<button
                    type="button"
                    class="button"
                    ?disabled=${busy}
                    @click=${() => this.#settle(fitting, 'accepted', '')}
                  >
                    ${words.take(fitting.length)}
                  </button>`
            }
            <button type="button" class="button" ?disabled=${busy} @click=${this.#askReason}>
              ${words.refuse(this.proposals.length)}
            </button>
          </p>`
    }
    ${problem === undefined ? nothing : trouble(problem.code, w)}`;
  }

  #askReason = async (): Promise<void> => {
    this.isRefusing = true;
    await this.updateComplete;
    this.querySelector<HTMLElement>('textarea')?.focus();
  };

  #refuse = (event: SubmitEvent): void => {
    const reason = FormValues.of(event).text('reason');
    if (reason !== '') this.#settle(this.proposals, 'rejected', reason);
  };

  #settle(proposals: readonly RemarkView[], is: StepDone['is'], reason: string): void {
    const seen = proposals.map(({ id, version }) => ({ remark: id, version }));
    void this.#doing.run('settle', async () => {
      const step = await this.app.ask('settleProposals', {
        draft: this.draft,
        proposals: seen,
        is,
        ...(reason !== '' && { reason }),
      });
      this.isRefusing = false;
      this.decided({ is, step });
    });
  }
}

customElements.define('gj-settle-proposals', GjSettleProposals);
