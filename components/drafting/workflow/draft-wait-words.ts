import type { DraftWait } from '../../../src/engine/workflow-protocol.ts';
import type { Words } from '../../words.ts';

/** Names that are said; a longer list is cut short. */
const mostNames = 3;

/** For what and for whom a draft waits, in words. */
export function draftWaitWords({ what, names, isMine }: DraftWait, w: Words): string {
  const all = isMine ? [w.draftWaitsYou, ...names] : names;
  const some = all.slice(0, mostNames).join(w.listComma);
  const who = all.length > mostNames ? w.draftWaitsMore(some, all.length) : some;
  return w.draftWaits[what](who || (w.draftWaitsRole[what] ?? ''));
}
