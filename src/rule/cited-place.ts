import type { CitedPlace } from './citation.ts';
import { numeralCharacters as N, numeralToNumber } from './numeral.ts';

/** 第十二条之一第二款第（三）项第1目, levels from any on. Sticky: matches where it is told to. */
const placePattern = new RegExp(
  `(?:第([${N}]{1,12})条((?:之[〇零一二三四五六七八九十百]{1,6})*))?` +
    `(?:第([${N}]{1,6})款)?` +
    `(?:第(?:[（(]([${N}]{1,6})[）)]|([${N}]{1,6}))项)?` +
    `(?:第([${N}]{1,4})目)?`,
  'y',
);

const numberOf = (written: string | undefined): number | undefined =>
  written === undefined ? undefined : numeralToNumber(written);

/**
 * Reads a place at exactly this position.
 *
 * @returns the place and where it ends; undefined when there is none
 */
export function readPlace(text: string, at: number): { place: CitedPlace; end: number } | undefined {
  placePattern.lastIndex = at;
  const match = placePattern.exec(text);
  if (match === null || match[0] === '') return undefined;
  const number = numberOf(match[1]);
  const sub = (match[2] ?? '')
    .split('之')
    .slice(1)
    .map((n) => numeralToNumber(n) ?? 0);
  const paragraph = numberOf(match[3]);
  const item = numberOf(match[4] ?? match[5]);
  const subitem = numberOf(match[6]);
  const place: CitedPlace = {
    ...(number !== undefined && { article: { number, sub } }),
    ...(paragraph !== undefined && { paragraph }),
    ...(item !== undefined && { item }),
    ...(subitem !== undefined && { subitem }),
  };
  return Object.keys(place).length === 0 ? undefined : { place, end: placePattern.lastIndex };
}

/** 第三条第一款、第三款: what the second leaves out it takes from the first. */
export function inheritPlace(before: CitedPlace, next: CitedPlace): CitedPlace {
  if (next.article !== undefined) return next;
  const article = before.article === undefined ? {} : { article: before.article };
  if (next.paragraph !== undefined) return { ...article, ...next };
  const paragraph = before.paragraph === undefined ? {} : { paragraph: before.paragraph };
  if (next.item !== undefined) return { ...article, ...paragraph, ...next };
  const item = before.item === undefined ? {} : { item: before.item };
  return { ...article, ...paragraph, ...item, ...next };
}
