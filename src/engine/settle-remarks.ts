import { rulingKey, type Thread, threadsIn, type Verdict } from '../store/draft-remark.ts';
import type { OpenDraft } from '../store/open-draft.ts';
import { changeStanding } from '../store/remark-standing.ts';
import { acceptProposal } from './accept-proposal.ts';
import { newRemarkId } from './new-remark-id.ts';
import type { RemarkStep, SeenProposal } from './remarks-protocol.ts';

/** Who decides, and when by their clock. */
interface Doer {
  by: string;
  at: number;
}

/** Changes of a proposal that nobody has decided about; undefined for a mere remark. */
export function openChanges(thread: Thread): number[] | undefined {
  const { changes } = thread.remark;
  return changes && [...changes.keys()].filter((index) => changeStanding(thread, index).is === 'open');
}

/** @returns id of the ruling */
export function putRuling(
  open: OpenDraft,
  { remark, rulings, wording }: Thread,
  ruling: Doer & { is: Verdict; reason: string; changes: readonly number[] | undefined },
): string {
  const after = rulings.map(({ id }) => id);
  const id = newRemarkId();
  const of = wording === '' ? {} : { of: wording };
  open.put('remarks', { [rulingKey(remark.id, id)]: { ...ruling, ...of, after } });
  return `s:${id}`;
}

/** Decides about proposals, one after another, as far as they are what was seen and fit the text. */
export function settled(
  open: OpenDraft,
  proposals: readonly SeenProposal[],
  ruling: Doer & { is: 'accepted' | 'rejected'; reason: string },
): RemarkStep {
  const step: RemarkStep = { before: open.heads, after: [], rulings: [], left: [] };
  for (const { remark, version, changes, over } of proposals) {
    const thread = threadsIn(open.entries('remarks')).find((one) => one.remark.id === remark);
    const rest = thread && openChanges(thread);
    if (thread === undefined || (version !== undefined && thread.version !== version)) {
      step.left.push(remark);
      continue;
    }
    const wanted = changes?.filter((index) => rest?.includes(index)) ?? rest ?? [];
    if (wanted.length === 0) continue;
    const done = ruling.is === 'rejected' ? wanted : acceptProposal(open, thread, wanted, over);
    // What was taken in stays so, and is marked, even when the rest does not fit any more.
    if (done.length > 0) step.rulings.push(putRuling(open, thread, { ...ruling, changes: done }));
    if (done.length < wanted.length) step.left.push(remark);
  }
  return { ...step, after: open.heads };
}

/** Takes back what a step did to the text, and opens what it settled, unless somebody decided anew since. */
export function undone(open: OpenDraft, { before, after, rulings }: RemarkStep, doer: Doer): void {
  const splices = open.since(after, before);
  if (splices.length > 0) open.edit(after, splices);
  for (const thread of threadsIn(open.entries('remarks'))) {
    const replaced = new Set(thread.rulings.flatMap((one) => one.after));
    for (const { id, changes } of thread.rulings.filter((one) => rulings.includes(one.id)))
      if (!replaced.has(id)) putRuling(open, thread, { ...doer, is: 'open', reason: '', changes });
  }
}
