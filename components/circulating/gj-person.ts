import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { PersonView } from '../../src/engine/circulations-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { momentOf } from '../kit/moment.ts';
import { connections, ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import { circulationTitle } from './circulation-title.ts';
import { cutOffLine } from './cut-off-line.ts';
import { personFacts } from './person-facts.ts';

/** One person, and everything that they are to read or have read. */
export class GjPerson extends GjElement {
  @property() member = '';

  #view = new ViewController<PersonView>(
    this,
    (signal) => this.app.ask('person', { member: this.member, on: this.app.today() }, signal),
    connections,
  );

  protected override updated(): void {
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (problem) return html`<section class="page narrow">${trouble(problem.code, w)}</section>`;
    if (view === undefined) return html``;
    const waiting = view.lines.filter(
      ({ person, circulationState, isApart }) =>
        !isApart &&
        circulationState === 'open' &&
        (person.state === 'reached' || person.state === 'not-reached'),
    );
    const overdue = waiting.filter(({ person }) => person.isOverdue).length;
    const done = view.lines.filter(({ person }) => person.state === 'acknowledged').length;
    return html`<section class="page narrow circulation">
      <p>
        <a class="back" href=${formatRoute({ page: 'circulations', part: 'list' })}
          >${w.backToCirculations}</a
        >
      </p>
      <h1>${view.name}</h1>
      <p class="quiet facts">
        ${
          view.unit === undefined
            ? nothing
            : html`<a href=${formatRoute({ page: 'unit', unit: view.unit })}>${view.unitName}</a>`
        }
        ${view.postName === undefined ? nothing : html`<span>${view.postName}</span>`}
        ${view.left === undefined ? nothing : html`<span class="no-space">${w.left(view.left)}</span>`}
        <span class="no-space">${this.#heard(view)}</span>
      </p>
      <p class="big-count">${w.personLines(waiting.length, overdue, done)}</p>
      ${view.lines.length === 0 ? html`<p class="quiet">${w.personNone}</p>` : nothing}
      <ul class="standings">
        ${view.lines.map(
          (line) =>
            html`<li class="standing">
              <a
                class="who"
                href=${formatRoute({ page: 'circulation', circulation: line.circulation, part: 'people' })}
                >${circulationTitle(line.editions, w)}</a
              >
              ${personFacts(line.person, w, true)}
              <span class="quiet facts small">
                <span class="no-space">${line.due === undefined ? w.dueNone : w.dueDayOn(line.due)}</span>
                ${
                  line.circulationState === 'open'
                    ? nothing
                    : html`<span class="badge">${w.circulationState[line.circulationState]}</span>`
                }
                ${line.isApart ? html`<span>${w.apartMark}</span>` : nothing}
              </span>
            </li>`,
        )}
      </ul>
      ${cutOffLine(view.cutOff, w)}
    </section>`;
  }

  #heard({ heard }: PersonView): string {
    const w = this.words;
    if (heard === undefined) return w.heardNever;
    const at = momentOf(heard.at, w);
    return heard.isDirect ? w.heardDirect(at) : w.heardSigned(at);
  }
}

customElements.define('gj-person', GjPerson);
