import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Heads } from '../../../src/app/draft-port.ts';
import type { RemarkView, SeenProposal } from '../../../src/engine/remarks-protocol.ts';
import { ago } from '../../kit/ago.ts';
import { DoingController } from '../../kit/doing-controller.ts';
import { FormValues } from '../../kit/form-values.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { trouble } from '../../library/trouble.ts';
import { showPlace } from './draft-selection.ts';
import { GjMentionField } from './gj-mention-field.ts';
import type { StepDone } from './gj-settle-proposals.ts';
import { reasonForm, rewordForm } from './remark-form.ts';
import { remarkEarlier, remarkPlace } from './remark-place.ts';
import { remarkProposal, standingLine } from './remark-proposal.ts';

/** One remark with what was answered, and what may be done with it. */
export class GjRemarkThread extends GjElement {
  @property() draft = '';
  @property({ attribute: false }) remark!: RemarkView;
  /** The text in which the place counts. */
  @property({ attribute: false }) heads: Heads = [];
  @property({ attribute: false }) people: readonly string[] = [];
  @property({ attribute: false }) mayWrite = false;
  /** See `GjSettleProposals.decided`. */
  @property({ attribute: false }) decided: (done: StepDone) => void = () => undefined;
  /** Changes of a proposal for whose refusal a reason is asked; `all` for the whole. */
  @state() private refusing: readonly number[] | 'all' | undefined;
  @state() private isReplying = false;
  /** The remark as it was when its author began to say it in other words. */
  @state() private rewording: RemarkView | undefined;

  #doing = new DoingController(this);

  protected override render(): TemplateResult {
    const w = this.words;
    const { remark } = this;
    const { id, byName, at, text, standing, replies, place } = remark;
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
        ${remark.version === '' ? nothing : html`<span class="quiet small">${w.remarkEdited}</span>`}
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
      ${remarkPlace(remark, w)}${
        this.rewording === undefined
          ? html`${text === '' ? nothing : html`<p class="said">${text}</p>`}
            ${remarkProposal(remark, w, this.mayWrite ? acts : undefined)}`
          : rewordForm(this.rewording, this.people, w, {
              submit: this.#reword,
              cancel: () => void this.#leave(),
              busy,
            })
      }
      ${
        this.refusing === undefined
          ? nothing
          : reasonForm(w, {
              submit: this.#refuse,
              cancel: () => (this.refusing = undefined),
              label: w.proposalRefuse,
              busy,
            })
      }
      ${remarkEarlier(remark, w)}
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
      ${this.mayWrite && this.rewording === undefined ? this.#ways(remark) : nothing}
    </article>`;
  }

  #trouble(code: Parameters<typeof trouble>[0]): TemplateResult {
    const w = this.words;
    return code === 'changed-meanwhile'
      ? html`<p class="notice" role="alert">
          ${this.rewording === undefined ? w.proposalChanged : w.remarkRewordChanged}
        </p>`
      : code === 'bad-edit'
        ? html`<p class="notice" role="alert">${w.remarkNothing}</p>`
        : trouble(code, w);
  }

  #ways({ standing: { is }, proposal, isMine }: RemarkView): TemplateResult {
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
    const isOpen = is === 'open';
    const isUndecided = proposal?.changes.every((change) => change.standing.is === 'open') ?? true;
    const way = (label: string, click: () => void): TemplateResult =>
      html`<button type="button" class="button bare" ?disabled=${busy} @click=${click}>${label}</button>`;
    return html`<p class="actions quiet-actions">
      <button type="button" class="button bare" @click=${this.#openReply}>${w.remarkReply}</button>
      ${isOpen && proposal === undefined ? way(w.remarkResolve, () => this.#rule('resolved')) : nothing}
      ${isOpen || (is === 'withdrawn' && !isMine) ? nothing : way(w.remarkReopen, () => this.#rule('open'))}
      ${isOpen && isMine && isUndecided ? way(w.remarkReword, () => void this.#openReword()) : nothing}
      ${isOpen && isMine ? way(w.remarkWithdraw, () => this.#rule('withdrawn')) : nothing}
    </p>`;
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
    const { draft } = this;
    const proposals = [this.#seen(refusing === 'all' ? undefined : refusing)];
    void this.#do('refuse', async () => {
      const step = await this.app.ask('settleProposals', { draft, proposals, is: 'rejected', reason });
      this.decided({ is: 'rejected', step });
    });
  };

  #rule(is: 'open' | 'resolved' | 'withdrawn'): void {
    const what = { draft: this.draft, remark: this.remark.id, is };
    void this.#do('rule', () => this.app.ask('ruleOnRemark', what));
  }

  #seen(changes: readonly number[] | undefined): SeenProposal {
    const { id, version } = this.remark;
    return { remark: id, version, ...(changes !== undefined && { changes }) };
  }

  #openReword = async (): Promise<void> => {
    this.rewording = this.remark;
    await this.updateComplete;
    const field = this.querySelector<HTMLElement>('textarea[name=wording]');
    const mention = this.querySelector('gj-mention-field');
    if (field === null && mention instanceof GjMentionField) await mention.updateComplete;
    (field ?? (mention as HTMLElement | null))?.focus();
  };

  #leave = async (): Promise<void> => {
    this.rewording = undefined;
    await this.updateComplete;
    this.querySelector<HTMLElement>('.remark')?.focus();
  };

  #reword = (event: SubmitEvent): void => {
    const { rewording } = this;
    if (rewording === undefined) return;
    const text = FormValues.of(event).text('text');
    // Spaces at its ends are of the words that are replaced.
    const wording = this.querySelector<HTMLTextAreaElement>('textarea[name=wording]')?.value;
    const { id, version } = rewording;
    void this.#do('reword', () =>
      this.app.ask('rewordRemark', {
        draft: this.draft,
        remark: id,
        version,
        text,
        ...(wording !== undefined && { wording }),
      }),
    );
  };

  #accept(changes: readonly number[] | undefined, over?: string): void {
    const what = { draft: this.draft, ...this.#seen(changes), ...(over !== undefined && { over }) };
    void this.#do('accept', async () => {
      this.decided({ is: 'accepted', step: await this.app.ask('acceptWording', what) });
    });
  }

  async #do(name: string, command: () => Promise<unknown>): Promise<void> {
    const isDone = await this.#doing.run(name, command);
    if (isDone) {
      this.isReplying = false;
      this.refusing = undefined;
      this.rewording = undefined;
    }
    this.dispatchEvent(new Event('remark-changed', { bubbles: true }));
    await this.updateComplete;
    // The field or button that had the focus may be gone.
    if (isDone && document.activeElement === document.body)
      this.querySelector<HTMLElement>('.remark')?.focus();
  }
}

customElements.define('gj-remark-thread', GjRemarkThread);
