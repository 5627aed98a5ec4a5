import { isDeepStrictEqual } from 'node:util';
import { DraftLog } from '../../../src/store/draft-log.ts';
import { type Thread, threadsIn } from '../../../src/store/draft-remark.ts';
import type { OpenDraft } from '../../../src/store/open-draft.ts';
import { type RemarkPlace, remarkPlace } from '../../../src/store/remark-place.ts';
import { isLetter, lettersIn } from './letter-book.ts';
import type { RemarkWorld, SaidThen } from './remarks-run.ts';

/** What is not as it should be once all have met; empty when all is well. */
export function wrongWith(world: RemarkWorld, isMoving: boolean): string[] {
  const wrong: string[] = [];
  const [first, ...others] = world.devices.map(seenOn);
  for (const other of others) {
    if (other.text !== first!.text) wrong.push('the text is not the same everywhere');
    if (!isDeepStrictEqual(other.threads, first!.threads))
      wrong.push('the remarks are not the same everywhere');
    if (!isDeepStrictEqual(other.places, first!.places))
      wrong.push('remarks are not at the same places everywhere');
  }
  const keys = [...world.devices[0]!.entries('remarks').keys()].sort();
  if (!isDeepStrictEqual(keys, [...world.put].sort())) wrong.push('something that was said is lost');
  if (first!.log !== first!.text) wrong.push('the history does not lead to the text');
  if (!isMoving) wrong.push(...wrongLetters(world, first!.text));
  // Letters that a proposal has in the old and in the new wording of a phrase were written anew.
  const anew = new Set(
    first!.threads.flatMap(({ remark }) =>
      (remark.changes ?? []).flatMap(({ before, after }) =>
        lettersIn(before).filter((one) => after.includes(one)),
      ),
    ),
  );
  for (const [index, { remark }] of first!.threads.entries()) {
    const then = world.said.find(({ id }) => id === remark.id)!;
    const place = first!.places[index]!;
    const problem = isMoving
      ? wrongMoved(place, first!.text, remark.quote)
      : wrongPlace(place, first!.text, remark.quote, then, anew);
    if (problem !== undefined) wrong.push(`${remark.id}: ${problem}`);
  }
  return wrong;
}

interface Seen {
  text: string;
  threads: Thread[];
  places: RemarkPlace[];
  log: string;
}

function seenOn(open: OpenDraft): Seen {
  const threads = threadsIn(open.entries('remarks'));
  const log = new DraftLog(open.textId);
  for (const change of open.rawChanges()) log.add(change);
  return {
    text: open.text,
    threads,
    places: threads.map(({ remark }) => remarkPlace(open, remark)),
    log: log.place(),
  };
}

/** No letter is lost that nobody took out, none is there that somebody did, and none twice. */
function wrongLetters({ book }: RemarkWorld, text: string): string[] {
  const wrong: string[] = [];
  const there = lettersIn(text);
  const counts = new Map<string, number>();
  for (const letter of there) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  for (const [letter, count] of counts) if (count > 1) wrong.push(`${letter} stands there ${count} times`);
  for (const letter of book.written) {
    if (counts.has(letter) && book.removed.has(letter)) wrong.push(`${letter} was taken out and is there`);
    if (!counts.has(letter) && !book.removed.has(letter)) wrong.push(`${letter} is lost`);
  }
  return wrong;
}

/** A remark is on all of its letters that are left, and on none that stood beside them when it was made. */
function wrongPlace(
  place: RemarkPlace,
  text: string,
  quote: string,
  then: SaidThen,
  anew: ReadonlySet<string>,
): string | undefined {
  const there = new Set(text);
  const left = lettersIn(quote).filter((letter) => there.has(letter) && !anew.has(letter));
  if (place.is === 'gone')
    return left.length === 0 ? undefined : 'it says its words are gone, and they are not';
  const now = text.slice(place.from, place.to);
  const missing = left.find((letter) => !now.includes(letter));
  if (missing !== undefined) return `it is not on its own letter ${missing}`;
  const beside = new Set(then.text.slice(0, then.from) + then.text.slice(then.from + quote.length));
  const foreign = [...now].find((letter) => isLetter(letter) && beside.has(letter) && !anew.has(letter));
  if (foreign !== undefined) return `it is on ${foreign}, which stood beside it`;
  if (place.is === 'moved') return 'nothing was moved';
  return place.is === 'rewritten' && left.length > 0
    ? 'it says its words were rewritten, and they were not'
    : undefined;
}

/** Where words are cut and pasted, a remark that followed them is on the very same words. */
function wrongMoved(place: RemarkPlace, text: string, quote: string): string | undefined {
  if (place.is !== 'moved') return undefined;
  return text.slice(place.from, place.to) === quote ? undefined : 'it followed other words';
}
