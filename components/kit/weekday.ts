import type { Day } from '../../src/rule/validity.ts';
import type { Words } from '../words.ts';

/** A day with its weekday, as people of the reader's language write it. */
export function weekdayOf(day: Day, { lang }: Pick<Words, 'lang'>): string {
  const time = Date.parse(`${day}T00:00:00Z`);
  return new Intl.DateTimeFormat(lang, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'long',
    timeZone: 'UTC',
  }).format(time);
}
