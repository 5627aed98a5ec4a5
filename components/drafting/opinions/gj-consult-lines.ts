import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatRoute } from '../../../src/app/route.ts';
import type { AskedRound } from '../../../src/engine/opinions-protocol.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { ViewController } from '../../kit/view-controller.ts';

/** Drafts on which this reader is asked for an opinion; nothing where nobody asks. */
export class GjConsultLines extends GjElement {
  /** Only what still waits for a word. */
  @property({ type: Boolean }) waiting = false;

  #view = new ViewController<AskedRound[]>(this, (signal) =>
    this.app.ask('askedRounds', { on: this.app.today() }, signal),
  );

  protected override render(): TemplateResult | typeof nothing {
    const w = this.words;
    const all = this.#view.answer ?? [];
    const lines = this.waiting ? all.filter(isWaiting) : all;
    if (lines.length === 0) return nothing;
    return html`<section class="consult-lines">
      <h2>${w.consultsTitle}</h2>
      <ul class="shelf-list">
        ${lines.map((line) => this.#line(line))}
      </ul>
    </section>`;
  }

  #line({ consultation, title, state, closes, byName, said, hasAnswer }: AskedRound): TemplateResult {
    const w = this.words;
    const until = closes === this.app.today() ? w.consultClosesToday : w.consultCloses(closes);
    return html`<li class="shelf-row">
      <a href=${formatRoute({ page: 'consult', consultation })}>${title ?? w.consultComing}</a>
      <p class="quiet facts">
        <span class="no-space">${state === 'open' ? until : w.consultStates[state]}</span>
        <span>${w.consultLine(byName)}</span>
        <span>${w.consultSaid[said]}</span>
        ${hasAnswer ? html`<strong>${w.consultHasAnswer}</strong>` : nothing}
      </p>
    </li>`;
  }
}

const isWaiting = ({ state, said }: AskedRound): boolean =>
  state === 'open' && (said === 'nothing' || said === 'draft');

customElements.define('gj-consult-lines', GjConsultLines);
