import type { Ruling, Thread, Verdict } from './draft-remark.ts';

/** What became of a remark: the ruling that counts, where there is one. */
export interface Standing {
  is: Verdict;
  ruling?: Ruling;
}

/**
 * Of rulings that were given apart from each other the one that does not close counts, so that nothing is put aside while
 * somebody wants it open; and what was taken into the text was taken in.
 */
const order: readonly Verdict[] = ['accepted', 'open', 'rejected', 'resolved', 'withdrawn'];

/** How one change of a proposal stands. */
export function changeStanding({ rulings }: Pick<Thread, 'rulings'>, change: number): Standing {
  return decide(rulings.filter(({ changes }) => changes === undefined || changes.includes(change)));
}

/**
 * How a remark stands. A proposal is open while one of its changes is, and accepted when some of them were.
 */
export function threadStanding(thread: Thread): Standing {
  const { changes } = thread.remark;
  if (changes === undefined) return decide(thread.rulings);
  const all = changes.map((_, index) => changeStanding(thread, index));
  return all.find(({ is }) => is === 'open') ?? all.find(({ is }) => is === 'accepted') ?? all[0]!;
}

function decide(rulings: readonly Ruling[]): Standing {
  const replaced = new Set(rulings.flatMap(({ after }) => after));
  const last = rulings.filter(({ id }) => !replaced.has(id));
  // Where a strange program made each follow the other, all of them count.
  const counting = last.length === 0 ? rulings : last;
  for (const is of order) {
    const ruling = counting.find((one) => one.is === is);
    if (ruling !== undefined) return { is, ruling };
  }
  return { is: 'open' };
}
