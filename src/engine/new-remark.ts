import { findQuote } from '../rule/find-quote.ts';
import { parseText } from '../rule/parse-text.ts';
import { textEdits } from '../rule/text-edits.ts';
import { unitAt } from '../rule/unit-at.ts';
import { aroundQuote, mostQuote, mostRemarkText, type Remark } from '../store/draft-remark.ts';
import type { OpenDraft } from '../store/open-draft.ts';
import { anchorOf } from '../store/text-anchor.ts';
import { EngineProblem } from './engine-problem.ts';
import type { NewRemark } from './remarks-protocol.ts';

/**
 * What is kept of the words that a remark is about.
 *
 * @throws {EngineProblem} `bad-edit` when they are nothing, or nothing is said about them; `too-much`
 */
export function newRemark(
  open: OpenDraft,
  { heads, from, to, isWhole, text: words, wording }: NewRemark,
): Omit<Remark, 'id' | 'by' | 'at' | 'text' | 'mentions'> {
  const text = open.textAt(heads);
  const parsed = parseText(text);
  const unit = unitAt(parsed, from);
  const place = isWhole === true ? unit && { from: unit.start, to: unit.end } : { from, to };
  const { from: first, to: last } = wholeLetters(text, place ?? { from: 0, to: 0 });
  const quote = text.slice(first, last).trimEnd();
  if (quote.trim() === '') throw new EngineProblem('bad-edit', 'nothing is marked');
  if (quote.length > mostQuote) throw new EngineProblem('too-much', String(mostQuote));
  const end = first + quote.length;
  const around = {
    before: text.slice(Math.max(0, first - aroundQuote), first),
    after: text.slice(end, end + aroundQuote),
  };
  const changes = wording === undefined ? undefined : textEdits(quote, wordingToPropose(wording));
  if (changes?.length === 0 || (changes === undefined && words.trim() === ''))
    throw new EngineProblem('bad-edit', 'nothing is said');
  const others = text.slice(0, first) + '\0'.repeat(quote.length) + text.slice(end);
  return {
    anchor: anchorOf(open, heads, first, end),
    quote,
    around,
    isTwin: findQuote(others, { quote, around }) !== undefined,
    isWhole: isWhole === true,
    label: unit?.label ?? '',
    ...(changes !== undefined && { changes }),
    heads: [...heads],
    from: first,
  };
}

/**
 * Other words for a remark.
 *
 * @throws {EngineProblem} `bad-edit` when nothing is said, or nothing else is proposed than what stands there; `too-much`
 */
export function newWords(
  { quote, changes: first }: Remark,
  words: string,
  wording: string | undefined,
): Pick<Remark, 'changes'> {
  const changes = first && (wording === undefined ? first : textEdits(quote, wordingToPropose(wording)));
  if (changes?.length === 0 || (changes === undefined && words.trim() === ''))
    throw new EngineProblem('bad-edit', 'nothing is said');
  return changes === undefined ? {} : { changes };
}

/** Words that somebody says, as they are kept. */
export function wordsToSay(text: string): string {
  const words = text.toWellFormed().trim();
  if (words.length > mostRemarkText) throw new EngineProblem('too-much', String(mostRemarkText));
  return words;
}

function wordingToPropose(wording: string): string {
  const words = wording.toWellFormed().replaceAll(/\r\n?/g, '\n').trimEnd();
  if (words.length > mostQuote) throw new EngineProblem('too-much', String(mostQuote));
  return words;
}

/** A place that does not cut a letter beyond the basic plane in two. */
function wholeLetters(
  text: string,
  { from, to }: { from: number; to: number },
): { from: number; to: number } {
  const isIn = Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && to <= text.length;
  if (!isIn || from >= to) return { from: 0, to: 0 };
  const isSecond = (at: number): boolean => /^[\uDC00-\uDFFF]/.test(text[at] ?? '');
  return { from: isSecond(from) ? from - 1 : from, to: isSecond(to) ? to + 1 : to };
}
