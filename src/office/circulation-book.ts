import type { Entry } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Day } from '../rule/validity.ts';
import { audienceMembers } from './audience-members.ts';
import { Circulations, type CirculationRecord } from './circulations.ts';
import { DevicesReached } from './devices-reached.ts';
import { type MemberStanding, memberStanding } from './member-standing.ts';
import { YearCalendars } from './year-calendars.ts';

/** What an office's ledger says of its circulations, kept in step with it entry by entry. */
export class CirculationBook {
  readonly ledger: Ledger;
  readonly circulations: Circulations;
  readonly reached: DevicesReached;
  readonly calendars: YearCalendars;
  #taken = new Set<string>();
  #members = new Map<string, string[]>();
  #devices = new Map<string, string[]>();
  #version = -1;

  constructor(ledger: Ledger) {
    this.ledger = ledger;
    this.circulations = new Circulations(ledger);
    this.reached = new DevicesReached(ledger.chains);
    this.calendars = new YearCalendars(ledger.roster);
    this.add(ledger.chains.all());
  }

  add(entries: Iterable<Entry>): void {
    for (const entry of entries) {
      // A book that is begun while entries are being written down has them already when it is told of them.
      if (this.#taken.has(entry.id)) continue;
      this.#taken.add(entry.id);
      this.circulations.add(entry);
      this.reached.add(entry);
      this.calendars.add(entry);
    }
  }

  /** Circulations that count, the newest first. */
  all(): CirculationRecord[] {
    return [...this.circulations.ids]
      .flatMap((id) => this.circulations.of(id) ?? [])
      .sort((a, b) => b.entry.at - a.entry.at || (a.entry.id < b.entry.id ? -1 : 1));
  }

  /** Whom a circulation means today, in their turn. */
  members({ entry, act }: CirculationRecord): readonly string[] {
    this.#follow();
    let members = this.#members.get(entry.id);
    if (members === undefined) {
      members = audienceMembers(this.ledger.roster.roster(), act.audience, act.scope);
      this.#members.set(entry.id, members);
    }
    return members;
  }

  /** How one member stands to a circulation on a day; also of one whom it does not mean, or no more. */
  standing(record: CirculationRecord, member: string, on: Day): MemberStanding {
    return memberStanding(record, member, {
      on,
      members: this.members(record),
      hasReached: () => this.devicesOf(member).some((id) => this.reached.hasSaid(id, record.entry)),
    });
  }

  /** Ids of the devices of a member that are not revoked. */
  devicesOf(member: string): readonly string[] {
    this.#follow();
    return this.#devices.get(member) ?? [];
  }

  #follow(): void {
    const { version } = this.ledger.roster;
    if (version === this.#version) return;
    this.#version = version;
    this.#members.clear();
    this.#devices.clear();
    for (const { id, member, revoked } of this.ledger.roster.roster().devices.values()) {
      if (revoked) continue;
      const devices = this.#devices.get(member);
      if (devices === undefined) this.#devices.set(member, [id]);
      else devices.push(id);
    }
  }
}
