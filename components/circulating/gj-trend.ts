import { html, nothing, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { TrendView } from '../../src/engine/circulations-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ViewController } from '../kit/view-controller.ts';
import { trendSteps } from './trend-steps.ts';

/** How many had acknowledged by when: a picture, and the same in words and numbers. */
export class GjTrend extends GjElement {
  @property() circulation = '';

  #view = new ViewController<TrendView>(this, (signal) =>
    this.app.ask('trend', { circulation: this.circulation }, signal),
  );

  protected override render(): TemplateResult {
    const w = this.words;
    const view = this.#view.answer;
    if (view === undefined) return html``;
    const { days, sent, due, meant } = view;
    const last = days.at(-1);
    if (last === undefined) return html`<p class="quiet">${w.trendNone(sent)}</p>`;
    const byDue = due === undefined ? undefined : (days.findLast(({ day }) => day <= due)?.total ?? 0);
    const words = `${w.trendSentence(sent, last.day, last.total, meant)}${byDue === undefined ? '' : ` ${w.trendDue(due!, byDue)}`}`;
    const { points, dueAt } = trendSteps(view, this.app.today());
    return html`<figure class="trend">
      <svg viewBox="0 0 100 40" preserveAspectRatio="none" role="img" aria-label=${words}>
        <path class="grid" d="M0 0H100M0 20H100M0 40H100" />
        ${dueAt === undefined ? nothing : svg`<path class="due" d="M${dueAt} 0V40" />`}
        <path class="area" d="${points}V40H0Z" />
        <path class="line" d=${points} />
      </svg>
      <figcaption class="quiet small">${words}</figcaption>
      <details class="small">
        <summary>${w.trendDays}</summary>
        <table class="numbers">
          <thead>
            <tr>
              <th scope="col">${w.trendDay}</th>
              <th scope="col">${w.trendOnDay}</th>
              <th scope="col">${w.trendTotal}</th>
            </tr>
          </thead>
          <tbody>
            ${days.map(
              ({ day, acknowledged, total }) =>
                html`<tr>
                  <th scope="row">${day}</th>
                  <td>${acknowledged}</td>
                  <td>${total}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </details>
    </figure>`;
  }
}

customElements.define('gj-trend', GjTrend);
