import type { Entry } from './entry.ts';
import type { Refusal, RosterHistory } from './roster-history.ts';

/** One member's own word that they have read an edition. */
export interface Acknowledgement {
  entry: Entry;
  member: string;
}

/** Who has acknowledged what: one line for each member and publication, however often it was signed. */
export class Acknowledgements {
  #roster: RosterHistory;
  #byPublish = new Map<string, Entry[]>();

  constructor(roster: RosterHistory) {
    this.#roster = roster;
  }

  add(entry: Entry): void {
    const { act } = entry;
    if (act.type !== 'acknowledge') return;
    const list = this.#byPublish.get(act.publish);
    if (list === undefined) this.#byPublish.set(act.publish, [entry]);
    else list.push(entry);
  }

  /**
   * @param publish id of a publish entry
   * @param edition hash of its edition; an acknowledgement of another wording is none of this one
   */
  of(
    publish: string,
    edition: string,
  ): { counted: Acknowledgement[]; refused: { entry: Entry; refusal: Refusal }[] } {
    const first = new Map<string, Acknowledgement>();
    const refused: { entry: Entry; refusal: Refusal }[] = [];
    for (const entry of this.#byPublish.get(publish) ?? []) {
      if (entry.act.type !== 'acknowledge' || entry.act.edition !== edition) continue;
      // What somebody says of others is no word of their own, and never becomes one.
      if (entry.act.behalf !== undefined) continue;
      const verdict = this.#roster.judge(entry, 'member');
      if (verdict.refusal !== undefined) {
        refused.push({ entry, refusal: verdict.refusal });
        continue;
      }
      const known = first.get(verdict.member)?.entry;
      // Also when a device has signed twice in the same place: one member, one line.
      if (known === undefined || entry.at < known.at || (entry.at === known.at && entry.id < known.id))
        first.set(verdict.member, { entry, member: verdict.member });
    }
    const byId = (a: { entry: Entry }, b: { entry: Entry }): number => (a.entry.id < b.entry.id ? -1 : 1);
    return { counted: [...first.values()].sort(byId), refused: refused.sort(byId) };
  }
}
