import { html, nothing, type TemplateResult } from 'lit';
import { showBadge } from '../../src/app/app-badge.ts';
import type { WaitingLine } from '../../src/engine/waiting-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ViewController } from '../kit/view-controller.ts';

/** How much waits to be read, beside the way home and on the icon of the app. */
export class GjWaitingCount extends GjElement {
  #view = new ViewController<WaitingLine[]>(this, (signal) =>
    this.app.ask('waiting', { on: this.app.today() }, signal),
  );

  protected override updated(): void {
    if (this.#view.answer !== undefined && !this.app.isSample) void showBadge(this.#view.answer.length);
  }

  protected override render(): TemplateResult | typeof nothing {
    const count = this.#view.answer?.length ?? 0;
    if (count === 0) return nothing;
    return html`<b class="count" aria-hidden="true">${count}</b
      ><i class="vh">${this.words.waitingCount(count)}</i>`;
  }
}

customElements.define('gj-waiting-count', GjWaitingCount);
