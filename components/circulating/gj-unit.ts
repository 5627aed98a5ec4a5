import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { UnitView } from '../../src/engine/circulations-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import { circulationsList } from './circulations-list.ts';
import { cutOffLine } from './cut-off-line.ts';
import { personName } from './person-name.ts';
import '../style/behalf.css';

/** One unit with those below it: how far each circulation has come in it, and who has still to read what. */
export class GjUnit extends GjElement {
  @property() unit = '';

  #view = new ViewController<UnitView>(this, (signal) =>
    this.app.ask('unit', { unit: this.unit, on: this.app.today() }, signal),
  );

  protected override updated(): void {
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (problem) return html`<section class="page narrow">${trouble(problem.code, w)}</section>`;
    if (view === undefined) return html``;
    return html`<section class="page circulations">
      <p>
        <a class="back" href=${formatRoute({ page: 'circulations', part: 'list' })}
          >${w.backToCirculations}</a
        >
      </p>
      <h1>${view.name}</h1>
      <p class="quiet">${w.unitSize(view.size)}</p>
      ${
        view.people.length === 0
          ? nothing
          : html`<h2>${w.unitPeople}</h2>
              <ul class="lines">
                ${view.people.map(
                  ({ member, open, overdue, acknowledged, ...one }) =>
                    html`<li>
                      <a href=${formatRoute({ page: 'person', member })}>${personName(one)}</a>
                      <span class=${overdue > 0 ? 'overdue' : 'quiet'}
                        >${w.personLines(open, overdue, acknowledged)}</span
                      >
                    </li>`,
                )}
              </ul>`
      }
      <h2>${w.unitLines}</h2>
      ${view.lines.length === 0 ? html`<p class="quiet">${w.unitNoLines}</p>` : circulationsList(view.lines, w)}
      ${cutOffLine(view.cutOff, w)}
    </section>`;
  }
}

customElements.define('gj-unit', GjUnit);
