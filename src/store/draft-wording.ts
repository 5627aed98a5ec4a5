import { oneAfterAnother } from '../rule/text-edits.ts';
import type { Remark, WordingChange } from './draft-remark.ts';
import type { OpenDraft } from './open-draft.ts';
import { betweenTexts, type TextSplice } from './text-splices.ts';

/**
 * Writes one change of a proposal into the text, when the letters that it replaces are there as they were, whatever became
 * of the rest. Two who do so apart write it once.
 *
 * @param wording which wording of the proposal it is, see `Thread.wording`
 * @returns whether it is written now; not when it was before, whatever became of it since
 */
export function takeChange(open: OpenDraft, remark: Remark, index: number, wording = ''): boolean {
  const change = remark.changes?.[index];
  const { heads, from, quote } = remark;
  if (change === undefined || heads.length === 0 || !open.has(heads)) return false;
  if (!open.textAt(heads).startsWith(quote, from)) return false;
  const done = open.once(
    { name: wordingName(remark.id, index, wording), at: remark.at, heads, splices: splicesOf(change, from) },
    (before, after) => isAsProposed(before, after, change, quote),
  );
  return done?.isNew === true;
}

/** Name of the change that writes one of a proposal, see `OpenDraft.once`. */
export const wordingName = (remark: string, index: number, wording: string): string =>
  `wording:${remark}/${index}${wording === '' ? '' : `/${wording}`}`;

/** Words with changes of a proposal in them. */
export function wordingOf(quote: string, changes: readonly WordingChange[]): string {
  return oneAfterAnother(changes).reduce(
    (text, { at, remove, insert }) => text.slice(0, at) + insert + text.slice(at + remove),
    quote,
  );
}

/**
 * Where words stand with changes of a proposal in them, as they were quoted otherwise.
 *
 * @param place of the quoted words; what was put in before the first or behind the last of them is beside it
 * @returns undefined when something else stands there
 */
export function standsWith(
  text: string,
  place: { from: number; to: number },
  quote: string,
  changes: readonly WordingChange[],
): { from: number; to: number } | undefined {
  const wording = wordingOf(quote, changes);
  const besides = (end: number): number[] => [
    ...changes.filter(({ at, before }) => at === end && before === '').map(({ after }) => after.length),
    0,
  ];
  for (const lead of besides(0)) {
    for (const tail of besides(quote.length)) {
      const [from, to] = [place.from - lead, place.to + tail];
      if (from >= 0 && text.slice(from, to) === wording) return { from, to };
    }
  }
  return undefined;
}

/** The new words come among the letters that go, so that they stay beside the others of the proposal. */
function splicesOf({ at, before, after }: WordingChange, from: number): TextSplice[] {
  const place = from + at;
  if (before === '') return [{ at: place, remove: 0, insert: after }];
  const first = (before.codePointAt(0) ?? 0) > 0xffff ? 2 : 1;
  return [
    { at: place + first, remove: 0, insert: after },
    { at: place + first + after.length, remove: before.length - first, insert: '' },
    { at: place, remove: first, insert: '' },
  ];
}

/** Do two texts differ by this change and nothing else, and does it stand where it was proposed? */
function isAsProposed(text: string, next: string, change: WordingChange, quote: string): boolean {
  const { before, after, at } = change;
  if (next.length - text.length !== after.length - before.length) return false;
  const end = at + before.length;
  // Where letters come twice, what differs may be seen somewhat behind the place.
  const seen = betweenTexts(text, next).at;
  for (let place = seen; place >= Math.max(0, seen - mostBehind); place--) {
    if (!text.startsWith(before, place) || !next.startsWith(after, place)) continue;
    if (text.slice(place + before.length) !== next.slice(place + after.length)) continue;
    // A mere insertion is known by what stands on both sides of it.
    const left = at === 0 || text[place - 1] === quote[at - 1];
    const right = end === quote.length || text[place + before.length] === quote[end];
    if (before !== '' || (left && right)) return true;
  }
  return false;
}

const mostBehind = 1000;
