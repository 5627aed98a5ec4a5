import { BadEntry } from '../ledger/bad-entry.ts';
import * as shape from '../ledger/shape.ts';
import type { Day } from '../rule/validity.ts';

/** What somebody says about one place of a copy. */
export interface Opinion {
  /** 16 hexadecimal digits; stays when the words are changed. */
  id: string;
  /** Address of the place in the copy; empty for the text as a whole. */
  address: string;
  /** What the place is called: 第十二条. */
  label: string;
  /** Words of the place, as they stood in the copy. */
  quote: string;
  text: string;
  /** 建议文本 */
  proposal: string;
}

/**
 * Everything that one person, or one unit, says in a round. It is replaced as a whole: of those with the same id the
 * highest turn counts.
 */
export interface OpinionSlip {
  v: 1;
  /** Id of the consult entry. */
  consultation: string;
  /** 32 hexadecimal digits, known to who wrote it and to editors only. */
  id: string;
  turn: number;
  /** Who says it; absent where a round allows that and they wanted it so. */
  from?: { member: string; unit?: string };
  /** 无意见; with no opinions and without this it was taken back. */
  none?: true;
  opinions: Opinion[];
  /** Day on which it was written, by the clock there. */
  on: Day;
}

/** Bounds of one slip. */
export const mostOpinions = 300;
export const longestOpinion = 4000;
const longestQuote = 1000;
/** UTF-16 units of a slip as JSON. */
export const longestSlip = 200_000;

const idOf = (from: shape.Fields, key: string, length: number): string => {
  const value = shape.text(from, key, length);
  if (value.length !== length || !/^[0-9a-f]+$/.test(value)) throw new BadEntry('malformed', key);
  return value;
};

/** @throws {BadEntry} `malformed` when it is no slip, or more than one may hold */
export function readSlip(value: unknown): OpinionSlip {
  const from = shape.fields(value, 'slip');
  if (from['v'] !== 1) throw new BadEntry('malformed', 'v');
  const opinions = shape.list(from, 'opinions', mostOpinions).map((one): Opinion => {
    const opinion = shape.fields(one, 'opinions');
    return {
      id: idOf(opinion, 'id', 16),
      address: shape.text(opinion, 'address', 100),
      label: shape.text(opinion, 'label', 200),
      quote: shape.text(opinion, 'quote', longestQuote),
      text: shape.text(opinion, 'text', longestOpinion),
      proposal: shape.text(opinion, 'proposal', longestOpinion),
    };
  });
  if (new Set(opinions.map(({ id }) => id)).size < opinions.length)
    throw new BadEntry('malformed', 'opinions');
  return shape.given<OpinionSlip>({
    v: 1,
    consultation: shape.hash(from, 'consultation'),
    id: idOf(from, 'id', 32),
    turn: shape.whole(from, 'turn', Number.MAX_SAFE_INTEGER),
    from: shape.maybe(from, 'from', (all, key) => {
      const who = shape.fields(all[key], key);
      return shape.given<NonNullable<OpinionSlip['from']>>({
        member: shape.handle(who, 'member'),
        unit: shape.maybe(who, 'unit', shape.handle),
      });
    }),
    none: shape.maybe(from, 'none', (all, key) => (shape.flag(all, key) ? true : undefined)),
    opinions,
    on: shape.day(from, 'on'),
  });
}

/** Words as a slip may hold them: without characters that nobody sees, and no longer than it may be. */
export function opinionWords(text: string, most = longestOpinion): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .toWellFormed()
    .slice(0, most)
    .toWellFormed()
    .trim();
}

/** Words of a place as a slip quotes them. */
export const quoteOf = (text: string): string => opinionWords(text, longestQuote);
