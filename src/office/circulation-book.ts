import type { Entry } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Day } from '../rule/validity.ts';
import { audienceMembers } from './audience-members.ts';
import { Circulations, type CirculationRecord } from './circulations.ts';
import { DevicesReached } from './devices-reached.ts';
import { type MemberStanding, memberStanding } from './member-standing.ts';
import { ReadingTurns } from './reading-turns.ts';
import { YearCalendars } from './year-calendars.ts';

/** What an office's ledger says of its circulations, kept in step with it entry by entry. */
export class CirculationBook {
  readonly ledger: Ledger;
  readonly circulations: Circulations;
  readonly reached: DevicesReached;
  readonly calendars: YearCalendars;
  /** Goes on where it stands when more has come. */
  #entries: IterableIterator<Entry>;
  #taken = 0;
  #members = new Map<string, string[]>();
  #turns = new Map<string, ReadingTurns>();
  #devices = new Map<string, string[]>();
  #version = -1;

  constructor(ledger: Ledger) {
    this.ledger = ledger;
    this.circulations = new Circulations(ledger);
    this.reached = new DevicesReached(ledger.chains);
    this.calendars = new YearCalendars(ledger.roster);
    this.#entries = ledger.chains.all();
    this.follow();
  }

  /** Takes what has come into the ledger since. */
  follow(): void {
    this.#turns.clear();
    for (; this.#taken < this.ledger.chains.size; this.#taken++) {
      const entry: Entry = this.#entries.next().value;
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
    this.#followRoster();
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
      hasTurnCome: () => this.#turnsOf(record).hasCome(member),
      hasReached: () => this.devicesOf(member).some((id) => this.reached.hasSaid(id, record.entry)),
    });
  }

  #turnsOf(record: CirculationRecord): ReadingTurns {
    const members = this.members(record);
    let turns = this.#turns.get(record.entry.id);
    if (turns === undefined) this.#turns.set(record.entry.id, (turns = new ReadingTurns(record, members)));
    return turns;
  }

  /** Ids of the devices of a member that are not revoked. */
  devicesOf(member: string): readonly string[] {
    this.#followRoster();
    return this.#devices.get(member) ?? [];
  }

  #followRoster(): void {
    const { version } = this.ledger.roster;
    if (version === this.#version) return;
    this.#version = version;
    this.#members.clear();
    this.#turns.clear();
    this.#devices.clear();
    for (const { id, member, revoked } of this.ledger.roster.roster().devices.values()) {
      if (revoked) continue;
      const devices = this.#devices.get(member);
      if (devices === undefined) this.#devices.set(member, [id]);
      else devices.push(id);
    }
  }
}
