import type { Entry } from './entry.ts';

/** Epoch of a genesis or roster entry; -1 for every other. */
export function epochOf({ act }: Entry): number {
  return act.type === 'roster' ? act.epoch : act.type === 'genesis' ? 0 : -1;
}

/** The genesis and roster entries among these, predecessors first. */
export function rostersInOrder(entries: readonly Entry[]): Entry[] {
  return entries.filter((entry) => epochOf(entry) >= 0).sort((a, b) => epochOf(a) - epochOf(b));
}

/** Roster entries that a device knew when it made this entry; the genesis is the first that anybody knows. */
export function knownRosters(entry: Entry): string[] {
  return entry.act.type === 'genesis' ? [entry.id] : entry.roster;
}

/** Id of the office that an entry belongs to. */
export function officeOf(entry: Entry): string {
  return entry.act.type === 'genesis' ? entry.id : entry.office;
}
