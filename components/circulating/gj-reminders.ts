import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  dialled,
  dueDayFile,
  messageLinks,
  messageParts,
  messageTable,
  mostNumbers,
} from '../../src/app/reminder.ts';
import type { Missing, RemindersView } from '../../src/engine/circulations-protocol.ts';
import '../connecting/gj-copy.ts';
import { GjElement } from '../kit/gj-element.ts';
import { saveFile } from '../kit/save-file.ts';
import { connections, ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import { circulationTitle } from './circulation-title.ts';
import { personName } from './person-name.ts';

/** Who has still to acknowledge, and the ways to remind them from outside the app. */
export class GjReminders extends GjElement {
  @property() circulation = '';
  /** What the reader has written in the place of the text that stands there at first. */
  @state() private written: string | undefined;

  #view = new ViewController<RemindersView>(
    this,
    (signal) => this.app.ask('reminders', { circulation: this.circulation, on: this.app.today() }, signal),
    connections,
  );

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (problem) return trouble(problem.code, w);
    if (view === undefined) return html``;
    if (view.state !== 'open') return html`<p class="quiet">${w.remindOver}</p>`;
    const { missing, due } = view;
    if (missing.length === 0) return html`<p class="quiet">${w.remindNobody}</p>`;
    const title = circulationTitle(view.editions, w);
    const text = this.written ?? w.remindDefault(view.office, title, due ?? '');
    return html`
      <h2>${w.remindTitle(missing.length)}</h2>
      ${view.mayPhones ? nothing : html`<p class="notice">${w.remindNoPhones}</p>`}
      <ul class="lines remind">
        ${missing.map((one) => this.#line(one, view.mayPhones))}
      </ul>
      <div class="form remind-text">
        ${this.#text(text)} ${view.mayPhones ? this.#links(missing, text) : nothing}
        <p class="row">
          <gj-copy .text=${text} .label=${w.remindCopy}></gj-copy>
          ${
            view.mayPhones
              ? html`<button class="button" @click=${() => this.#saveTable(missing, title, text)}>
                  ${w.remindTable}
                </button>`
              : nothing
          }
          ${
            due === undefined
              ? nothing
              : html`<button class="button" @click=${() => this.#saveDay(due, title, text)}>
                  ${w.remindCalendar}
                </button>`
          }
        </p>
      </div>
    `;
  }

  #line(one: Missing, mayPhones: boolean): TemplateResult {
    const w = this.words;
    const number = one.phone === undefined ? undefined : dialled(one.phone);
    return html`<li>
      <span class="who">${personName(one)}</span>
      <span class="quiet facts small">
        ${one.unitName === undefined ? nothing : html`<span>${one.unitName}</span>`}
        ${one.isOverdue ? html`<strong class="overdue">${w.overdueWord}</strong>` : nothing}
        ${one.isWaitingTurn ? html`<span>${w.notYourTurn}</span>` : nothing}
        <span>${w.personState[one.isReached ? 'reached' : 'not-reached']}</span>
      </span>
      ${
        number !== undefined
          ? html`<a class="button" href=${`tel:${number}`}
              ><span class="vh">${w.callPerson(one.name)}</span>${one.phone}</a
            >`
          : one.phone !== undefined
            ? html`<span>${one.phone}</span>`
            : mayPhones
              ? html`<span class="quiet small">${w.remindPhoneNone}</span>`
              : nothing
      }
    </li>`;
  }

  #text(text: string): TemplateResult {
    const w = this.words;
    const { length, parts } = messageParts(text);
    return html`<label
        >${w.remindText}<textarea
          class="field"
          rows="3"
          maxlength="1000"
          aria-describedby="message-parts"
          .value=${text}
          @input=${(event: Event) => (this.written = (event.target as HTMLTextAreaElement).value)}
        ></textarea>
      </label>
      <p class="quiet small" id="message-parts">${w.remindParts(length, parts)}${w.remindPartsAbout}</p>`;
  }

  #links(missing: readonly Missing[], text: string): TemplateResult | typeof nothing {
    const w = this.words;
    const numbers = numbersOf(missing);
    if (numbers.length === 0) return nothing;
    const isApple = /iPhone|iPad|iPod|Macintosh/.test(navigator.userAgent);
    return html`<p class="quiet small">${w.remindBatchHelp}</p>
      <p class="row">
        <b>${w.remindSend}</b>
        ${messageLinks(numbers, text, isApple).map(
          (link, at) =>
            html`<a class="button" href=${link}
              >${w.remindBatch(at * mostNumbers + 1, Math.min((at + 1) * mostNumbers, numbers.length))}</a
            >`,
        )}
      </p>`;
  }

  #saveTable(missing: readonly Missing[], title: string, text: string): void {
    const { name, unit, phone, text: column } = this.words.remindColumns;
    const rows = missing.map((one) => [one.name, one.unitName ?? '', one.phone ?? '', text]);
    saveFile(messageTable(title, [[name, unit, phone, column], ...rows], Date.now()));
  }

  #saveDay(day: string, title: string, text: string): void {
    const about = { day, title: this.words.remindDueTitle(title), text, now: Date.now() };
    saveFile(dueDayFile(this.circulation, about));
  }
}

function numbersOf(missing: readonly Missing[]): string[] {
  const numbers = missing
    // Who cannot read it yet is not to be reminded.
    .filter(({ isWaitingTurn }) => !isWaitingTurn)
    .flatMap(({ phone }) => (phone === undefined ? [] : (dialled(phone) ?? [])));
  return [...new Set(numbers)];
}

customElements.define('gj-reminders', GjReminders);
