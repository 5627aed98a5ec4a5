import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { invitationCard } from '../../src/app/invitation-card.ts';
import type { CallAnswer } from '../../src/engine/protocol.ts';
import type { PairingView } from '../../src/engine/connect-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { GjElement } from '../kit/gj-element.ts';
import { momentOf } from '../kit/moment.ts';
import { connections, ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import './gj-copy.ts';
import { qrCode } from './qr-code.ts';

/** Invites a device of one member: the code, shown this once, with what to do with it. */
export class GjInvite extends GjElement {
  /** Member id. */
  @property() member = '';
  @property() name = '';
  /** The member is the user of this device. */
  @property({ type: Boolean }) mine = false;
  /** Where the app was opened from. */
  @property({ attribute: false }) here: Pick<Location, 'origin' | 'pathname' | 'hostname'> = location;
  @state() private made: CallAnswer<'invite'> | undefined;

  #doing = new DoingController(this);
  #view = new ViewController<PairingView>(
    this,
    (signal) => this.app.ask('pairing', undefined, signal),
    connections,
  );

  protected override willUpdate(changed: Map<string, unknown>): void {
    // The page was turned to somebody else: their code is not this one.
    if (changed.has('member')) this.made = undefined;
  }

  #make = (): void => {
    void this.#doing.run('invite', async () => {
      this.made = await this.app.ask('invite', { member: this.member });
    });
  };

  #cancel(id: string): void {
    void this.#doing.run('cancel', async () => {
      await this.app.ask('cancelInvitation', { id });
      this.made = undefined;
    });
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has('made') && this.made) this.querySelector<HTMLElement>('.invitation h3')?.focus();
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { made } = this;
    const state = this.#view.answer?.invitations.find(({ id }) => id === made?.id)?.state ?? 'open';
    return html`
      ${
        made === undefined || state !== 'open'
          ? html`${made === undefined ? nothing : html`<p class="notice">${w.invitationState[state]}</p>`}
              <p class="quiet">${this.mine ? w.inviteOwnHelp : w.inviteHelp(this.name)}</p>
              <p>
                <button class="button" ?disabled=${this.#doing.busy} @click=${this.#make}>
                  ${this.mine ? w.inviteOwn : w.inviteOther}
                </button>
              </p>`
          : this.#card(made)
      }
      ${this.#doing.problem ? trouble(this.#doing.problem.code, w) : nothing}
    `;
  }

  #card({ id, code, expires }: CallAnswer<'invite'>): TemplateResult {
    const w = this.words;
    const { spaced, address, isOnlyHere } = invitationCard(code, this.here);
    return html`<section class="invitation panel">
      <h3 tabindex="-1">${w.invitationFor(this.name)}</h3>
      <p class="invitation-once">${w.inviteOnce} ${w.inviteExpires(momentOf(expires, w))}</p>
      <div class="invitation-ways">
        ${isOnlyHere ? nothing : qrCode(address, w.inviteQr)}
        <div>
          <h4>${w.inviteCode}</h4>
          <p class="code">${spaced.split('-').map((group) => html`<span>${group}</span>`)}</p>
          <p class="row"><gj-copy .text=${spaced} label=${w.copyCode}></gj-copy></p>
          ${
            isOnlyHere
              ? html`<p class="notice warn">${w.inviteOnlyHere}</p>`
              : html`<h4>${w.inviteLink}</h4>
                  <p class="address">${address}</p>
                  <p class="row"><gj-copy .text=${address} label=${w.copyLink}></gj-copy></p>`
          }
        </div>
      </div>
      <ol class="steps">
        ${w.inviteSteps.slice(isOnlyHere ? 1 : 0).map((step) => html`<li>${step}</li>`)}
      </ol>
      <p>
        <button class="button" ?disabled=${this.#doing.busy} @click=${() => this.#cancel(id)}>
          ${w.invitationCancel}
        </button>
      </p>
    </section>`;
  }
}

customElements.define('gj-invite', GjInvite);
