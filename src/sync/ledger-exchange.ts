import { BadEntry, type EntryFault } from '../ledger/bad-entry.ts';
import type { Entry, SignedEntry } from '../ledger/entry.ts';
import { packEntry, unpackEntry } from '../ledger/entry-bytes.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerKeeper } from '../store/ledger-keeper.ts';
import type { Ending } from './ending.ts';
import type { InFlight } from './in-flight.ts';
import { ledgerDigest } from './ledger-digest.ts';
import type { EntryRange, Message, ToldHead } from './message.ts';
import { RangeSet } from './range-set.ts';

/** What an exchange needs of the session it belongs to. */
export interface Speaker {
  readonly isCaller: boolean;
  say(message: Message): void;
  /** Resolves when there is room to say more; false when the line has ended. */
  room(): Promise<boolean>;
  end(why: Ending): void;
  /** Something about this exchange has changed. */
  changed(): void;
}

/** News of so many entries is told at once; more is compared and asked for. */
const mostNews = 64;
/** Entries that are read from the disk, sent and taken at a time. */
const portion = 200;
const bytesPerMessage = 48 * 1024;
/** So many entries are fetched from one neighbour only. */
const many = 500;

/** News in a row that were none: every neighbour tells the same, but not so much. */
const mostFruitless = 10_000;
/** Entries that answer a question beyond those that it named: chains may have split. */
const mostBeyond = 10_000;
/** Entries of an answer in a row that cannot be kept yet, since what they build on comes over another line. */
const mostIdle = 30_000;
/** So many an answer adds at most to what was none, when all of it was none. */
const perFruitless = 500;
/** Entries that one side may claim to have and the other not: no device could hold that many. */
const mostMissing = 5_000_000;
/** Ranges of questions that wait for an answer at most, on either side; a question costs as much as so many of them. */
const mostRanges = 200_000;
const perQuestion = 1000;

/** Only somebody who means harm sends these: a device of the office would have refused them itself. */
const hostile: readonly EntryFault[] = ['malformed', 'too-large', 'other-office', 'key', 'signature'];

interface Question {
  ranges: EntryRange[];
  /** What it holds in `InFlight`. */
  keys: string[];
  /** Entries that it names. */
  count: number;
  /** Entries that have come, and those of them that were none, in a row. */
  came: number;
  idle: number;
}

/** Brings two ledgers together: digest → heads of all chains → the entries that are missing. */
export class LedgerExchange {
  #keeper: LedgerKeeper;
  #speaker: Speaker;
  #inFlight: InFlight;
  #theirs: string | undefined;
  /** The two digests that were compared last: comparing the same again would bring the same. */
  #compared = '';
  /** Times that the other side was asked for its heads and has not said them. */
  #comparing = 0;
  /** Questions whose answers have not ended. */
  #open: Question[] = [];
  #postponed: EntryRange[] = [];
  /** Chains of which the end did not fit ours: they have split, and were asked for from their beginning. */
  #deep = new Set<string>();
  /** Entries that the other side has sent, so that they are not told back. */
  #brought = new WeakSet<SignedEntry>();
  #taking: Promise<unknown> = Promise.resolve();
  #serving: Promise<unknown> = Promise.resolve();
  #queued = 0;
  #fruitless = 0;

  constructor(keeper: LedgerKeeper, speaker: Speaker, inFlight: InFlight) {
    this.#keeper = keeper;
    this.#speaker = speaker;
    this.#inFlight = inFlight;
  }

  get #ledger(): Ledger {
    return this.#keeper.ledger!;
  }

  get digest(): string {
    return ledgerDigest(this.#ledger);
  }

  /** Both ledgers hold the same. */
  get isAgreed(): boolean {
    return this.#theirs === this.digest;
  }

  /** Entries that were asked for and have not come, as far as the ranges say. */
  get outstanding(): number {
    return this.#open.reduce((sum, { count }) => sum + count, 0) + countOf(this.#postponed);
  }

  /** Something was asked for, and its answer has not ended. */
  get isWaiting(): boolean {
    return this.#open.length > 0 || this.#comparing > 0;
  }

  /** The other side says where it is. */
  told(digest: string): void {
    this.#theirs = digest;
  }

  compare(): void {
    if (!this.#speaker.isCaller || this.#theirs === undefined || this.isAgreed) return;
    if (this.#open.length > 0 || this.#postponed.length > 0) return;
    const pair = `${this.digest} ${this.#theirs}`;
    if (pair === this.#compared) return;
    this.#compared = pair;
    this.#comparing += 1;
    this.#speaker.say({ type: 'vector', isAnswer: false, heads: this.#heads() });
  }

  vector({ isAnswer, heads }: Extract<Message, { type: 'vector' }>): void {
    if (isAnswer !== this.#speaker.isCaller || (isAnswer && this.#comparing === 0))
      return this.#speaker.end('malformed');
    if (isAnswer) this.#comparing -= 1;
    else this.#speaker.say({ type: 'vector', isAnswer: true, heads: this.#heads() });
    this.#ask(this.#lacking(heads));
  }

  /** Entries have come into this base, from wherever. */
  kept(entries: readonly { entry: Entry; signed: SignedEntry }[]): void {
    const news = entries.filter(({ signed }) => !this.#brought.has(signed));
    if (news.length === 0 || news.length > mostNews) return;
    for (const packed of inMessages(news.map(({ signed }) => packEntry(signed))))
      this.#speaker.say({ type: 'entries', isNews: true, isLast: false, entries: packed });
  }

  /** Serves a question, after those before it. */
  serve({ ranges }: Extract<Message, { type: 'get-entries' }>): void {
    const cost = perQuestion + ranges.length;
    if (this.#queued + cost > mostRanges) return this.#speaker.end('too-many');
    this.#queued += cost;
    this.#serving = this.#serving
      .then(() => this.#serve(ranges))
      .catch(() => this.#speaker.end('storage'))
      .then(() => void (this.#queued -= cost));
  }

  take({ isNews, isLast, entries }: Extract<Message, { type: 'entries' }>): void {
    if (isNews ? entries.length > mostNews : this.#open.length === 0) return this.#speaker.end('malformed');
    if (entries.length === 0 && (isNews || !isLast)) return this.#speaker.end('malformed');
    this.#taking = this.#taking
      .then(() => this.#take(entries, isNews, isLast))
      .catch(() => this.#speaker.end('storage'));
  }

  /** The line has ended: others may fetch what this one was fetching. */
  close(): void {
    this.#inFlight.release(
      this.#open.flatMap(({ keys }) => keys),
      this,
    );
    this.#open = [];
    this.#postponed = [];
  }

  /** Something that another line was fetching is free. */
  freed(): void {
    if (this.#postponed.length === 0) return;
    const ranges = this.#postponed;
    this.#postponed = [];
    this.#ask(ranges.filter(({ device, to }) => this.#ledger.chains.at(device, to).length === 0));
    // What the other line has brought may be all that was missing.
    this.compare();
  }

  #heads(): ToldHead[] {
    const { chains } = this.#ledger;
    return [...chains.devices()].flatMap((device) =>
      chains.heads(device).map(({ seq, id }) => ({ device, seq, id: id.slice(0, 32) })),
    );
  }

  #lacking(heads: readonly ToldHead[]): EntryRange[] {
    const { chains } = this.#ledger;
    const ranges = new Map<string, EntryRange>();
    for (const { device, seq, id } of heads) {
      if (chains.at(device, seq).some((entry) => entry.id.startsWith(id))) continue;
      const last = chains.last(device)?.seq ?? -1;
      // Past our end it goes on; but if that was asked for and did not fit, or lies within, the chain has split.
      const from = seq <= last || this.#deep.has(device) ? 0 : last + 1;
      const known = ranges.get(device);
      ranges.set(device, {
        device,
        from: Math.min(from, known?.from ?? from),
        to: Math.max(seq, known?.to ?? seq),
      });
    }
    return [...ranges.values()];
  }

  #ask(ranges: readonly EntryRange[]): void {
    if (ranges.length === 0) return;
    const cost = [...this.#open, { ranges }].reduce((sum, one) => sum + perQuestion + one.ranges.length, 0);
    const count = countOf(ranges);
    if (cost + this.#postponed.length > mostRanges || this.outstanding + count > mostMissing)
      return this.#speaker.end('too-many');
    const keys = count < many ? [] : ranges.map(({ device }) => `entries ${device}`);
    const free: EntryRange[] = [];
    for (const [i, range] of ranges.entries()) {
      if (keys.length === 0 || this.#inFlight.take(keys[i]!, this)) free.push(range);
      else this.#postponed.push(range);
    }
    if (free.length > 0) {
      this.#open.push({ ranges: free, keys, count: countOf(free), came: 0, idle: 0 });
      this.#speaker.say({ type: 'get-entries', ranges: free });
    }
    this.#speaker.changed();
  }

  async #serve(ranges: readonly EntryRange[]): Promise<void> {
    const wanted = new RangeSet(ranges);
    // In the order in which they came here, so that whatever an entry builds on goes before it.
    const ids = [...this.#ledger.chains.all()]
      .filter(({ device, seq }) => wanted.has(device, seq))
      .map(({ id }) => id);
    for (let at = 0; at < ids.length; at += portion) {
      const signed = await this.#keeper.signed(ids.slice(at, at + portion));
      for (const entries of inMessages(signed.map(packEntry))) {
        if (!(await this.#speaker.room())) return;
        this.#speaker.say({ type: 'entries', isNews: false, isLast: false, entries });
      }
    }
    this.#speaker.say({ type: 'entries', isNews: false, isLast: true, entries: [] });
  }

  async #take(packed: readonly Uint8Array<ArrayBuffer>[], isNews: boolean, isLast: boolean): Promise<void> {
    const entries = unpacked(packed);
    if (entries === undefined) return this.#speaker.end('malformed');
    for (const signed of entries) this.#brought.add(signed);
    if (entries.length > 0) {
      const { takings } = await this.#keeper.take(entries);
      if (takings.some((one) => one.outcome === 'refused' && hostile.includes(one.fault)))
        return this.#speaker.end('malformed');
      const areNew = takings.some(({ outcome }) => outcome === 'kept');
      if (this.#isTooMuch(isNews, entries.length, areNew)) return this.#speaker.end('too-many');
    }
    if (isLast && !isNews) {
      const done = this.#open.shift();
      if (done !== undefined) this.#finish(done);
      if (this.#fruitless > mostFruitless) return this.#speaker.end('too-many');
      this.compare();
    }
    this.#speaker.changed();
  }

  /** An answer has ended. */
  #finish({ ranges, keys, came, idle }: Question): void {
    if (idle === came) this.#fruitless += 1 + Math.min(came, perFruitless);
    const split: EntryRange[] = [];
    for (const { device, from, to } of ranges) {
      if (this.#ledger.chains.at(device, to).length > 0) this.#deep.delete(device);
      else if (!this.#deep.has(device)) {
        this.#deep.add(device);
        // At once, and by whoever lacks it: nothing has changed that would make the two compare again.
        if (from > 0) split.push({ device, from: 0, to });
      }
    }
    this.#inFlight.release(keys, this);
    this.#ask(split);
  }

  /** Does the other side tell the same again and again, or answer with more than was asked for? */
  #isTooMuch(isNews: boolean, count: number, areNew: boolean): boolean {
    const [asked] = this.#open;
    if (areNew) this.#fruitless = 0;
    if (isNews || asked === undefined) {
      if (!areNew) this.#fruitless += count;
      return this.#fruitless > mostFruitless;
    }
    asked.came += count;
    asked.idle = areNew ? 0 : asked.idle + count;
    if (asked.came > asked.count + mostBeyond) return true;
    // What was asked for from its beginning begins with what is here. How much that claims to be says nothing.
    return asked.idle > mostIdle && asked.idle > mostIdle + this.#held(asked.ranges);
  }

  /** Entries that are here of those that were asked for, as far as chains have not split. */
  #held(ranges: readonly EntryRange[]): number {
    const { chains } = this.#ledger;
    return ranges.reduce((sum, { device, from, to }) => {
      const last = chains.last(device)?.seq ?? -1;
      return sum + Math.max(0, Math.min(to, last) - from + 1);
    }, 0);
  }
}

function countOf(ranges: readonly EntryRange[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
}

function unpacked(packed: readonly Uint8Array<ArrayBuffer>[]): SignedEntry[] | undefined {
  try {
    return packed.map(unpackEntry);
  } catch (error) {
    if (error instanceof BadEntry) return undefined;
    throw error;
  }
}

function* inMessages(packed: readonly Uint8Array<ArrayBuffer>[]): Generator<Uint8Array<ArrayBuffer>[]> {
  let some: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (const one of packed) {
    if (some.length > 0 && bytes + one.length > bytesPerMessage) {
      yield some;
      some = [];
      bytes = 0;
    }
    some.push(one);
    bytes += one.length;
  }
  if (some.length > 0) yield some;
}
