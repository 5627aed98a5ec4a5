import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { CalendarView } from '../../src/engine/circulate-protocol.ts';
import type { Day } from '../../src/rule/validity.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { dayOf } from '../kit/moment.ts';
import { ViewController } from '../kit/view-controller.ts';
import { weekdayOf } from '../kit/weekday.ts';
import { trouble } from '../library/trouble.ts';
import '../style/circulate.css';

type Kind = 'rest' | 'work';

/** More days off in a row than any holiday has. */
const longest = 60;
const aDay = 24 * 60 * 60 * 1000;

/** The days off and the working weekends of a year, from which due days are worked out. */
export class GjCalendar extends GjElement {
  @state() private year = 0;
  /** As it would be saved; undefined while nothing was changed. */
  @state() private draft: Record<Kind, Day[]> | undefined;

  #view = new ViewController<CalendarView>(this, (signal) =>
    this.app.ask('calendar', { year: this.#year }, signal),
  );
  #doing = new DoingController(this);

  get #year(): number {
    return this.year === 0 ? Number(this.app.today().slice(0, 4)) : this.year;
  }

  #turn(year: number): void {
    this.year = year;
    this.draft = undefined;
    void this.#view.ask((signal) => this.app.ask('calendar', { year }, signal));
  }

  #add(kind: Kind, event: SubmitEvent, now: Record<Kind, Day[]>): void {
    const form = FormValues.of(event);
    const added = daysBetween(form.text('from'), form.text('to'));
    const other = kind === 'rest' ? 'work' : 'rest';
    this.draft = {
      ...now,
      [kind]: [...new Set([...now[kind], ...added])].sort(),
      // What is said last holds.
      [other]: now[other].filter((day) => !added.includes(day)),
    };
    (event.target as HTMLFormElement).reset();
  }

  #save = (): void => {
    const { draft } = this;
    if (draft === undefined) return;
    const year = this.#year;
    void this.#doing
      .run('save', () => this.app.ask('saveCalendar', { year, ...draft }))
      .then((done) => {
        if (done) this.draft = undefined;
      });
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (problem !== undefined) return trouble(problem.code, w);
    if (view === undefined) return html``;
    const now = this.draft ?? view;
    return html`<section class="calendar office">
      <h2>${w.calendarTitle(view.year)}</h2>
      <p class="calendar-years">
        <button class="button" @click=${() => this.#turn(view.year - 1)}>
          ${w.calendarYear(view.year - 1)}
        </button>
        <button class="button" @click=${() => this.#turn(view.year + 1)}>
          ${w.calendarYear(view.year + 1)}
        </button>
      </p>
      <p class=${view.from === 'nobody' ? 'notice warn' : 'quiet'} role="status">${this.#source(view)}</p>
      ${(['rest', 'work'] as const).map((kind) => this.#list(kind, view, { rest: now.rest, work: now.work }))}
      ${this.#doing.problem ? trouble(this.#doing.problem.code, w) : nothing}
      ${this.#doing.done === 'save' && this.draft === undefined ? html`<p class="notice" role="status">${w.saved}</p>` : nothing}
      ${
        this.draft === undefined
          ? nothing
          : html`<p class="row">
              <button class="button main" ?disabled=${this.#doing.busy} @click=${this.#save}>
                ${w.calendarSave}
              </button>
              <button class="button" @click=${() => (this.draft = undefined)}>${w.cancel}</button>
            </p>`
      }
    </section>`;
  }

  #source({ from, by, at, year }: CalendarView): string {
    const w = this.words;
    if (from === 'signed') return w.calendarSigned(by ?? '', at === undefined ? '' : dayOf(at, w));
    return from === 'known' ? w.calendarKnown(year) : w.calendarNobody(year);
  }

  #range(days: Day[]): string {
    const [first, last] = [weekdayOf(days[0]!, this.words), weekdayOf(days.at(-1)!, this.words)];
    return days.length === 1 ? first : this.words.calendarRange(first, last, days.length);
  }

  #list(kind: Kind, { mayChange, year }: CalendarView, now: Record<Kind, Day[]>): TemplateResult {
    const w = this.words;
    return html`<h3>${w.calendarKind[kind]}</h3>
      ${now[kind].length === 0 ? html`<p class="quiet">${w.calendarNone}</p>` : nothing}
      <ul class="calendar-days">
        ${rangesOf(now[kind]).map(
          (days) =>
            html`<li>
              <span>${this.#range(days)}</span>
              ${
                mayChange
                  ? html`<button
                      class="button bare"
                      @click=${() => (this.draft = { ...now, [kind]: now[kind].filter((one) => !days.includes(one)) })}
                    >
                      ${w.calendarRemove}<span class="vh"> ${this.#range(days)}</span>
                    </button>`
                  : nothing
              }
            </li>`,
        )}
      </ul>
      ${
        mayChange
          ? html`<form class="inline-form" @submit=${(event: SubmitEvent) => this.#add(kind, event, now)}>
              <label class="inline"
                >${w.calendarFrom}<input
                  class="field"
                  type="date"
                  name="from"
                  required
                  min=${`${year}-01-01`}
                  max=${`${year}-12-31`}
              /></label>
              <label class="inline"
                >${w.calendarTo}<input
                  class="field"
                  type="date"
                  name="to"
                  min=${`${year}-01-01`}
                  max=${`${year}-12-31`}
              /></label>
              <button class="button">${w.add}<span class="vh"> ${w.calendarKind[kind]}</span></button>
            </form>`
          : nothing
      }`;
  }
}

/** Days that follow each other, together. */
function rangesOf(days: readonly Day[]): Day[][] {
  const ranges: Day[][] = [];
  for (const day of days) {
    const last = ranges.at(-1);
    if (last !== undefined && Date.parse(day) - Date.parse(last.at(-1)!) === aDay) last.push(day);
    else ranges.push([day]);
  }
  return ranges;
}

/** Every day from one to another; without a second only the first. */
function daysBetween(from: Day, to: Day): Day[] {
  const start = Date.parse(`${from}T00:00:00Z`);
  const end = to === '' ? start : Date.parse(`${to}T00:00:00Z`);
  const days: Day[] = [];
  for (let time = start; time <= end && days.length < longest; time += aDay)
    days.push(new Date(time).toISOString().slice(0, 10));
  return days;
}

customElements.define('gj-calendar', GjCalendar);
