import { numeralToNumber } from './numeral.ts';
import type { Day } from './validity.ts';

const written =
  /([12][0-9]{3}|[１２][０-９]{3}|[一二][〇○零一二三四五六七八九]{3})\s?年\s?([0-9０-９一二三四五六七八九十]{1,3})\s?月\s?([0-9０-９一二三四五六七八九十]{1,3})\s?日/;

/**
 * An ISO day, or undefined when there is no such day (31 February).
 *
 * @param year, month, day as numbers of the calendar
 */
export function isoDay(year: number, month: number, day: number): Day | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real && year >= 1900 && year < 3000 ? date.toISOString().slice(0, 10) : undefined;
}

/** Reads 2026-03-01, 2026/3/1 or 2026.3.1 standing alone, or a date written in words as `firstDateIn` does. */
export function readDay(text: string): Day | undefined {
  const plain = /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T[0-9:.Z+-]*)?\s*$/.exec(text.slice(0, 60));
  if (plain !== null) return isoDay(Number(plain[1]), Number(plain[2]), Number(plain[3]));
  return firstDateIn(text)?.on;
}

/** The first 2021年3月5日 or 二〇二一年三月五日 of a text, and where it stands. */
export function firstDateIn(text: string): { on: Day; start: number; end: number } | undefined {
  const match = written.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = match.slice(1, 4).map((n) => numeralToNumber(n) ?? 0);
  const on = isoDay(year!, month!, day!);
  return on === undefined ? undefined : { on, start: match.index, end: match.index + match[0].length };
}
