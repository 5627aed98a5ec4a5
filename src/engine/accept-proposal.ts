import { oneAfterAnother, textEdits } from '../rule/text-edits.ts';
import type { Thread, WordingChange } from '../store/draft-remark.ts';
import { standsWith, takeChange, wordingOf } from '../store/draft-wording.ts';
import type { OpenDraft } from '../store/open-draft.ts';
import { changeStanding } from '../store/remark-standing.ts';
import { remarkPlace } from '../store/remark-place.ts';

/**
 * Writes changes of a proposal into the text.
 *
 * @param over what stands in the place of the quoted words, as who decides has seen it: it gives way to the proposal
 * @returns the changes that are in the text now; where letters were changed meanwhile, and `over` is not what stands
 *   there, the others are not
 */
export function acceptProposal(
  open: OpenDraft,
  thread: Thread,
  wanted: readonly number[],
  over: string | undefined,
): number[] {
  const { remark, wording } = thread;
  const place = remarkPlace(open, remark);
  if (place.is === 'gone') return [];
  const { quote, changes = [] } = remark;
  if (over !== undefined && open.text.slice(place.from, place.to) !== over) return [];
  const changesOf = (more: readonly number[]): WordingChange[] =>
    changes.filter((_, index) => changeStanding(thread, index).is === 'accepted' || more.includes(index));
  const [accepted, all] = [changesOf([]), changesOf(wanted)];
  // Somebody wrote the same already.
  if (standsWith(open.text, place, quote, all) !== undefined) return [...wanted];
  const standing = standsWith(open.text, place, quote, accepted);
  const write = (spot: { from: number; to: number }): number[] => {
    const splices = oneAfterAnother(textEdits(open.text.slice(spot.from, spot.to), wordingOf(quote, all)));
    open.edit(
      open.heads,
      splices.map((splice) => ({ ...splice, at: splice.at + spot.from })),
    );
    return [...wanted];
  };
  // Words that were moved as they are have other letters now.
  if (over !== undefined || place.is === 'moved') return write(standing ?? place);
  const taken = place.is === 'here' ? wanted.filter((index) => takeChange(open, remark, index, wording)) : [];
  if (taken.length === wanted.length) return taken;
  // Taken in before, and out again by bringing back an older state: the words are there, and their letters are others.
  const now = remarkPlace(open, remark);
  const there = now.is === 'gone' ? undefined : standsWith(open.text, now, quote, changesOf(taken));
  return there === undefined ? taken : write(there);
}
