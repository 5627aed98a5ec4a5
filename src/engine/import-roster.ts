import type { Roster as ReadRoster } from '../exchange/read-roster.ts';
import type { Role, RosterChange } from '../ledger/entry.ts';
import type { Member, Roster } from '../ledger/roster.ts';
import { memberChanges, newHandle, roleChanges } from './roster-changes.ts';

/**
 * What a list of people changes in the roster. Who is known by number, or by name and unit, is brought up to date;
 * nobody is removed because a list does not name them. Roles are only added: taking one away is a decision of its own.
 */
export function importRoster(
  read: ReadRoster,
  roster: Roster,
): {
  changes: RosterChange[];
  phones: Map<string, string>;
  counts: { added: number; changed: number; units: number };
} {
  const changes: RosterChange[] = [];
  const phones = new Map<string, string>();
  const counts = { added: 0, changed: 0, units: 0 };
  const units = new Map([...roster.units.values()].map(({ id, name }) => [name, id]));
  const posts = new Map([...roster.posts.values()].map(({ id, name }) => [name, id]));
  for (const { name, kind } of read.units) {
    if (units.has(name)) continue;
    const id = newHandle('u');
    units.set(name, id);
    counts.units += 1;
    changes.push({ op: 'unit', id, name, kind: kind === 'branch' ? 'branch' : 'office' });
  }
  const known = new KnownMembers([...roster.members.values()]);
  for (const person of read.people) {
    const unit = person.unit === undefined ? undefined : units.get(person.unit);
    let post = person.post === undefined ? undefined : posts.get(person.post);
    if (person.post !== undefined && post === undefined) {
      post = newHandle('p');
      posts.set(person.post, post);
      changes.push({ op: 'post', id: post, name: person.post });
    }
    const before = known.find(person.name, unit, person.number);
    const id = before?.id ?? newHandle('m');
    const steps = memberChanges(id, before, {
      ...before,
      name: person.name,
      ...(unit !== undefined && { unit }),
      ...(post !== undefined && { post }),
      ...(person.number !== undefined && { number: person.number }),
      ...(person.joined !== undefined && { joined: person.joined }),
    });
    // Who has left is in old lists for a long time; a list brings nobody back.
    if (before?.left === undefined && person.left === undefined) {
      const roles: Role[] = [...new Set<Role>([...(before?.roles ?? []), ...person.roles, 'member'])];
      steps.push(...roleChanges(id, before?.roles ?? [], roles));
    } else if (person.left !== undefined && before?.left === undefined && before !== undefined) {
      steps.push({ op: 'left', member: id, on: person.left });
    } else if (before === undefined) continue;
    if (before === undefined) counts.added += 1;
    else if (steps.length > 0) counts.changed += 1;
    changes.push(...steps);
    if (person.phone !== undefined) phones.set(id, person.phone);
  }
  return { changes, phones, counts };
}

class KnownMembers {
  #byNumber = new Map<string, Member>();
  #byName = new Map<string, Member[]>();

  constructor(members: readonly Member[]) {
    for (const member of members) {
      if (member.number !== undefined) this.#byNumber.set(member.number, member);
      this.#byName.set(member.name, [...(this.#byName.get(member.name) ?? []), member]);
    }
  }

  /** By number; else by name, where the unit is the same or only one person bears the name and no number tells otherwise. */
  find(name: string, unit: string | undefined, number: string | undefined): Member | undefined {
    const numbered = number === undefined ? undefined : this.#byNumber.get(number);
    if (numbered !== undefined) return numbered;
    const named = (this.#byName.get(name) ?? []).filter(
      (one) => number === undefined || one.number === undefined,
    );
    return (
      named.find((one) => one.unit === unit) ??
      (unit === undefined && named.length === 1 ? named[0] : undefined)
    );
  }
}
