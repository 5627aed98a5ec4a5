import * as Automerge from '@automerge/automerge/slim';
import type { DraftDoc } from './draft-document.ts';

/** One replacement, in UTF-16 units; in a list each applies to the result of those before it. */
export interface TextSplice {
  at: number;
  remove: number;
  insert: string;
}

/** What leads from the text of one state of a draft to that of another. */
export function textSplices(
  doc: Automerge.Doc<DraftDoc>,
  from: readonly string[],
  to: readonly string[],
): TextSplice[] {
  const splices: TextSplice[] = [];
  for (const patch of Automerge.diffPath(doc, ['text'], [...from], [...to])) {
    const at = patch.path[1];
    if (patch.action === 'splice' && typeof at === 'number')
      splices.push({ at, remove: 0, insert: patch.value });
    else if (patch.action === 'del' && typeof at === 'number')
      splices.push({ at, remove: patch.length ?? 1, insert: '' });
    // Somebody put another text in the place of this one, which only a strange program does.
    else if (patch.action !== 'mark' && patch.action !== 'unmark') return [betweenStates(doc, from, to)];
  }
  return splices;
}

/** Was anything written into a draft since a state? Not, where that state is not here: nobody can tell. */
export function isWrittenSince(doc: Automerge.Doc<DraftDoc>, heads: readonly string[]): boolean {
  const isHere = heads.every((head) => /^[0-9a-f]{64}$/.test(head)) && Automerge.hasHeads(doc, [...heads]);
  return isHere && textSplices(doc, heads, Automerge.getHeads(doc)).length > 0;
}

function betweenStates(
  doc: Automerge.Doc<DraftDoc>,
  from: readonly string[],
  to: readonly string[],
): TextSplice {
  const [before, after] = [from, to].map((heads) => Automerge.view(doc, [...heads]).text) as [string, string];
  return betweenTexts(before, after);
}

/** The shortest single replacement that makes one text the other. */
export function betweenTexts(before: string, after: string): TextSplice {
  const most = Math.min(before.length, after.length);
  let at = 0;
  while (at < most && before[at] === after[at]) at += 1;
  let end = 0;
  while (end < most - at && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { at, remove: before.length - at - end, insert: after.slice(at, after.length - end) };
}
