import { canonicalBytes } from '../../../src/ledger/canonical-json.ts';
import { deviceId } from '../../../src/ledger/device-id.ts';
import type { Act, Entry, RosterChange } from '../../../src/ledger/entry.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import { readStoredEntry } from '../../../src/ledger/read-entry.ts';

export const people = 500;
export const circulations = 200;
/** People of one unit. */
export const perUnit = 25;
/** Of every ten circulations this one is read one after another. */
export const inTurn = 9;
/** One in so many has not read what was sent, and has read the one before twice. */
const notRead = 20;

const start = 1_760_000_000_000;

/** An office whose people have acknowledged what was circulated, as it lies in memory after a start. Nothing is signed. */
export class ManyAcknowledgements {
  readonly ledger: Ledger;
  readonly entries: Entry[] = [];
  /** Ids of the circulate entries. */
  readonly sent: string[] = [];
  readonly members = Array.from({ length: people }, (_, i) => `m${i}`);
  #last = new Map<string, Entry>();
  #roster: string[] = [];
  #published: { publish: string; edition: string }[] = [];

  constructor() {
    this.#say(0, { type: 'genesis', changes: this.#people() });
    this.#roster = [this.entries[0]!.id];
    this.ledger = new Ledger(this.entries[0]!.id);
    for (let i = 0; i < circulations; i++) this.#circulate(i);
    this.ledger.restoreAll(this.entries);
  }

  /** One more acknowledgement comes in. */
  acknowledge(person: number, circulation: number): Entry {
    const entry = this.#acknowledge(person, circulation);
    this.ledger.restoreAll([entry]);
    return entry;
  }

  /** A change of the roster comes in. */
  changeRoster(name: string): Entry {
    const { epoch } = this.ledger.roster.roster();
    const changes: RosterChange[] = [{ op: 'unit', id: 'u0', name }];
    const entry = this.#say(0, { type: 'roster', epoch: epoch + 1, changes, seen: {} });
    this.#roster = [entry.id];
    this.ledger.restoreAll([entry]);
    return entry;
  }

  #people(): RosterChange[] {
    const units = Array.from({ length: people / perUnit }, (_, i): RosterChange => {
      return { op: 'unit', id: `u${i}`, name: `${i}处`, kind: 'office' };
    });
    const members = this.members.flatMap((id, i): RosterChange[] => [
      { op: 'member', id, name: `成员${i}`, unit: `u${Math.floor(i / perUnit)}` },
      { op: 'grant', member: id, roles: i === 0 ? ['admin', 'publisher', 'member'] : ['member'] },
      { op: 'device', ...device(i), member: id, alg: 'ES256', name: '电脑', kind: 'device' },
    ]);
    return [...units, ...members];
  }

  /** The publisher issues an edition and sends it to everybody, some of it in turn; most people read it. */
  #circulate(at: number): void {
    const edition = at.toString(16).padStart(64, 'e');
    const { id: publish } = this.#say(0, {
      type: 'publish',
      rule: `r${at}`,
      edition,
      title: `第${at}号办法`,
      kind: 'rule',
      change: 'first',
      after: [],
      repeals: [],
      secrecy: '审查人',
    });
    this.#published.push({ publish, edition });
    const { id } = this.#say(0, {
      type: 'circulate',
      editions: [{ publish, edition }],
      audience: { everyone: true, units: [], posts: [], roles: [], members: [], except: [] },
      level: 'read',
      order: at % 10 === inTurn ? 'in-turn' : 'together',
      due: '2026-03-01',
    });
    this.sent.push(id);
    for (let i = 0; i < people; i++) {
      const isLeftOut = at > 0 && (i + at) % notRead === 0;
      this.#acknowledge(i, isLeftOut ? at - 1 : at);
      if ((i + at) % 10 === 1) this.#checkpoint(i);
    }
  }

  #acknowledge(person: number, at: number): Entry {
    return this.#say(person, {
      type: 'acknowledge',
      circulation: this.sent[at]!,
      ...this.#published[at]!,
      mode: 'read',
      statement: '本人已阅读并知悉上述内容。',
    });
  }

  #checkpoint(person: number): void {
    const { device: id, seq, id: seen } = this.#last.get(device(0).id)!;
    this.#say(person, { type: 'checkpoint', seen: [[id, seq, seen]] });
  }

  /** Each entry is read from bytes, as one from the disk: no two share a string. */
  #say(person: number, act: Act): Entry {
    const { id, key } = device(person);
    const last = this.#last.get(id);
    const body = canonicalBytes({
      v: 1,
      alg: 'ES256',
      office: this.entries[0]?.id ?? '',
      device: id,
      seq: last === undefined ? 0 : last.seq + 1,
      prev: last?.id,
      key: last === undefined ? key : undefined,
      at: start + this.entries.length * 1000,
      roster: this.#roster,
      act,
    });
    const entry = readStoredEntry(body, this.entries.length.toString(16).padStart(64, '0'));
    this.#last.set(id, entry);
    this.entries.push(entry);
    return entry;
  }
}

function device(person: number): { id: string; key: string } {
  const key = String(person).padStart(87, 'k');
  return { id: deviceId('ES256', key), key };
}
