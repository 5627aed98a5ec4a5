import type { Entry } from '../../ledger/entry.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { AuditFilter, AuditLine, AuditRefusal } from './audit-line.ts';
import { auditRefusal } from './audit-refusal.ts';
import { auditWhat } from './audit-what.ts';
import { auditWords, type AuditWords } from './audit-words.ts';
import type { RegisterLanguage } from './register.ts';

/** What devices sign by themselves is only shown to who asks for it. */
const ofItself: ReadonlySet<string> = new Set(['checkpoint', 'key']);

interface Row {
  entry: Entry;
  /** What it says, in small letters; undefined until somebody looks for words. */
  text: string | undefined;
}

const aDay = 24 * 60 * 60 * 1000;

/**
 * Every entry of the ledger, the newest first by the clock of who signed. What an entry says is put into words once,
 * and again only when names may have changed: the words of a hundred thousand of them are then looked through at once.
 */
export class AuditTrail {
  readonly ledger: Ledger;
  #sorted: Row[] = [];
  /** Goes on where it stands when more has come. */
  #entries: IterableIterator<Entry>;
  /** How many entries of the ledger are in it already: a ledger only ever gets more, at its end. */
  #taken = 0;
  #faults = new Map<string, AuditRefusal>();
  #language: RegisterLanguage = 'zh';
  #version = -1;

  constructor(ledger: Ledger) {
    this.ledger = ledger;
    this.#entries = ledger.chains.all();
  }

  /** Entries that the filter leaves, the newest first. */
  find(filter: Omit<AuditFilter, 'page'>, language: RegisterLanguage): Entry[] {
    this.#follow(language);
    const { kinds, from, to, zone, member } = filter;
    const wanted = kinds === undefined || kinds.length === 0 ? undefined : new Set<string>(kinds);
    const first = from === undefined ? -Infinity : startOf(from, zone);
    const last = to === undefined ? Infinity : startOf(to, zone) + aDay;
    const words = (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const { devices } = this.ledger.roster.roster();
    const found: Entry[] = [];
    for (const row of this.#sorted)
      if (isWanted(row) && (words.length === 0 || this.#contains(row, words))) found.push(row.entry);
    return found;

    function isWanted({ entry }: Row): boolean {
      const { type } = entry.act;
      if (wanted === undefined ? ofItself.has(type) : !wanted.has(type)) return false;
      if (entry.at < first || entry.at >= last) return false;
      return member === undefined || devices.get(entry.device)?.member === member;
    }
  }

  line(entry: Entry, language: RegisterLanguage): AuditLine {
    this.#follow(language);
    const words = auditWords(language);
    const { after, before } = this.ledger.witness.of(entry);
    return {
      ...this.#said(entry, words),
      ...(after !== undefined && { after: after.at }),
      ...(before !== undefined && { before: before.at }),
    };
  }

  /** Who has signed anything, by name. */
  members(): { id: string; name: string }[] {
    const { devices, members } = this.ledger.roster.roster();
    const signers = new Set([...this.ledger.chains.devices()].map((id) => devices.get(id)?.member));
    return [...signers]
      .flatMap((id) => (id === undefined ? [] : [{ id, name: members.get(id)?.name ?? id }]))
      .sort((a, b) => a.name.localeCompare(b.name, 'zh') || (a.id < b.id ? -1 : 1));
  }

  #follow(language: RegisterLanguage): void {
    const { version } = this.ledger.roster;
    if (version !== this.#version || language !== this.#language) {
      for (const row of this.#sorted) row.text = undefined;
      this.#faults = new Map(this.ledger.roster.faults().map(({ entry, fault }) => [entry.id, fault]));
    }
    this.#version = version;
    this.#language = language;
    const { chains } = this.ledger;
    const fresh: Row[] = [];
    for (; this.#taken < chains.size; this.#taken++)
      fresh.push({ entry: this.#entries.next().value as Entry, text: undefined });
    if (fresh.length > 0) this.#sorted = merged(this.#sorted, fresh.sort(newestFirst));
  }

  #contains(row: Row, words: readonly string[]): boolean {
    row.text ??= this.#textOf(row.entry);
    const { text, entry } = row;
    return words.every((word) => text.includes(word) || entry.id.startsWith(word));
  }

  #textOf(entry: Entry): string {
    const { kindName, who, device, what, refused = '' } = this.#said(entry, auditWords(this.#language));
    return `${kindName} ${who} ${device} ${what} ${refused}`.toLowerCase();
  }

  #said(entry: Entry, words: AuditWords): AuditLine {
    const { devices, members } = this.ledger.roster.roster();
    const device = devices.get(entry.device);
    const refusal = this.#faults.get(entry.id) ?? auditRefusal(entry, this.ledger);
    return {
      entry: entry.id,
      kind: entry.act.type,
      kindName: words.kinds[entry.act.type],
      at: entry.at,
      who: members.get(device?.member ?? '')?.name ?? entry.device.slice(0, 8),
      device: device?.name ?? entry.device.slice(0, 8),
      what: auditWhat(entry, this.ledger, words),
      ...(refusal !== undefined && { refused: words.refusals[refusal] }),
    };
  }
}

/** When a day begins where the reader is. */
function startOf(day: string, zone: number): number {
  return Date.parse(`${day}T00:00:00Z`) - zone * 60_000;
}

/** What one device signed in the same moment stays in the order of its chain. */
function newestFirst({ entry: a }: Row, { entry: b }: Row): number {
  if (a.at !== b.at) return b.at - a.at;
  if (a.device !== b.device) return a.device < b.device ? -1 : 1;
  return b.seq - a.seq || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Two lists in order as one. */
function merged(a: Row[], b: readonly Row[]): Row[] {
  // What comes in is mostly newer than all that is there.
  if (a.length > 0 && newestFirst(b.at(-1)!, a[0]!) < 0) return [...b, ...a];
  const all: Row[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const isFirst = j >= b.length || (i < a.length && newestFirst(a[i]!, b[j]!) <= 0);
    all.push(isFirst ? a[i++]! : b[j++]!);
  }
  return all;
}
