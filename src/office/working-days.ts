import type { CalendarAct } from '../ledger/circulation-acts.ts';
import type { Day } from '../rule/validity.ts';

/** Days off and working weekends of a year, as the State Council orders them anew each year (节假日安排). */
export type YearCalendar = Pick<CalendarAct, 'rest' | 'work'>;

export interface DueDay {
  day: Day;
  /** Years of which nobody has entered the days off: there only Saturdays and Sundays were left out. */
  unknown: number[];
}

/** More than anybody gives, so that a slip of the hand does not count for ever. */
export const mostWorkingDays = 1000;

const aDay = 24 * 60 * 60 * 1000;

/**
 * The last of so many working days; the day on which they begin does not count (民法典 第二百零一条).
 *
 * @param days 1 to `mostWorkingDays`
 * @throws {RangeError} for another number, or for what is not a day
 */
export function dueDay(from: Day, days: number, calendars: ReadonlyMap<number, YearCalendar>): DueDay {
  let time = Date.parse(`${from}T00:00:00Z`);
  if (!Number.isInteger(days) || days < 1 || days > mostWorkingDays || Number.isNaN(time))
    throw new RangeError('working days');
  const unknown = new Set<number>();
  let day = from;
  for (let left = days; left > 0;) {
    time += aDay;
    day = new Date(time).toISOString().slice(0, 10);
    const year = Number(day.slice(0, 4));
    const calendar = calendars.get(year);
    if (calendar === undefined) unknown.add(year);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return { day, unknown: [...unknown] };
}

/** @param calendar of the year of this day; absent, only the weekday is looked at */
export function isWorkingDay(day: Day, calendar?: YearCalendar): boolean {
  if (calendar?.work.includes(day) === true) return true;
  if (calendar?.rest.includes(day) === true) return false;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
