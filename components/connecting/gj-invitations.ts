import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { AdmittingView, InvitationLine, PairingView } from '../../src/engine/connect-protocol.ts';
import type { OfficeView } from '../../src/engine/office-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { GjElement } from '../kit/gj-element.ts';
import { momentOf } from '../kit/moment.ts';
import { connections, ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import { has } from '../people/role-names.ts';
import './gj-answer-request.ts';
import './gj-invite.ts';

/** Invitations that were made, devices that ask to come in, and the way to invite another. */
export class GjInvitations extends GjElement {
  @property({ attribute: false }) office!: OfficeView;

  #doing = new DoingController(this);
  #view = new ViewController<PairingView>(
    this,
    (signal) => this.app.ask('pairing', undefined, signal),
    connections,
  );

  #cancel(id: string): void {
    void this.#doing.run('cancel', () => this.app.ask('cancelInvitation', { id }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { me } = this.office;
    if (me === undefined || !has(me, 'admin')) return html`<p>${w.invitationsAdminOnly}</p>`;
    const { answer, problem } = this.#view;
    return html`${problem ? trouble(problem.code, w) : nothing}
      ${
        answer === undefined || answer.admitting.length === 0
          ? nothing
          : html`<ul class="lines">
              ${answer.admitting.map(
                (one) =>
                  html`<li>
                    <a href=${formatRoute({ page: 'admit', invitation: one.id })}>${this.#asking(one)}</a>
                  </li>`,
              )}
            </ul>`
      }
      <h2>${w.invitationsNew}</h2>
      <gj-invite member=${me.member} name=${me.name} .mine=${true}></gj-invite>
      <p class="quiet">${w.invitationsNewHelp}</p>
      <p><a class="button" href=${formatRoute({ page: 'office', part: 'people' })}>${w.toPeople}</a></p>
      <h2>${w.invitationsOpen}</h2>
      ${
        answer === undefined
          ? nothing
          : answer.invitations.length === 0
            ? html`<p class="quiet">${w.invitationsNone}</p>`
            : html`<ul class="lines invitations">
                ${answer.invitations.map((one) => this.#line(one))}
              </ul>`
      }
      ${this.#doing.problem ? trouble(this.#doing.problem.code, w) : nothing}
      <h2>${w.requestTitle}</h2>
      <gj-answer-request></gj-answer-request>`;
  }

  #asking({ memberName, deviceName, step }: AdmittingView): string {
    const w = this.words;
    if (step === 'done') return w.admitDone(deviceName, memberName);
    const asks = w.asksToJoin(memberName, deviceName);
    return step === 'failed' ? `${asks}${w.between}${w.admitFailed}` : asks;
  }

  #line({ id, memberName, expires, state }: InvitationLine): TemplateResult {
    const w = this.words;
    const isOpen = state === 'open';
    const label = isOpen ? w.invitationCancel : w.invitationDrop;
    const name = w.invitationFor(memberName);
    return html`<li>
      <span>${name}</span>
      <span class="quiet"
        >${w.invitationState[state]}${isOpen ? html`${w.between}${w.inviteUntil(momentOf(expires, w))}` : nothing}</span
      >
      <button
        class="button"
        aria-label="${label}${w.between}${name}"
        ?disabled=${this.#doing.busy}
        @click=${() => this.#cancel(id)}
      >
        ${label}
      </button>
    </li>`;
  }
}

customElements.define('gj-invitations', GjInvitations);
