import { oneAfterAnother, textEdits } from '../rule/text-edits.ts';
import type { Thread } from '../store/draft-remark.ts';
import { takeChange, wordingOf } from '../store/draft-wording.ts';
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
  const { remark } = thread;
  const place = remarkPlace(open, remark);
  if (place.is === 'gone') return [];
  // Words that were moved as they are have other letters now.
  if (over !== undefined || place.is === 'moved') {
    const now = open.text.slice(place.from, place.to);
    if (now !== (over ?? now)) return [];
    const all = (remark.changes ?? []).filter(
      (_, index) => wanted.includes(index) || changeStanding(thread, index).is === 'accepted',
    );
    const splices = oneAfterAnother(textEdits(now, wordingOf(remark.quote, all)));
    open.edit(
      open.heads,
      splices.map((splice) => ({ ...splice, at: splice.at + place.from })),
    );
    return [...wanted];
  }
  return place.is === 'here' ? wanted.filter((index) => takeChange(open, remark, index)) : [];
}
