import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { isStorageKept, keepStorage, type Kept } from '../../src/app/keep-storage.ts';
import { formatRoute } from '../../src/app/route.ts';
import type { OfficeView } from '../../src/engine/office-protocol.ts';
import type { DeviceView } from '../../src/engine/protocol.ts';
import { byteSize } from '../kit/byte-size.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ViewController } from '../kit/view-controller.ts';
import { LiveController } from '../kit/live-controller.ts';
import { trouble } from './trouble.ts';

/** This device: what it holds, how safe it lies here, whether it opens without a network. */
export class GjDevice extends GjElement {
  @state() private kept: Kept = 'unknown';

  #view = new ViewController<DeviceView>(this, (signal) => this.app.ask('device', undefined, signal));
  #office = new ViewController<OfficeView>(this, (signal) => this.app.ask('office', undefined, signal));
  #offline = new LiveController(this, () => this.app.update.offline);

  override connectedCallback(): void {
    super.connectedCallback();
    void isStorageKept().then((kept) => (this.kept = kept));
  }

  /** As the lists of devices call it, so that the one in hand is known from others there. */
  #called(): TemplateResult | typeof nothing {
    const own = this.#office.answer?.members.flatMap(({ devices }) => devices).find(({ here }) => here);
    if (own === undefined) return nothing;
    return html`<p>
      ${this.words.calledHere} <strong>${own.name}</strong> <code class="quiet">${own.id.slice(0, 8)}</code>
    </p>`;
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const view = this.#view.answer;
    return html`<section class="page narrow device">
      <h1>${w.deviceTitle}</h1>
      ${this.#called()} ${this.#view.problem ? trouble(this.#view.problem.code, w) : nothing}
      ${
        view === undefined
          ? nothing
          : html`<h2>${w.contents}</h2>
              <p>${w.contentsCount(view.rules, view.editions)}</p>
              <p>
                ${w.copiesWhere}
                <a href=${formatRoute({ page: 'connections', part: 'devices' })}>${w.connectionsTitle}</a>
              </p>
              <h2>${w.storage}</h2>
              <p>
                ${
                  view.usage !== undefined && view.quota !== undefined
                    ? w.storageUse(byteSize(view.usage, w.lang), byteSize(view.quota, w.lang))
                    : w.storageUnknown
                }
              </p>
              <p class=${this.kept === 'kept' ? 'notice' : 'notice warn'}>${w.kept[this.kept]}</p>
              ${
                this.kept === 'kept'
                  ? nothing
                  : html`<button
                      class="button"
                      @click=${() => void keepStorage().then((kept) => (this.kept = kept))}
                    >
                      ${w.askKept}
                    </button>`
              }
              <p>${this.#offline.now ? w.offlineReady : w.offlineNotYet}</p>`
      }
    </section>`;
  }
}

customElements.define('gj-device', GjDevice);
