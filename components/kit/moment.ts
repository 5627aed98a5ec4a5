import type { Words } from '../words.ts';

/** A clock's time to the minute, as people of the reader's language write it. */
export function momentOf(at: number, { lang }: Pick<Words, 'lang'>): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** The day of a clock's time where the reader is. */
export function dayOf(at: number, { lang }: Pick<Words, 'lang'>): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: 'medium' }).format(at);
}
