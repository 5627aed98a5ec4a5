import type { Roster } from '../ledger/roster.ts';

/** By member, the number (工号) of those who have their name together with somebody else in the office. */
export function numbersOfSameNames({ members }: Pick<Roster, 'members'>): Map<string, string> {
  const first = new Map<string, string>();
  const same = new Map<string, string>();
  const note = (id: string): void => {
    const number = members.get(id)?.number;
    if (number !== undefined) same.set(id, number);
  };
  for (const { id, name, left } of members.values()) {
    if (left !== undefined) continue;
    const other = first.get(name);
    if (other === undefined) first.set(name, id);
    else for (const one of [other, id]) note(one);
  }
  return same;
}
