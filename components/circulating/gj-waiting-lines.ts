import { html, nothing, type TemplateResult } from 'lit';
import type { WaitingLine } from '../../src/engine/waiting-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ViewController } from '../kit/view-controller.ts';
import { waitingLine } from './waiting-line.ts';

/** So many stand on the home page; the rest is one step away. */
const mostAtHome = 5;

/** What waits to be read, on the home page; nothing where nothing waits. */
export class GjWaitingLines extends GjElement {
  #view = new ViewController<WaitingLine[]>(this, (signal) =>
    this.app.ask('waiting', { on: this.app.today() }, signal),
  );

  protected override render(): TemplateResult | typeof nothing {
    const w = this.words;
    const lines = this.#view.answer ?? [];
    if (lines.length === 0) return nothing;
    return html`<section class="waiting-home">
      <h2>${w.waitingTitle} <span class="count">${lines.length}</span></h2>
      <ul class="shelf-list">
        ${lines.slice(0, mostAtHome).map((line) => waitingLine(line, this.app.today(), w))}
      </ul>
      ${lines.length > mostAtHome ? html`<p><a href="#/waiting">${w.waitingAll(lines.length)}</a></p>` : nothing}
    </section>`;
  }
}

customElements.define('gj-waiting-lines', GjWaitingLines);
