import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatRoute, type Route } from '../../src/app/route.ts';
import type { PairingView } from '../../src/engine/connect-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { connections, ViewController } from '../kit/view-controller.ts';

/** From whatever page: somebody waits at another device until digits are compared here. */
export class GjPairingNotice extends GjElement {
  /** Where the reader is; what that page shows need not be said above it. */
  @property({ attribute: false }) route: Route = { page: 'home' };

  #view = new ViewController<PairingView>(
    this,
    (signal) => this.app.ask('pairing', undefined, signal),
    connections,
  );

  protected override render(): TemplateResult {
    const w = this.words;
    const { route } = this;
    const { admitting = [], join } = this.#view.answer ?? {};
    const line = (says: string, to: Route): TemplateResult =>
      html`<p class="pairing-line">
        <strong>${says}</strong><a class="button" href=${formatRoute(to)}>${w.compareDigits}</a>
      </p>`;
    return html`<div role="alert">
      ${admitting
        .filter(({ id, step }) => step === 'compare' && !(route.page === 'admit' && route.invitation === id))
        .map(({ id, memberName, deviceName }) =>
          line(w.asksToJoin(memberName, deviceName), { page: 'admit', invitation: id }),
        )}
      ${join?.step === 'compare' && route.page !== 'join' ? line(w.joinWaits, { page: 'join' }) : nothing}
    </div>`;
  }
}

customElements.define('gj-pairing-notice', GjPairingNotice);
