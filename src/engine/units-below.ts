import type { Roster } from '../ledger/roster.ts';

/** A unit and all that stand below it. */
export function unitsBelow({ units }: Pick<Roster, 'units'>, unit: string): Set<string> {
  const all = new Set([unit]);
  // What is added on the way is walked too, and nothing twice: units that stand below each other come to an end.
  for (const above of all) for (const { id, parent } of units.values()) if (parent === above) all.add(id);
  return all;
}
