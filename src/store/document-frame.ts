import * as Automerge from '@automerge/automerge/slim';
import { DamagedDocument } from './damaged-document.ts';
import type { Fields } from './read-fields.ts';

/**
 * The frame of a document that several write: the fields that its first change gave it. What follows fills some of them
 * and leaves everything else as it is, so that nobody makes of it what is no such document any more. Every change is
 * looked at for itself: were it asked what all come to together, devices would take different ones, each by what had come
 * to it before, and stay apart.
 */
export type Frame = ReadonlySet<string>;

/** @param filled fields into which is written; all others stay */
export function frameOf(doc: Automerge.Doc<Fields>, filled: readonly string[]): Frame {
  const frame = new Set(['_root']);
  for (const [key, value] of Object.entries(doc)) {
    if (typeof value !== 'object' || value === null || filled.includes(key)) continue;
    const id = Automerge.getObjectId(doc, key);
    if (typeof id === 'string') frame.add(id);
  }
  return frame;
}

/** Does a change follow others, and leave the frame as it is? */
export function leavesFrame(
  { deps, ops }: Pick<Automerge.DecodedChange, 'deps' | 'ops'>,
  frame: Frame,
): boolean {
  return deps.length > 0 && ops.every(({ obj }) => !frame.has(obj));
}

/**
 * Looks at what is new in a document.
 *
 * @param doc with what is new in it
 * @param added changes that are new, each after those that it follows
 * @param isNew whether nothing of it was here
 * @throws {DamagedDocument} when something that is new changes the frame, or would be a second beginning
 */
export function checkFrame(
  doc: Automerge.Doc<Fields>,
  added: readonly Uint8Array[],
  isNew: boolean,
  filled: readonly string[],
): void {
  const frame = frameOf(doc, filled);
  // The first that is new in a new one is its beginning, and may be long; nothing else follows nothing.
  for (const change of isNew ? added.slice(1) : added)
    if (!leavesFrame(Automerge.decodeChange(change), frame))
      throw new DamagedDocument('a change that makes of it another document');
}
