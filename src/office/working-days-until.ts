import type { Day } from '../rule/validity.ts';
import { isWorkingDay, mostWorkingDays, type YearCalendar } from './working-days.ts';

const aDay = 24 * 60 * 60 * 1000;

/**
 * How many working days lie between two days; the first does not count, the last does.
 *
 * @returns `days` up to `mostWorkingDays`, 0 when `to` is not later; `unknown` as for `dueDay`
 */
export function workingDaysUntil(
  from: Day,
  to: Day,
  calendars: ReadonlyMap<number, YearCalendar>,
): { days: number; unknown: number[] } {
  const unknown = new Set<number>();
  let days = 0;
  let time = Date.parse(`${from}T00:00:00Z`);
  for (let day = from; day < to && days < mostWorkingDays;) {
    time += aDay;
    day = new Date(time).toISOString().slice(0, 10);
    const year = Number(day.slice(0, 4));
    const calendar = calendars.get(year);
    if (calendar === undefined) unknown.add(year);
    if (isWorkingDay(day, calendar)) days += 1;
  }
  return { days, unknown: [...unknown] };
}
