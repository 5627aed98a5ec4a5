import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { CallArgs } from '../../src/engine/protocol.ts';
import type { OfficeView } from '../../src/engine/office-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { trouble } from '../library/trouble.ts';
import { has } from '../people/role-names.ts';
import { codeField, codeToCarry } from './code-to-carry.ts';

type Purpose = CallArgs<'offerCode'>['for'];

/** A line without a desk: two people exchange codes, one begins. */
export class GjDirect extends GjElement {
  @property({ attribute: false }) office!: OfficeView;
  @state() private offer: { code: string; for: Purpose } | undefined;
  @state() private reply = '';

  #offering = new DoingController(this);
  #answering = new DoingController(this);

  #offer(purpose: Purpose): void {
    void this.#offering.run('offer', async () => {
      this.offer = { ...(await this.app.ask('offerCode', { for: purpose })), for: purpose };
    });
  }

  #accept = (event: SubmitEvent): void => {
    const code = FormValues.of(event).text('reply');
    void this.#offering.run('accept', () => this.app.ask('acceptAnswer', { code }));
  };

  #answer = (event: SubmitEvent): void => {
    const code = FormValues.of(event).text('offer');
    this.reply = '';
    void this.#answering.run('answer', async () => {
      this.reply = (await this.app.ask('answerCode', { code })).code;
    });
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const { me } = this.office;
    const { busy } = this.#offering;
    if (me === undefined) return html`<p>${w.youAreNobody}</p>`;
    return html`<p class="quiet">${w.directHelp}</p>
      <h2>${w.directStart}</h2>
      <p class="row">
        <button
          class="button"
          aria-pressed=${this.offer?.for === 'meet'}
          aria-disabled=${busy}
          @click=${() => this.#offer('meet')}
        >
          ${w.directMeet}
        </button>
        ${
          has(me, 'admin')
            ? html`<button
                class="button"
                aria-pressed=${this.offer?.for === 'admit'}
                aria-disabled=${busy}
                @click=${() => this.#offer('admit')}
              >
                ${w.directAdmit}
              </button>`
            : nothing
        }
      </p>
      ${has(me, 'admin') ? html`<p class="quiet">${w.directAdmitHelp}</p>` : nothing} ${this.#offered()}
      ${this.#offering.problem ? trouble(this.#offering.problem.code, w) : nothing}
      <h2>${w.directAnswer}</h2>
      <p class="quiet">${w.directAnswerHelp}</p>
      <form class="form" @submit=${this.#answer}>
        ${codeField('offer', w.offerOfOther)}
        <p><button class="button" aria-disabled=${this.#answering.busy}>${w.makeReply}</button></p>
      </form>
      ${this.#answering.problem ? trouble(this.#answering.problem.code, w) : nothing}
      ${this.reply === '' ? nothing : codeToCarry(this.reply, 'reply', w)}`;
  }

  #offered(): TemplateResult | typeof nothing {
    const w = this.words;
    const { offer } = this;
    if (offer === undefined) return nothing;
    if (this.#offering.done === 'accept')
      return html`<p class="notice" role="status">
        ${offer.for === 'admit' ? w.directDone : w.directDoneMeet}
      </p>`;
    return html`${codeToCarry(offer.code, 'offer', w)}
      <form class="form" @submit=${this.#accept}>
        ${codeField('reply', w.replyOfOther)}
        <p><button class="button main" aria-disabled=${this.#offering.busy}>${w.directConnect}</button></p>
      </form>`;
  }
}

customElements.define('gj-direct', GjDirect);
