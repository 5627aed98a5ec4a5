import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatRoute, type Route } from '../../src/app/route.ts';
import type { PairingView } from '../../src/engine/connect-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { GjElement } from '../kit/gj-element.ts';
import { connections, ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';

/** From whatever page: somebody waits at another device until digits are compared here, or has seen other digits. */
export class GjPairingNotice extends GjElement {
  /** Where the reader is; what that page shows need not be said above it. */
  @property({ attribute: false }) route: Route = { page: 'home' };

  #view = new ViewController<PairingView>(
    this,
    (signal) => this.app.ask('pairing', undefined, signal),
    connections,
  );

  #doing = new DoingController(this);

  #cancel(id: string): void {
    void this.#doing.run('cancel', () => this.app.ask('cancelInvitation', { id }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { route } = this;
    const { admitting = [], join } = this.#view.answer ?? {};
    const line = (says: string, to: Route): TemplateResult =>
      html`<p class="pairing-line">
        <strong>${says}</strong><a class="button" href=${formatRoute(to)}>${w.compareDigits}</a>
      </p>`;
    // On its own page there are the digits, or why it went no further.
    const elsewhere = admitting.filter(({ id }) => !(route.page === 'admit' && route.invitation === id));
    return html`<div role="alert">
      ${elsewhere
        .filter(({ step }) => step === 'compare')
        .map(({ id, memberName, deviceName }) =>
          line(w.asksToJoin(memberName, deviceName), { page: 'admit', invitation: id }),
        )}
      ${elsewhere
        .filter(({ step, fault }) => step === 'failed' && fault === 'digits-differ')
        .map(
          ({ id, memberName, deviceName }) =>
            html`<p class="pairing-line">
              <strong>${w.digitsDiffered(memberName, deviceName)}</strong
              ><button class="button" @click=${() => this.#cancel(id)}>${w.invitationCancel}</button
              ><a class="button" href=${formatRoute({ page: 'admit', invitation: id })}
                >${w.digitsDifferedWhy}</a
              >
            </p>`,
        )}
      ${this.#doing.problem ? trouble(this.#doing.problem.code, w) : nothing}
      ${join?.step === 'compare' && route.page !== 'join' ? line(w.joinWaits, { page: 'join' }) : nothing}
    </div>`;
  }
}

customElements.define('gj-pairing-notice', GjPairingNotice);
