import { ChangeSet, Text } from '@codemirror/state';
import type { Splice } from '../../../src/app/draft-port.ts';

/** Text of an editor of drafts: only line feeds end a line, so that its length is that of the string. */
export const textOf = (string: string): Text => Text.of(string.split('\n'));

/** A change of the editor as a list in which each applies to the result of those before. */
export function splicesOf(changes: ChangeSet): Splice[] {
  const splices: Splice[] = [];
  // Going forward, what stands before a change is new already: its place in the new text is where it applies.
  changes.iterChanges((fromA, toA, fromB, _toB, inserted) => {
    splices.push({ at: fromB, remove: toA - fromA, insert: inserted.sliceString(0, inserted.length, '\n') });
  });
  return splices;
}

/**
 * The same the other way, for a text of `length` UTF-16 units.
 *
 * @throws {RangeError} when one of them lies outside of the text
 */
export function changesOf(splices: readonly Splice[], length: number): ChangeSet {
  let now = length;
  const single = splices.map(({ at, remove, insert }) => {
    const change = ChangeSet.of({ from: at, to: at + remove, insert: textOf(insert) }, now, '\n');
    now = change.newLength;
    return change;
  });
  return composed(single, 0, single.length) ?? ChangeSet.empty(length);
}

/** Halves first: one after another, a long list would cost its square. */
function composed(list: readonly ChangeSet[], from: number, to: number): ChangeSet | undefined {
  if (to - from <= 1) return list[from];
  const middle = (from + to) >> 1;
  return composed(list, from, middle)!.compose(composed(list, middle, to)!);
}
