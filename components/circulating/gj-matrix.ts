import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { MatrixCell, MatrixView } from '../../src/engine/circulations-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import { circulationTitle } from './circulation-title.ts';
import { cutOffLine } from './cut-off-line.ts';
import { personName } from './person-name.ts';

/** As many as the engine tells at a time. */
const page = 60;
/** People drawn at first. */
const first = 60;

const signs: Record<MatrixCell, string> = {
  acknowledged: '✓',
  late: '✓!',
  overdue: '!',
  reached: '○',
  'not-reached': '?',
  exempt: '–',
  none: '',
};

/** People by documents; each cell says in a sign, and to the ear in words, how they stand. */
export class GjMatrix extends GjElement {
  @state() private unit = '';
  @state() private from = 0;
  @state() private drawn = first;

  #view: ViewController<MatrixView> = new ViewController<MatrixView>(this, (signal) => this.#ask(signal));

  #ask(signal: AbortSignal): Promise<MatrixView> {
    const { unit, from } = this;
    return this.app.ask(
      'matrix',
      { on: this.app.today(), ...(unit !== '' && { unit }), ...(from > 0 && { from }) },
      signal,
    );
  }

  #turn(change: { unit?: string; from?: number }): void {
    Object.assign(this, change);
    this.drawn = first;
    void this.#view.ask((signal) => this.#ask(signal));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (problem) return trouble(problem.code, w);
    if (view === undefined) return html``;
    if (!view.mayNames) return html`<p class="quiet">${w.namesHidden}</p>`;
    if (view.total === 0) return html`<p class="quiet">${w.circulationsNone}</p>`;
    return html`
      <div class="list-tools">
        <label class="inline"
          >${w.matrixUnit}<select
            class="field"
            @change=${(event: Event) => this.#turn({ unit: (event.target as HTMLSelectElement).value, from: 0 })}
          >
            <option value="">${w.matrixAll}</option>
            ${view.units.map(
              ({ id, name }) => html`<option value=${id} ?selected=${id === this.unit}>${name}</option>`,
            )}
          </select></label
        >
        ${this.#pages(view)}
      </div>
      ${view.people.length === 0 ? html`<p class="quiet">${w.matrixNone}</p>` : this.#table(view)}
      ${
        view.people.length > this.drawn
          ? html`<button class="button" @click=${() => (this.drawn += first)}>${w.showMore}</button>`
          : nothing
      }
      <ul class="legend small" aria-label=${w.matrixLegend}>
        ${(Object.keys(signs) as MatrixCell[])
          .filter((cell) => cell !== 'none')
          .map(
            (cell) =>
              html`<li>
                <i class="cell" data-cell=${cell} aria-hidden="true">${signs[cell]}</i> ${w.cell[cell]}
              </li>`,
          )}
      </ul>
      ${cutOffLine(view.cutOff, w)}
    `;
  }

  #pages({ total, documents }: MatrixView): TemplateResult | typeof nothing {
    const w = this.words;
    if (total <= page) return nothing;
    const { from } = this;
    return html`<span class="quiet small" role="status"
        >${w.matrixRange(from + 1, from + documents.length, total)}</span
      >
      <button
        class="button"
        ?disabled=${from === 0}
        @click=${() => this.#turn({ from: Math.max(0, from - page) })}
      >
        ${w.matrixNewer}
      </button>
      <button
        class="button"
        ?disabled=${from + documents.length >= total}
        @click=${() => this.#turn({ from: from + page })}
      >
        ${w.matrixOlder}
      </button>`;
  }

  #table({ documents, people }: MatrixView): TemplateResult {
    const w = this.words;
    return html`<div class="matrix-scroll" role="region" tabindex="0" aria-label=${w.matrixCaption}>
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">${w.matrixPerson}</th>
            ${documents.map(
              ({ circulation, editions, due }) =>
                html`<th scope="col">
                  <a href=${formatRoute({ page: 'circulation', circulation, part: 'people' })}
                    >${circulationTitle(editions, w)}</a
                  >${due === undefined ? nothing : html` <span class="quiet small no-space">${w.dueDayOn(due)}</span>`}
                </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${people.slice(0, this.drawn).map(
            ({ member, unitName, cells, ...one }) =>
              html`<tr>
                <th scope="row">
                  <a href=${formatRoute({ page: 'person', member })}>${personName(one)}</a>
                  ${unitName === undefined ? nothing : html`<span class="quiet small">${unitName}</span>`}
                </th>
                ${cells.map(
                  (cell) =>
                    html`<td class="cell" data-cell=${cell} title=${w.cell[cell]}>
                      <span aria-hidden="true">${signs[cell]}</span><span class="vh">${w.cell[cell]}</span>
                    </td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

customElements.define('gj-matrix', GjMatrix);
