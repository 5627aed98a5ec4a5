import type { CirculateAct, Means } from '../ledger/circulation-acts.ts';
import type { Entry, Role } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { byTime, insertByTime } from './by-time.ts';
import { errataOf } from './corrected-edition.ts';
import { type Answers, answersTo, foldEntry } from './fold-circulation.ts';

/** That one member has read one edition, as they or somebody for them has signed. */
export interface ReadingOf {
  entry: Entry;
  /** Somebody else said so, by these means; never shown as the member's own word. */
  means?: Means;
  /** Member who signed. */
  by: string;
}

/** One circulation and everything that was signed about it. What is in its maps is in no particular order. */
export interface CirculationRecord {
  entry: Entry;
  act: CirculateAct;
  /** Member who sent it. */
  by: string;
  /**
   * By member, then by hash of the edition that was circulated: their own word, else what was said for them. The entry
   * itself may name an edition that corrects slips in that one.
   */
  read: Map<string, Map<string, ReadingOf>>;
  /** By unit, the first entry that says it has each edition. */
  received: Map<string, Map<string, ReadingOf>>;
  /** By unit, how it was passed on there, the newest first: that one counts. */
  relays: Map<string, Entry[]>;
  /** By member, the entry that says why they need not. */
  exempt: Map<string, Entry>;
  closed?: Entry;
  withdrawn?: Entry;
  /** The newest circulation that was sent in the place of this one. */
  replacedBy?: Entry;
  /** Said without the right to, for those who look after the base; oldest first. */
  refused: Entry[];
}

type LedgerParts = Pick<Ledger, 'chains' | 'roster' | 'publications'>;

/** A record as it was worked out, and what that rested on. */
interface Known {
  version: number;
  errata: string;
  answers: Answers;
  record: CirculationRecord | undefined;
}

/**
 * Every circulation of the office, as the entries say that have come so far, in whatever order they came. An entry
 * touches only its own circulation, and most are simply written into its record; only where something is taken back,
 * or the roster or the editions change, it is worked out again when it is next asked for.
 *
 * Who may speak for others is a matter of role at the time of signing: liaison officers and publishers. Their unit is
 * not asked, since a person who moves would take the right along into the past.
 */
export class Circulations {
  #ledger: LedgerParts;
  #circulates = new Map<string, Entry>();
  /** By id of a circulation, those that were sent in its place. */
  #successors = new Map<string, Entry[]>();
  #about = new Map<string, Entry[]>();
  #withdrawals = new Map<string, Entry[]>();
  #known = new Map<string, Known>();

  constructor(ledger: LedgerParts) {
    this.#ledger = ledger;
  }

  /** Ids of the circulate entries, whether they count or not. */
  get ids(): Iterable<string> {
    return this.#circulates.keys();
  }

  add(entry: Entry): void {
    const { act, id } = entry;
    switch (act.type) {
      case 'circulate':
        this.#circulates.set(id, entry);
        if (act.replaces !== undefined) put(this.#successors, act.replaces, entry);
        this.#forget(entry);
        break;
      case 'acknowledge':
      case 'relay':
      case 'exempt':
      case 'close':
        if (act.circulation === undefined) break;
        put(this.#about, act.circulation, entry);
        this.#joinOn(act.circulation, entry);
        break;
      case 'withdraw':
        put(this.#withdrawals, act.entry, entry);
        // What is taken back may come later than its withdrawal: then it finds it here.
        this.#forget(this.#ledger.chains.get(act.entry));
        break;
      default:
    }
  }

  /** What this entry is about is worked out again. */
  #forget(entry: Entry | undefined): void {
    const { id = '', act } = entry ?? {};
    this.#known.delete(id);
    if (act?.type === 'circulate') this.#known.delete(act.replaces ?? '');
    else if (act !== undefined && 'circulation' in act) this.#known.delete(act.circulation ?? '');
  }

  /** @returns nothing when there is no such circulation, or when it was sent without the right to */
  of(id: string): CirculationRecord | undefined {
    const { version } = this.#ledger.roster;
    const errata = this.#errataOf(id);
    const known = this.#known.get(id);
    if (known?.version === version && known.errata === errata) return known.record;
    const entry = this.#circulates.get(id);
    const answers: Answers =
      entry?.act.type === 'circulate' ? answersTo(entry.act, this.#ledger.publications) : new Map();
    const record = entry && this.#work(entry, answers);
    this.#known.set(id, { version, errata, answers, record });
    return record;
  }

  /** Writes what has come into the record that is there; one that does not stand any more is not asked for again. */
  #joinOn(id: string, entry: Entry): void {
    const { record, answers } = this.#known.get(id) ?? {};
    if (record !== undefined && answers !== undefined) this.#take(record, answers, entry);
  }

  /** Names everything that corrects what was circulated: where that is another, other words count. */
  #errataOf(id: string): string {
    const act = this.#circulates.get(id)?.act;
    if (act?.type !== 'circulate') return '';
    let names = '';
    for (const one of act.editions)
      for (const { id: erratum, again = [] } of errataOf(this.#ledger.publications, one))
        names += `${erratum} ${again.join(' ')} `;
    return names;
  }

  #work(entry: Entry, answers: Answers): CirculationRecord | undefined {
    if (entry.act.type !== 'circulate') return undefined;
    const { member, refusal } = this.#ledger.roster.judge(entry, 'publisher');
    if (refusal !== undefined) return undefined;
    const withdrawn = this.#withdrawalOf(entry, member);
    const replacedBy = this.#successorOf(entry);
    const record: CirculationRecord = {
      entry,
      act: entry.act,
      by: member,
      read: new Map(),
      received: new Map(),
      relays: new Map(),
      exempt: new Map(),
      ...(withdrawn !== undefined && { withdrawn }),
      ...(replacedBy !== undefined && { replacedBy }),
      refused: [],
    };
    for (const one of this.#about.get(entry.id) ?? []) this.#take(record, answers, one);
    return record;
  }

  #take(record: CirculationRecord, answers: Answers, entry: Entry): void {
    const { act } = entry;
    const isOwn = act.type === 'acknowledge' && act.behalf === undefined && act.unit === undefined;
    const { member, refusal } = this.#ledger.roster.judge(entry, 'member');
    if (refusal !== undefined || (!isOwn && !this.#maySpeak(entry))) insertByTime(record.refused, entry);
    else if (this.#withdrawalOf(entry, member) === undefined) foldEntry(record, answers, entry, member);
  }

  /** Exempting and closing is for publishers; a word for others, or of a unit, for liaison officers too. */
  #maySpeak(entry: Entry): boolean {
    const { type } = entry.act;
    const isForLiaison = type === 'acknowledge' || type === 'relay';
    return this.#may(entry, 'publisher') || (isForLiaison && this.#may(entry, 'liaison'));
  }

  #may(entry: Entry, role: Role): boolean {
    return this.#ledger.roster.judge(entry, role).refusal === undefined;
  }

  /** Who signed may take it back, on any of their devices, and so may a publisher. */
  #withdrawalOf(entry: Entry, by: string): Entry | undefined {
    return this.#withdrawals
      .get(entry.id)
      ?.toSorted(byTime)
      .find((one) => {
        const { member, refusal } = this.#ledger.roster.judge(one, 'member');
        if (refusal !== undefined) return false;
        return member === by || this.#may(one, 'publisher');
      });
  }

  #successorOf({ id }: Entry): Entry | undefined {
    return this.#successors
      .get(id)
      ?.toSorted(byTime)
      .findLast((one) => {
        const { member, refusal } = this.#ledger.roster.judge(one, 'publisher');
        return refusal === undefined && this.#withdrawalOf(one, member) === undefined;
      });
  }
}

function put(into: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = into.get(key);
  if (list === undefined) into.set(key, [entry]);
  else list.push(entry);
}
