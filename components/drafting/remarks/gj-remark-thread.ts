import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Heads } from '../../../src/app/draft-port.ts';
import type { RemarkView } from '../../../src/engine/remarks-protocol.ts';
import { ago } from '../../kit/ago.ts';
import { DoingController } from '../../kit/doing-controller.ts';
import { FormValues } from '../../kit/form-values.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { trouble } from '../../library/trouble.ts';
import { showPlace } from './draft-selection.ts';
import { GjMentionField } from './gj-mention-field.ts';
import { remarkPlace } from './remark-place.ts';
import { remarkProposal, standingLine } from './remark-proposal.ts';

/** One remark with what was answered, and what may be done with it. */
export class GjRemarkThread extends GjElement {
  @property() draft = '';
  @property({ attribute: false }) remark!: RemarkView;
  /** The text in which the place counts. */
  @property({ attribute: false }) heads: Heads = [];
  @property({ attribute: false }) people: readonly string[] = [];
  @property({ attribute: false }) mayWrite = false;
  /** Changes of a proposal for whose refusal a reason is asked; `all` for the whole. */
  @state() private refusing: readonly number[] | 'all' | undefined;
  @state() private isReplying = false;

  #doing = new DoingController(this);

  protected override render(): TemplateResult {
    const w = this.words;
    const { remark } = this;
    const { id, byName, at, text, standing, replies, place, proposal } = remark;
    const { busy, problem } = this.#doing;
    const { from, to } = place;
    const acts = {
      busy,
      accept: (changes: readonly number[] | undefined, over?: string) => this.#accept(changes, over),
      refuse: (changes: readonly number[] | undefined) => (this.refusing = changes ?? 'all'),
    };
    return html`<article
      class="remark"
      data-is=${standing.is}
      data-place=${place.is}
      id="remark-${id}"
      tabindex="-1"
    >
      <p class="remark-head">
        <strong>${byName || w.remarkUnknown}</strong> <span class="quiet small">${ago(at, w)}</span>
        ${remark.asksMe ? html`<span class="badge-word">${w.remarkAsksYou}</span>` : nothing}
        ${
          from === undefined || to === undefined
            ? nothing
            : html`<button
                type="button"
                class="button bare"
                @click=${() => showPlace(this, { from, to, heads: this.heads })}
              >
                ${w.remarkShow}
              </button>`
        }
      </p>
      ${remarkPlace(remark, w)}${text === '' ? nothing : html`<p class="said">${text}</p>`}
      ${remarkProposal(remark, w, this.mayWrite ? acts : undefined)}
      ${this.refusing === undefined ? nothing : this.#refusal()}
      ${
        replies.length === 0
          ? nothing
          : html`<ol class="replies">
              ${replies.map(
                (reply) =>
                  html`<li>
                    <p>
                      <strong>${reply.byName || w.remarkUnknown}</strong>
                      <span class="quiet small">${ago(reply.at, w)}</span>
                    </p>
                    <p class="said">${reply.text}</p>
                  </li>`,
              )}
            </ol>`
      }
      ${standingLine(standing, w)} ${problem === undefined ? nothing : this.#trouble(problem.code)}
      ${this.mayWrite ? this.#ways(standing.is === 'open', proposal !== undefined) : nothing}
    </article>`;
  }

  #trouble(code: Parameters<typeof trouble>[0]): TemplateResult {
    const w = this.words;
    return code === 'changed-meanwhile'
      ? html`<p class="notice" role="alert">${w.proposalChanged}</p>`
      : trouble(code, w);
  }

  #ways(isOpen: boolean, isProposal: boolean): TemplateResult {
    const w = this.words;
    const { busy } = this.#doing;
    if (this.isReplying)
      return html`<form class="remark-reply" @submit=${this.#reply}>
        <gj-mention-field .people=${this.people} .label=${w.remarkReplyText} required></gj-mention-field>
        <p class="actions">
          <button class="button main" ?disabled=${busy}>${w.remarkSend}</button>
          <button type="button" class="button" @click=${() => (this.isReplying = false)}>${w.cancel}</button>
        </p>
      </form>`;
    const settle = isOpen ? 'resolved' : 'open';
    return html`<p class="actions quiet-actions">
      <button type="button" class="button bare" @click=${this.#openReply}>${w.remarkReply}</button>
      ${
        isOpen && isProposal
          ? nothing
          : html`<button
              type="button"
              class="button bare"
              ?disabled=${busy}
              @click=${() => this.#rule(settle)}
            >
              ${isOpen ? w.remarkResolve : w.remarkReopen}
            </button>`
      }
    </p>`;
  }

  #refusal(): TemplateResult {
    const w = this.words;
    return html`<form class="remark-reply" @submit=${this.#refuse}>
      <label class="field-label"
        ><span>${w.proposalReason}</span
        ><textarea class="field" name="reason" rows="2" maxlength="4000" required></textarea>
      </label>
      <p class="actions">
        <button class="button main" ?disabled=${this.#doing.busy}>${w.proposalRefuse}</button>
        <button type="button" class="button" @click=${() => (this.refusing = undefined)}>${w.cancel}</button>
      </p>
    </form>`;
  }

  #openReply = async (): Promise<void> => {
    this.isReplying = true;
    await this.updateComplete;
    const field = this.querySelector('gj-mention-field');
    if (!(field instanceof GjMentionField)) return;
    await field.updateComplete;
    field.focus();
  };

  #reply = (event: SubmitEvent): void => {
    const text = FormValues.of(event).text('text');
    if (text === '') return;
    void this.#do('reply', () =>
      this.app.ask('replyToRemark', { draft: this.draft, remark: this.remark.id, text }),
    );
  };

  #refuse = (event: SubmitEvent): void => {
    const reason = FormValues.of(event).text('reason');
    const { refusing } = this;
    if (reason === '' || refusing === undefined) return;
    this.#rule('rejected', { reason, ...(refusing !== 'all' && { changes: refusing }) });
  };

  #rule(
    is: 'open' | 'resolved' | 'rejected',
    more: { reason?: string; changes?: readonly number[] } = {},
  ): void {
    const what = { draft: this.draft, remark: this.remark.id, is, ...more };
    void this.#do('rule', () => this.app.ask('ruleOnRemark', what));
  }

  #accept(changes: readonly number[] | undefined, over?: string): void {
    const what = {
      draft: this.draft,
      remark: this.remark.id,
      ...(changes !== undefined && { changes }),
      ...(over !== undefined && { over }),
    };
    void this.#do('accept', () => this.app.ask('acceptWording', what));
  }

  async #do(name: string, command: () => Promise<unknown>): Promise<void> {
    const isDone = await this.#doing.run(name, command);
    if (isDone) {
      this.isReplying = false;
      this.refusing = undefined;
    }
    this.dispatchEvent(new Event('remark-changed', { bubbles: true }));
    await this.updateComplete;
    // The field or button that had the focus may be gone.
    if (isDone && document.activeElement === document.body)
      this.querySelector<HTMLElement>('.remark')?.focus();
  }
}

customElements.define('gj-remark-thread', GjRemarkThread);
