import { BadEntry } from './bad-entry.ts';
import type { ChainPlace, Entry, RosterChange } from './entry.ts';

/** A genesis or roster entry in the history of the roster. */
export interface RosterNode {
  entry: Entry;
  epoch: number;
  changes: readonly RosterChange[];
  seen: Record<string, ChainPlace[]>;
  parents: RosterNode[];
  /** In order of arrival; parents come before children. */
  index: number;
  /** Bits by index: everything that this entry follows, itself not included. */
  past: Uint32Array;
  /** Entries of admins that sign it off. */
  signOffs: Entry[];
}

/** Does `node` follow `other`? */
export function follows(node: RosterNode, other: RosterNode): boolean {
  return isIn(node.past, other);
}

/** Is the entry among those whose bits are set? */
export function isIn(past: Uint32Array, { index }: RosterNode): boolean {
  return ((past[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
}

/**
 * @param parents the entries that it says it follows
 * @throws {BadEntry} `epoch` when it does not count on from them
 */
export function rosterNode(entry: Entry, parents: RosterNode[], index: number): RosterNode {
  const { act } = entry;
  if (act.type !== 'genesis' && act.type !== 'roster') throw new BadEntry('malformed', 'no roster');
  const epoch = act.type === 'genesis' ? 0 : act.epoch;
  if (act.type === 'roster' && epoch !== 1 + Math.max(...parents.map((one) => one.epoch)))
    throw new BadEntry('epoch');
  return {
    entry,
    epoch,
    changes: act.changes,
    seen: act.type === 'roster' ? act.seen : {},
    parents,
    index,
    past: pastOf(parents, index),
    signOffs: [],
  };
}

/** These entries and everything that they follow, as bits by index. */
export function pastOf(heads: readonly RosterNode[], size: number): Uint32Array {
  const past = new Uint32Array((size >>> 5) + 1);
  for (const head of heads) {
    for (let i = 0; i < head.past.length; i++) past[i]! |= head.past[i]!;
    past[head.index >>> 5]! |= 1 << (head.index & 31);
  }
  return past;
}

/** The order in which changes of equal standing are applied: by epoch, then by id. */
export function inOrder(a: RosterNode, b: RosterNode): number {
  return a.epoch - b.epoch || (a.entry.id < b.entry.id ? -1 : 1);
}
