import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Route } from '../../src/app/route.ts';
import type { WaitingLine } from '../../src/engine/waiting-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import '../drafting/opinions/gj-consult-lines.ts';
import './gj-to-read.ts';
import { waitingLine } from './waiting-line.ts';

/** Everything that waits for this reader, or one thing of it. */
export class GjWaiting extends GjElement {
  @property({ attribute: false }) route!: Extract<Route, { page: 'waiting' }>;

  #view = new ViewController<WaitingLine[]>(this, (signal) =>
    this.app.ask('waiting', { on: this.app.today() }, signal),
  );

  protected override updated(): void {
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { circulation } = this.route;
    const { answer: lines, problem } = this.#view;
    if (circulation !== undefined) {
      // The one that is being read stays what it is; what else waits only says what comes next.
      const others = (lines ?? []).filter((one) => one.circulation !== circulation && !one.isWaitingTurn);
      return html`${keyed(circulation, html`<gj-to-read .circulation=${circulation} .next=${others[0]}></gj-to-read>`)}`;
    }
    return html`<section class="page narrow">
      <h1>${w.waitingTitle}</h1>
      ${problem === undefined ? nothing : trouble(problem.code, w)}
      ${lines?.length === 0 ? html`<p class="quiet">${w.waitingNone}</p>` : nothing}
      <ul class="shelf-list">
        ${(lines ?? []).map((line) => waitingLine(line, this.app.today(), w))}
      </ul>
      <gj-consult-lines></gj-consult-lines>
      <p class="page-foot"><a href="#/readings">${w.toReadings}</a></p>
    </section>`;
  }
}

customElements.define('gj-waiting', GjWaiting);
