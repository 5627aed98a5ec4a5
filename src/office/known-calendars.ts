import type { Day } from '../rule/validity.ts';
import type { YearCalendar } from './working-days.ts';

/**
 * Days off that the app knows by itself, until a publisher has signed others for the year.
 *
 * 2026: 国务院办公厅关于2026年部分节假日安排的通知.
 */
export const knownCalendars: ReadonlyMap<number, YearCalendar> = new Map([
  [
    2026,
    {
      rest: [
        // 元旦
        ...days('2026-01-01', 3),
        // 春节
        ...days('2026-02-15', 9),
        // 清明节
        ...days('2026-04-04', 3),
        // 劳动节
        ...days('2026-05-01', 5),
        // 端午节
        ...days('2026-06-19', 3),
        // 中秋节
        ...days('2026-09-25', 3),
        // 国庆节
        ...days('2026-10-01', 7),
      ],
      work: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
    },
  ],
]);

/** By what working days are counted: what was signed here goes before what the app knows. */
export function calendarsWith(signed: ReadonlyMap<number, YearCalendar>): ReadonlyMap<number, YearCalendar> {
  return new Map([...knownCalendars, ...signed]);
}

function days(first: Day, count: number): Day[] {
  const start = Date.parse(`${first}T00:00:00Z`);
  return Array.from({ length: count }, (_, i) =>
    new Date(start + i * 24 * 60 * 60 * 1000).toISOString().slice(0, 10),
  );
}
