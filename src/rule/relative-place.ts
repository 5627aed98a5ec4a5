import type { CitedPlace } from './citation.ts';
import { numeralToNumber } from './numeral.ts';
import { readPlace } from './cited-place.ts';
import type { RuleText, Unit } from './rule-text.ts';
import type { TextRun } from './text-runs.ts';

/** 前款, 前两款, 前条, 前项, 本条第二款, 本款: a word that means a place by where it stands. */
export interface RelativeWord {
  level: '条' | '款' | '项';
  /** How many before: 0 for 本. */
  back: number;
  /** 本条第二款: what follows it. */
  below?: CitedPlace;
  end: number;
}

const words = /(?:前([两二三四五]?)([条款项])|本([条款项]))/y;

/** 本条例 is the name of a text, 本款项 a sum of money; 基本条件 and 目前条件 are conditions. */
const inOtherWords: Record<RelativeWord['level'], string> = { 条: '例件约目', 款: '项', 项: '目' };

/** Reads such a word at exactly this position. */
export function relativeWord(text: string, at: number): RelativeWord | undefined {
  words.lastIndex = at;
  const match = words.exec(text);
  if (match === null) return undefined;
  const level = (match[2] ?? match[3]) as RelativeWord['level'];
  const back = match[3] !== undefined ? 0 : match[1] === '' ? 1 : (numeralToNumber(match[1]!) ?? 1);
  const end = words.lastIndex;
  const below = readPlace(text, end);
  if (below === undefined && (text[at - 1] === '基' || inOtherWords[level].includes(text[end] ?? ' ')))
    return undefined;
  if (below === undefined || below.place.article !== undefined) return { level, back, end };
  return { level, back, end: below.end, below: below.place };
}

/**
 * The place such a word means.
 *
 * @returns undefined when there is none, as for 前款 in a first paragraph
 */
export function relativePlace(
  word: RelativeWord,
  run: TextRun,
  unit: Unit,
  parsed: RuleText,
): CitedPlace | undefined {
  if (unit.number === 0 || unit.kind === 'annex') return undefined;
  const article = { number: unit.number, sub: unit.sub };
  if (word.level === '条') {
    const target = word.back === 0 ? unit : parsed.units[run.unit - word.back];
    if (target === undefined || target.kind !== unit.kind) return undefined;
    return { article: { number: target.number, sub: target.sub }, ...word.below };
  }
  const paragraph = run.paragraph ?? 1;
  if (word.level === '款') {
    const number = paragraph - word.back;
    return number < 1 ? undefined : { article, paragraph: number, ...word.below };
  }
  if (run.item === undefined) return undefined;
  const item = run.item - word.back;
  return item < 1 ? undefined : { article, paragraph, item, ...word.below };
}
