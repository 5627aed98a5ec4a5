import type { Entry, Role } from '../ledger/entry.ts';
import type { RosterHistory } from '../ledger/roster-history.ts';
import { RulePast } from '../ledger/rule-past.ts';

/** Who may let others have a draft: those who have it by their role. */
export const invitingRoles: readonly Role[] = ['editor', 'publisher', 'reviewer'];

/**
 * Who has which draft beside those who have it by their role. An invitation holds unless somebody has ended it, or did so at
 * the same time without knowing of it: whoever invites again knows of the end. No clock is asked.
 */
export class DraftInvitations {
  #roster: RosterHistory;
  #entries = new Map<string, Entry[]>();
  #known = new Map<string, ReadonlySet<string>>();
  #all: Map<string, ReadonlySet<string>> | undefined;
  #version = -1;

  constructor(roster: RosterHistory) {
    this.#roster = roster;
  }

  add(entry: Entry): void {
    const { act } = entry;
    if (act.type !== 'invite') return;
    const list = this.#entries.get(act.draft);
    if (list === undefined) this.#entries.set(act.draft, [entry]);
    else list.push(entry);
    this.#known.delete(act.draft);
    this.#all = undefined;
  }

  /** By draft; where nobody is invited any more, nobody stands. */
  all(): ReadonlyMap<string, ReadonlySet<string>> {
    if (this.#version !== this.#roster.version) {
      this.#version = this.#roster.version;
      this.#known.clear();
      this.#all = undefined;
    }
    if (this.#all === undefined) {
      this.#all = new Map();
      for (const draft of this.#entries.keys()) {
        const valid = this.#valid(draft);
        if (valid.length === 0) continue;
        let members = this.#known.get(draft);
        if (members === undefined) this.#known.set(draft, (members = membersIn(valid)));
        this.#all.set(draft, members);
      }
    }
    return this.#all;
  }

  /** Invitations to a draft that nothing follows yet. */
  heads(draft: string): string[] {
    const valid = this.#valid(draft);
    const followed = new Set(valid.flatMap(({ act }) => (act.type === 'invite' ? act.after : [])));
    return valid
      .map(({ id }) => id)
      .filter((id) => !followed.has(id))
      .sort();
  }

  #valid(draft: string): Entry[] {
    return (this.#entries.get(draft) ?? []).filter((entry) =>
      invitingRoles.some((role) => this.#roster.judge(entry, role).refusal === undefined),
    );
  }
}

function membersIn(entries: readonly Entry[]): Set<string> {
  const past = new RulePast(entries);
  const ends = new Map<string, Entry[]>();
  for (const entry of entries)
    if (entry.act.type === 'invite' && entry.act.ended === true)
      for (const member of entry.act.members) ends.set(member, [...(ends.get(member) ?? []), entry]);
  const invited = new Set<string>();
  for (const { id, act } of entries) {
    if (act.type !== 'invite' || act.ended === true) continue;
    for (const member of act.members)
      if ((ends.get(member) ?? []).every((end) => past.follows(id, end.id))) invited.add(member);
  }
  return invited;
}
