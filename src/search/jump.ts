import { numeralCharacters as N, numeralToNumber } from '../rule/numeral.ts';

/** 公务员法 12, 公务员法第十二条: a text and an article. */
export interface Jump {
  /** Empty when only the article was named. */
  title: string;
  number: number;
  sub: number[];
}

const named = new RegExp(
  `^(.*?)[\\s#·,，]*第([${N}]{1,12})条((?:之[${N}]{1,6})*)(?:第[${N}（()）]{1,8}[款项])*$`,
);
const spaced = new RegExp(`^(.*?\\S)\\s+([0-9０-９]{1,5}|[〇零一二三四五六七八九十百千]{1,8})条?$`);
const joined = /^(.*?[^0-9０-９\s])([0-9０-９]{1,5})条$/;

/** Reads a query that names a place; undefined when it does not. */
export function readJump(query: string): Jump | undefined {
  const text = query.trim().slice(0, 120);
  const match = named.exec(text) ?? spaced.exec(text) ?? joined.exec(text);
  if (match === null) return undefined;
  const number = numeralToNumber(match[2]!);
  if (number === undefined || number === 0) return undefined;
  const sub = (match[3] ?? '')
    .split('之')
    .slice(1)
    .map((n) => numeralToNumber(n) ?? 0);
  return { title: match[1]!.replaceAll(/[《》\s]/g, ''), number, sub };
}
