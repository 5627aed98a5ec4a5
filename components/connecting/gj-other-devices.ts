import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { ConnectionsView } from '../../src/engine/connect-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ago } from '../kit/ago.ts';
import { MinuteController } from '../kit/minute-controller.ts';
import { trouble } from '../library/trouble.ts';
import { peerLine } from './peer-line.ts';
import { copiesSentence, deskState, standingSentence } from './standing-parts.ts';

const aMinute = 60_000;

/** The desk and the other devices: what this one has in common with them, and what only it has. */
export class GjOtherDevices extends GjElement {
  @property({ attribute: false }) view!: ConnectionsView;
  /** When the desk had last been tried as somebody asked to try again; undefined when nobody has. */
  @state() private triedBefore: number | undefined;

  #doing = new DoingController(this);

  constructor() {
    super();
    new MinuteController(this);
  }

  #tryNow = (): void => {
    this.triedBefore = this.view.desk.triedAt ?? 0;
    void this.#doing.run('reconnect', () => this.app.ask('reconnect', undefined));
  };

  /** What the hand that asked for it is told, for as long as that is news. */
  #becameOfTrying(): string {
    const w = this.words;
    const { desk, standing, devices } = this.view;
    const isConnected = standing !== 'alone' && standing !== 'doubted';
    if (this.triedBefore === undefined || (desk.state === 'open' && isConnected)) return '';
    // Empty for a moment, so that it is told again to whoever asks again.
    if (this.#doing.busy && desk.state === 'open') return '';
    if (desk.state === 'open') return devices.some(({ present }) => present) ? w.triedPresent : w.triedNobody;
    const { triedAt = 0 } = desk;
    if (triedAt === this.triedBefore) return w.deskState.connecting;
    return Date.now() - triedAt < aMinute ? w.deskTried : '';
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { view } = this;
    const desk = deskState(view);
    const mayTry =
      desk === 'waiting' ||
      view.standing === 'doubted' ||
      (desk === 'open' && view.standing === 'alone' && view.devices.length > 0);
    return html`
      <p class="lead standing-lead" data-standing=${view.standing}>${standingSentence(view, w)}</p>
      <p class="quiet copies">${copiesSentence(view, w)}</p>
      ${
        view.standing === 'doubted'
          ? html`<p>${w.rejoinHelp}</p>
              <p><a class="button" href=${formatRoute({ page: 'join' })}>${w.rejoin}</a></p>`
          : nothing
      }
      ${
        view.onlyHere + (view.othersOnlyHere ?? 0) > 0
          ? html`<div class="notice warn">
              <p><strong>${w.onlyHereCount(view.onlyHere, view.othersOnlyHere ?? 0)}</strong></p>
              <p>${w.onlyHereHelp}</p>
              <p>
                <a href=${formatRoute({ page: 'connections', part: 'bundles' })}>${w.bundleWriteGo}</a>
              </p>
            </div>`
          : nothing
      }
      <h2>${w.deskTitle}</h2>
      ${this.#desk()}
      ${
        mayTry
          ? html`<p>
              <button class="button" aria-disabled=${this.#doing.busy} @click=${this.#tryNow}>
                ${w.tryNow}
              </button>
            </p>`
          : nothing
      }
      <p role="status">${this.#becameOfTrying()}</p>
      ${this.#doing.problem ? trouble(this.#doing.problem.code, w) : nothing}
      <h2>${w.connectionsParts.devices}</h2>
      ${
        view.standing === 'alone' && view.devices.some(({ unmet, ended }) => unmet && ended !== 'revoked')
          ? html`<div class="notice">
              <p>${w.unmetHelp}</p>
              <p>
                <a href=${formatRoute({ page: 'connections', part: 'bundles' })}>${w.bundleWriteGo}</a>
              </p>
            </div>`
          : nothing
      }
      ${
        view.devices.length === 0
          ? html`<p>${w.noOthers}</p>
              <p class="quiet">${w.noOthersHelp}</p>`
          : html`<ul class="peers">
              ${view.devices.map((peer) => peerLine(peer, view.standing === 'alone' || view.standing === 'doubted', w))}
            </ul>`
      }
    `;
  }

  #desk(): TemplateResult {
    const w = this.words;
    const { since, why, isDevice } = this.view.desk;
    const state = deskState(this.view);
    return html`<p>${w.deskState[state]}</p>
      ${
        since === undefined
          ? nothing
          : html`<p class="quiet">${state === 'open' ? w.deskSince : w.deskTrying}${ago(since, w)}</p>`
      }
      ${
        state !== 'open' && why !== undefined
          ? html`<p class="quiet">${w.because(why === 'lost' ? w.deskLost : w.ended[why])}</p>`
          : nothing
      }
      ${state === 'open' ? html`<p class="quiet">${isDevice ? w.deskIsDevice : w.deskOnlyPasses}</p>` : nothing}`;
  }
}

customElements.define('gj-other-devices', GjOtherDevices);
