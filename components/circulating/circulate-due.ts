import { html, nothing, type TemplateResult } from 'lit';
import type { DueView } from '../../src/engine/circulate-protocol.ts';
import type { Day } from '../../src/rule/validity.ts';
import { weekdayOf } from '../kit/weekday.ts';
import type { Words } from '../words.ts';

/** Until when: so many working days, a day, or no limit. */
export type Within = { workingDays: number } | { day: Day } | undefined;

const quick = [3, 5, 10];

/** Choosing the due day, and which day that is. */
export function circulateDue(
  within: Within,
  due: DueView | undefined,
  { w, today, choose }: { w: Words; today: Day; choose: (within: Within) => void },
): TemplateResult {
  const isDay = within !== undefined && 'day' in within;
  const days = within !== undefined && 'workingDays' in within ? within.workingDays : undefined;
  const radio = (label: string, isChosen: boolean, chosen: () => void): TemplateResult =>
    html`<label class="check"
      ><input type="radio" name="due" .checked=${isChosen} @change=${chosen} /><span>${label}</span></label
    >`;
  return html`<fieldset>
    <legend>${w.dueTitle}</legend>
    <div class="choice-row">
      ${quick.map((n) => radio(w.dueDays(n), days === n, () => choose({ workingDays: n })))}
      ${radio(w.dueOn, isDay, () => choose({ day: due?.day ?? today }))}
      ${radio(w.dueNever, within === undefined, () => choose(undefined))}
    </div>
    ${
      isDay
        ? html`<label class="inline"
            >${w.dueDay}<input
              class="field"
              type="date"
              required
              min=${today}
              .value=${within.day}
              @change=${(event: Event) => choose({ day: (event.target as HTMLInputElement).value })}
          /></label>`
        : nothing
    }
    <div role="status">
      ${
        due === undefined
          ? nothing
          : html`<p class="due-day">${w.dueIs(weekdayOf(due.day, w), due.workingDays)}</p>
              ${due.isRest ? html`<p class="notice warn">${w.dueRest}</p>` : nothing}
              ${
                due.unknown.length === 0
                  ? nothing
                  : html`<p class="notice warn">
                      ${w.dueUnknown(due.unknown)}
                      <a href="#/circulations/calendar">${w.dueToCalendar}</a>
                    </p>`
              }`
      }
    </div>
  </fieldset>`;
}
