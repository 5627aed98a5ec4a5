import type { Roster } from '../ledger/roster.ts';

/** Units for which a member may say what the unit thinks: a liaison officer's own one and those below it. */
export function unitsToAnswerFor(
  { members, units }: Pick<Roster, 'members' | 'units'>,
  member: string,
): string[] {
  const { roles = [], unit } = members.get(member) ?? {};
  if (!roles.includes('liaison') || unit === undefined) return [];
  const all = new Set([unit]);
  // What is added on the way is walked too, and nothing twice.
  for (const above of all)
    for (const { id, parent, closed } of units.values()) if (parent === above && !closed) all.add(id);
  return [...all];
}
