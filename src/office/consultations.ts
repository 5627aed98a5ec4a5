import type { ConsultAct } from '../ledger/consult-acts.ts';
import type { Entry, Role } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Day } from '../rule/validity.ts';
import { byTime } from './by-time.ts';

/** Who may begin a round of opinions, end it and answer: those who have drafts. */
export const consultationRoles: readonly Role[] = ['editor', 'publisher', 'reviewer'];

/** One round and everything that was signed about it. */
export interface ConsultationRecord {
  entry: Entry;
  act: ConsultAct;
  /** Member who began it. */
  by: string;
  /** Its last day as it stands now. */
  closes: Day;
  /** Said to be over; the entry that says so. */
  ended?: Entry;
  /** Those who gave their names have been answered. */
  answered?: Entry;
  /** Hashes of all answers, as they are sealed. */
  answers: ReadonlySet<string>;
  /** Hash of the results that were shown to all who were asked last, as they are sealed. */
  results?: string;
  /** Taken back: nobody is asked any more. */
  withdrawn?: Entry;
}

/** 征集中 已截止 已反馈; 已撤回 */
export type ConsultationState = 'open' | 'closed' | 'answered' | 'withdrawn';

/** How a round stands on a day; it closes by itself. */
export function consultationState(record: ConsultationRecord, on: Day): ConsultationState {
  if (record.withdrawn !== undefined) return 'withdrawn';
  if (record.answered !== undefined) return 'answered';
  return record.ended !== undefined || on > record.closes ? 'closed' : 'open';
}

/** The rounds of an office as its ledger says, in whatever order the entries came. Entries without the right do not count. */
export class Consultations {
  readonly ledger: Ledger;
  #entries: IterableIterator<Entry>;
  #taken = 0;
  #begun = new Map<string, Entry>();
  /** By id of a consult entry, what was said about it. */
  #about = new Map<string, Entry[]>();
  #known: { version: string; records: Map<string, ConsultationRecord> } | undefined;

  constructor(ledger: Ledger) {
    this.ledger = ledger;
    this.#entries = ledger.chains.all();
  }

  /** Rounds that count, by id of their consult entry, the newest first. */
  all(): ReadonlyMap<string, ConsultationRecord> {
    this.#follow();
    const version = `${this.ledger.roster.version} ${this.#taken}`;
    if (this.#known?.version === version) return this.#known.records;
    const records = new Map<string, ConsultationRecord>();
    /** The same sealed copy names one round only. */
    const rounds = new Set<string>();
    for (const entry of [...this.#begun.values()].sort(byTime)) {
      const record = this.#work(entry);
      if (record === undefined || rounds.has(record.act.sealed)) continue;
      rounds.add(record.act.sealed);
      records.set(entry.id, record);
    }
    const newest = new Map([...records].reverse());
    this.#known = { version, records: newest };
    return newest;
  }

  of(id: string): ConsultationRecord | undefined {
    return this.all().get(id);
  }

  #follow(): void {
    for (; this.#taken < this.ledger.chains.size; this.#taken++) {
      const entry: Entry = this.#entries.next().value;
      const { act } = entry;
      if (act.type === 'consult') this.#begun.set(entry.id, entry);
      const about =
        act.type === 'consult-close' || act.type === 'consult-feedback'
          ? act.consultation
          : act.type === 'withdraw'
            ? act.entry
            : undefined;
      if (about === undefined) continue;
      const list = this.#about.get(about);
      if (list === undefined) this.#about.set(about, [entry]);
      else list.push(entry);
    }
  }

  #work(entry: Entry): ConsultationRecord | undefined {
    const by = this.#memberOf(entry);
    if (entry.act.type !== 'consult' || by === undefined) return undefined;
    const answers = new Set<string>();
    const record: ConsultationRecord = { entry, act: entry.act, by, closes: entry.act.closes, answers };
    for (const one of (this.#about.get(entry.id) ?? []).toSorted(byTime)) {
      if (this.#memberOf(one) === undefined) continue;
      if (one.act.type === 'consult-close') {
        delete record.ended;
        if (one.act.closes === undefined) record.ended = one;
        else record.closes = one.act.closes;
      } else if (one.act.type === 'consult-feedback') {
        record.answered = one;
        for (const hash of one.act.answers) answers.add(hash);
        if (record.act.shared && one.act.results !== undefined) record.results = one.act.results;
      } else record.withdrawn ??= one;
    }
    return record;
  }

  /** Who signed, if they might. */
  #memberOf(entry: Entry): string | undefined {
    for (const role of consultationRoles) {
      const { member, refusal } = this.ledger.roster.judge(entry, role);
      if (refusal === undefined) return member;
    }
    return undefined;
  }
}
