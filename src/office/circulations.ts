import type { AcknowledgeAct, CirculateAct, Means } from '../ledger/circulation-acts.ts';
import type { Entry } from '../ledger/entry.ts';
import type { RosterHistory } from '../ledger/roster-history.ts';
import { hasPassed } from './has-passed.ts';

/** That one member has read one edition, as they or somebody for them has signed. */
export interface ReadingOf {
  entry: Entry;
  /** Somebody else said so, by these means; never shown as the member's own word. */
  means?: Means;
  /** Member who signed. */
  by: string;
}

/** One circulation and everything that was signed about it. */
export interface CirculationRecord {
  entry: Entry;
  act: CirculateAct;
  /** Member who sent it. */
  by: string;
  /** By member, then by edition: their own word, else what was said for them. */
  read: Map<string, Map<string, ReadingOf>>;
  /** By unit, the first entry that says it has each edition. */
  received: Map<string, Map<string, ReadingOf>>;
  /** By member, the entry that says why they need not. */
  exempt: Map<string, Entry>;
  closed?: Entry;
  withdrawn?: Entry;
  /** Said without the right to, for those who look after the base. */
  refused: Entry[];
}

/**
 * Every circulation of the office, as the entries say that have come so far, in whatever order they came. An entry
 * touches only its own circulation; that is worked out again when it is next asked for.
 *
 * Who may speak for others is a matter of role at the time of signing: liaison officers and publishers. Their unit is
 * not asked, since a person who moves would take the right along into the past.
 */
export class Circulations {
  #roster: RosterHistory;
  #circulates = new Map<string, Entry>();
  #about = new Map<string, Entry[]>();
  #withdrawals = new Map<string, Entry[]>();
  #known = new Map<string, { version: number; record: CirculationRecord | undefined }>();
  #belongs = new Map<string, string>();

  constructor(roster: RosterHistory) {
    this.#roster = roster;
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
        this.#touch(id, id);
        break;
      case 'acknowledge':
      case 'exempt':
      case 'close':
        if (act.circulation === undefined) break;
        put(this.#about, act.circulation, entry);
        this.#touch(act.circulation, id);
        break;
      case 'withdraw':
        put(this.#withdrawals, act.entry, entry);
        // What is taken back may come later than its withdrawal: then it finds it here.
        this.#known.delete(this.#belongs.get(act.entry) ?? '');
        break;
      default:
    }
  }

  /** @returns nothing when there is no such circulation, or when it was sent without the right to */
  of(id: string): CirculationRecord | undefined {
    const { version } = this.#roster;
    const known = this.#known.get(id);
    if (known?.version === version) return known.record;
    const record = this.#work(id);
    this.#known.set(id, { version, record });
    return record;
  }

  #touch(circulation: string, entry: string): void {
    this.#belongs.set(entry, circulation);
    this.#known.delete(circulation);
  }

  #work(id: string): CirculationRecord | undefined {
    const entry = this.#circulates.get(id);
    if (entry?.act.type !== 'circulate') return undefined;
    const { member, refusal } = this.#roster.judge(entry, 'publisher');
    if (refusal !== undefined) return undefined;
    const withdrawn = this.#withdrawalOf(entry, member);
    const record: CirculationRecord = {
      entry,
      act: entry.act,
      by: member,
      read: new Map(),
      received: new Map(),
      exempt: new Map(),
      ...(withdrawn !== undefined && { withdrawn }),
      refused: [],
    };
    // Always in the same order, so that the first word is the same one on every device.
    const about = [...(this.#about.get(id) ?? [])].sort(byTime);
    for (const one of about) this.#take(record, one);
    return record;
  }

  #take(record: CirculationRecord, entry: Entry): void {
    const { act } = entry;
    const isOwn = act.type === 'acknowledge' && act.behalf === undefined && act.unit === undefined;
    const { member, refusal } = this.#roster.judge(entry, 'member');
    if (refusal !== undefined || (!isOwn && !this.#maySpeak(entry))) {
      record.refused.push(entry);
      return;
    }
    if (this.#withdrawalOf(entry, member) !== undefined) return;
    if (act.type === 'exempt') {
      for (const one of act.members) if (!record.exempt.has(one)) record.exempt.set(one, entry);
    } else if (act.type === 'close') record.closed ??= entry;
    else if (act.type === 'acknowledge' && isAnswer(record.act, act)) {
      const reading = { entry, by: member };
      if (act.behalf !== undefined) {
        const { means, members } = act.behalf;
        for (const one of members) note(record.read, one, act.edition, { ...reading, means });
      } else if (act.mode === 'received' && act.unit !== undefined)
        note(record.received, act.unit, act.edition, reading);
      else note(record.read, member, act.edition, reading);
    }
  }

  /** Exempting and closing is for publishers; a word for others, or for a unit, for liaison officers too. */
  #maySpeak(entry: Entry): boolean {
    const may = (role: 'publisher' | 'liaison'): boolean =>
      this.#roster.judge(entry, role).refusal === undefined;
    return may('publisher') || (entry.act.type === 'acknowledge' && may('liaison'));
  }

  /** Who signed may take it back, on any of their devices, and so may a publisher. */
  #withdrawalOf(entry: Entry, by: string): Entry | undefined {
    return this.#withdrawals
      .get(entry.id)
      ?.toSorted(byTime)
      .find((one) => {
        const { member, refusal } = this.#roster.judge(one, 'member');
        if (refusal !== undefined) return false;
        return member === by || this.#roster.judge(one, 'publisher').refusal === undefined;
      });
  }
}

/** Is this about what was asked, and no less than that? Whoever only says that their unit has it has not read it. */
function isAnswer(asked: CirculateAct, act: AcknowledgeAct): boolean {
  if (!asked.editions.some(({ publish, edition }) => publish === act.publish && edition === act.edition))
    return false;
  if (act.mode === 'received') return act.unit !== undefined || asked.level === 'received';
  if (asked.level !== 'studied') return true;
  // A sheet that somebody has signed holds no answers; who enters it answers for that.
  return act.mode === 'studied' && (act.behalf !== undefined || hasPassed(asked, act.answers));
}

/** The first word stays, but one's own takes the place of another's. */
function note(
  into: Map<string, Map<string, ReadingOf>>,
  who: string,
  edition: string,
  reading: ReadingOf,
): void {
  let byEdition = into.get(who);
  if (byEdition === undefined) into.set(who, (byEdition = new Map()));
  const known = byEdition.get(edition);
  if (known === undefined || (known.means !== undefined && reading.means === undefined))
    byEdition.set(edition, reading);
}

function put(into: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = into.get(key);
  if (list === undefined) into.set(key, [entry]);
  else list.push(entry);
}

function byTime(a: Entry, b: Entry): number {
  return a.at - b.at || (a.id < b.id ? -1 : 1);
}
