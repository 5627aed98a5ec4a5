import { bytesToHex } from '@noble/hashes/utils.js';
import type { Manifest } from '../store/manifest.ts';
import { type DocumentKey, type DocumentKind, type ManifestRow, rowKey } from '../store/manifest-row.ts';
import type { CarriedDocument } from '../store/merge-documents.ts';
import { bucketBytes, bucketCount } from '../store/space-rows.ts';
import { type Arrival, Arrivals } from './arrivals.ts';
import { AskingPace } from './asking-pace.ts';
import type { InFlight } from './in-flight.ts';
import type { Speaker } from './ledger-exchange.ts';
import { type Message, most, type ToldRow } from './message.ts';
import type { Replica } from './replica.ts';
import { Serving } from './serving.ts';
import type { Rights, Space } from './spaces.ts';

/** Rows of one offer. */
const perOffer = 4000;
/** Documents that one side may claim to have and the other not. */
const mostWanted = 60_000;
/** Documents in a row that were said to be new and were not. */
const mostFruitless = 200;

interface Asked {
  name: string;
  key: DocumentKey;
  /** What the other side said that it has. */
  digest: string;
}

/** Brings documents together, space by space: root → buckets → rows → the documents that are missing or differ. */
export class SpaceExchange {
  #replica: Replica;
  #rights: Rights;
  #other: string;
  #own: string;
  #speaker: Speaker;
  #inFlight: InFlight;
  #serving: Serving;
  /** Roots that the other side has told; undefined before its first word. */
  #theirs: Map<Space, string> | undefined;
  #compared = new Map<Space, string>();
  #comparing = new Set<Space>();
  /** Digests that the other side has told, until they are ours too. */
  #told = new Map<string, string>();
  #wanted = new Map<string, Asked>();
  /** In the order of asking, which is the order of the answers. */
  #asked: Asked[] = [];
  #askedNames = new Map<string, string>();
  /** Told digests that brought nothing that could be kept. */
  #refused = new Map<string, string>();
  #fruitless = 0;
  #arrivals = new Arrivals<Asked>();
  #pace = new AskingPace();
  #isMerging = false;
  /** Documents that are being kept right now. */
  #merging = 0;
  #isAsking = false;
  #offers = new Map<string, ManifestRow>();
  /** The same of what is being written: who has it open hears of it anyhow. */
  #later = new Map<string, ManifestRow>();

  constructor(parts: {
    replica: Replica;
    rights: Rights;
    /** Id of the device at the other end. */
    other: string;
    speaker: Speaker;
    inFlight: InFlight;
  }) {
    this.#replica = parts.replica;
    this.#rights = parts.rights;
    this.#other = parts.other;
    this.#own = parts.replica.keeper.device!;
    this.#speaker = parts.speaker;
    this.#inFlight = parts.inFlight;
    this.#serving = new Serving(parts.replica, parts.speaker, (space) => this.isShared(space));
  }

  get #manifest(): Manifest {
    return this.#replica.manifest;
  }

  /** Spaces that both may have, and our roots of them. */
  get roots(): { space: Space; root: Uint8Array }[] {
    return this.#shared().map((space) => ({ space, root: this.#manifest.root(space) }));
  }

  /** Documents that are still to come. */
  get outstanding(): number {
    return this.#wanted.size + this.#asked.length + this.#arrivals.count + this.#merging;
  }

  /** Something was asked for and has not come. */
  get isWaiting(): boolean {
    return this.#asked.length > 0 || this.#comparing.size > 0;
  }

  /** The two hold the same of what both may have, but for what one of them will not take. */
  get isAgreed(): boolean {
    if (this.#theirs === undefined || this.outstanding > 0 || this.#comparing.size > 0) return false;
    return this.#shared().every((space) => {
      const pair = this.#pair(space);
      return pair === undefined || this.#compared.get(space) === pair;
    });
  }

  /** Is everything equal, without exception? */
  get isEqual(): boolean {
    // While something is on its way the roots, which change with everything that comes, need not be worked out.
    if (this.#theirs === undefined || this.outstanding > 0) return false;
    return this.#shared().every((space) => this.#pair(space) === undefined);
  }

  /** The other side says where it is. */
  tell(roots: readonly { space: Space; root: Uint8Array }[]): void {
    this.#theirs = new Map(roots.map(({ space, root }) => [space, bytesToHex(root)]));
  }

  /** Compares what differs, if nothing is on its way that would change it. Only the caller begins. */
  compare(): void {
    if (!this.#speaker.isCaller || this.#theirs === undefined || this.outstanding > 0) return;
    for (const space of this.#shared()) {
      const pair = this.#pair(space);
      if (pair === undefined || this.#comparing.has(space) || this.#compared.get(space) === pair) continue;
      this.#compared.set(space, pair);
      this.#comparing.add(space);
      this.#speaker.say({ type: 'buckets', space, buckets: this.#manifest.buckets(space) });
    }
  }

  buckets({ space, buckets }: Extract<Message, { type: 'buckets' }>): void {
    const which = new Uint8Array(bucketCount / 8);
    const rows: ToldRow[] = [];
    if (this.isShared(space)) {
      const ours = this.#manifest.buckets(space);
      for (let bucket = 0; bucket < bucketCount; bucket++) {
        if (isSame(ours, buckets, bucket * bucketBytes)) continue;
        which[bucket >> 3]! |= 1 << (bucket & 7);
        for (const row of this.#manifest.rows(space, bucket)) if (rows.length < most.rows) rows.push(row);
      }
    }
    this.#speaker.say({ type: 'rows', space, which, rows });
  }

  rows({ space, which, rows }: Extract<Message, { type: 'rows' }>): void {
    if (!this.#comparing.delete(space)) return this.#speaker.end('malformed');
    const theirs = new Map<string, ToldRow>();
    for (const row of rows) {
      theirs.set(rowKey({ space, ...row }), row);
      this.#want(space, row);
    }
    const offered: ToldRow[] = [];
    for (let bucket = 0; bucket < bucketCount; bucket++) {
      if (((which[bucket >> 3]! >> (bucket & 7)) & 1) === 0) continue;
      for (const row of this.#manifest.rows(space, bucket)) {
        const told = theirs.get(rowKey(row));
        if (told === undefined || (row.kind !== 'edition' && told.digest !== row.digest)) offered.push(row);
      }
    }
    if (this.isShared(space)) this.#offer(space, offered);
    void this.#ask();
    this.#speaker.changed();
  }

  offer({ space, rows }: Extract<Message, { type: 'offer' }>): void {
    for (const row of rows) this.#want(space, row);
    void this.#ask();
    this.#speaker.changed();
  }

  serve({ space, keys }: Extract<Message, { type: 'get' }>): void {
    this.#serving.add(
      keys.map(({ kind, id, heads }) => ({
        key: { space, kind, id },
        heads: heads.length > 0 ? heads : undefined,
      })),
    );
  }

  documents({ documents }: Extract<Message, { type: 'documents' }>): void {
    if (documents.length === 0 || documents.length > this.#asked.length)
      return this.#speaker.end('malformed');
    const gone: Asked[] = [];
    const back: Asked[] = [];
    for (const bytes of documents) {
      const asked = this.#asked.shift()!;
      this.#askedNames.delete(asked.name);
      if (bytes === undefined) {
        gone.push(asked);
        continue;
      }
      this.#pace.came(asked.key.kind, bytes.length);
      if (this.#arrivals.add({ asked, bytes })) this.#replica.expect({ ...asked.key, bytes });
      else back.push(asked);
    }
    for (const asked of gone) this.#refuse(asked);
    // Nobody could know that they are so large: what has no room is asked for again when others are kept.
    for (const asked of back) if (!this.#wanted.has(asked.name)) this.#wanted.set(asked.name, asked);
    this.#release([...gone, ...back]);
    void this.#merge();
    void this.#ask();
  }

  /**
   * Rows of this base have changed, by whatever way.
   *
   * @returns is there something to tell soon? What is being written can wait, see `written`
   */
  rowsChanged(rows: readonly ManifestRow[]): boolean {
    let isSoon = false;
    for (const row of rows) {
      const isWritten = this.#replica.live?.isOpen(row) === true;
      isSoon ||= !isWritten;
      const name = rowKey(row);
      if (row.kind === 'edition' ? this.#told.has(name) : this.#told.get(name) === row.digest) {
        this.#told.delete(name);
        this.#offers.delete(name);
        this.#wanted.delete(name);
        this.#later.delete(name);
      } else if (this.isShared(row.space)) (isWritten ? this.#later : this.#offers).set(name, row);
    }
    return isSoon;
  }

  /** What was being written is to be offered too. */
  written(): void {
    for (const [name, row] of this.#later) this.#offers.set(name, row);
    this.#later.clear();
  }

  /** Offers what has changed here since the last time. */
  flush(): void {
    const bySpace = new Map<Space, ToldRow[]>();
    for (const row of this.#offers.values()) {
      const rows = bySpace.get(row.space);
      if (rows === undefined) bySpace.set(row.space, [row]);
      else rows.push(row);
    }
    this.#offers.clear();
    // A right may have ended since they changed.
    for (const [space, rows] of bySpace) if (this.isShared(space)) this.#offer(space, rows);
  }

  /** Something that another line was fetching is free. */
  freed(): void {
    void this.#ask();
  }

  close(): void {
    this.#release([...this.#asked, ...this.#arrivals.clear()]);
    this.#asked = [];
    this.#wanted.clear();
    this.#serving.close();
  }

  /** May both have what lies there? */
  isShared(space: Space): boolean {
    return this.#rights.mayHave(this.#other, space) && this.#rights.mayHave(this.#own, space);
  }

  #shared(): Space[] {
    const spaces = new Set([...this.#manifest.spaces(), ...(this.#theirs?.keys() ?? [])]);
    return [...spaces].filter((space) => this.isShared(space)).sort();
  }

  /**
   * Both roots of a space when they differ. Where the other side speaks of none it has nothing, or has not heard yet that
   * both may have it: once it has, there is another pair to compare.
   */
  #pair(space: Space): string | undefined {
    const ours = bytesToHex(this.#manifest.root(space));
    const theirs = this.#theirs?.get(space);
    return ours === (theirs ?? bytesToHex(this.#manifest.emptyRoot)) ? undefined : `${ours} ${theirs}`;
  }

  #want(space: Space, told: ToldRow): void {
    const key: DocumentKey = { space, kind: told.kind, id: told.id };
    const name = rowKey(key);
    const digest = told.digest;
    if (!this.isShared(space) || this.#refused.get(name) === digest) return;
    const ours = this.#manifest.row(key);
    if (ours !== undefined && (key.kind === 'edition' || ours.digest === digest)) return;
    if (this.#told.size > mostWanted) return this.#speaker.end('too-many');
    this.#told.set(name, digest);
    if (this.#askedNames.get(name) !== digest) this.#wanted.set(name, { name, key, digest });
  }

  /** Asks for what is wanted: small things that speak of others first, and nothing that another line is fetching. */
  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      for (const kind of ['rule', 'document', 'edition'] as const) {
        while (!this.#arrivals.areEnough) {
          const some = this.#next(kind, this.#pace.next(kind, this.#asked.length));
          if (some.length === 0) break;
          this.#asked.push(...some);
          for (const { name, digest } of some) this.#askedNames.set(name, digest);
          const keys = await Promise.all(
            some.map(async ({ key }) => ({
              kind,
              id: key.id,
              heads: kind === 'document' ? ((await this.#replica.heads(key)) ?? []).slice(0, 64) : [],
            })),
          );
          this.#speaker.say({ type: 'get', space: some[0]!.key.space, keys });
        }
      }
    } catch {
      this.#speaker.end('storage');
    } finally {
      this.#isAsking = false;
    }
  }

  /** Up to so many of one kind in one space. */
  #next(kind: DocumentKind, most: number): Asked[] {
    const some: Asked[] = [];
    if (most === 0) return some;
    for (const [name, asked] of this.#wanted) {
      if (asked.key.kind !== kind || (some.length > 0 && asked.key.space !== some[0]!.key.space)) continue;
      const ours = this.#manifest.row(asked.key);
      if (ours !== undefined && (kind === 'edition' || ours.digest === asked.digest)) {
        this.#wanted.delete(name);
        continue;
      }
      if (!this.#inFlight.take(name, this)) continue;
      this.#wanted.delete(name);
      some.push(asked);
      if (some.length === most) break;
    }
    return some;
  }

  async #merge(): Promise<void> {
    if (this.#isMerging) return;
    this.#isMerging = true;
    let some: Arrival<Asked>[] = [];
    try {
      while (this.#arrivals.count > 0) {
        some = this.#arrivals.portion();
        this.#merging = some.length;
        const before = some.map(({ asked }) => this.#manifest.row(asked.key)?.digest);
        // A right may have ended since it was asked for.
        const allowed = some.filter(({ asked }) => this.isShared(asked.key.space));
        const results = await this.#replica.merge(
          allowed.map(({ asked: { key }, bytes }): CarriedDocument => ({ ...key, bytes })),
        );
        for (const [i, { asked }] of allowed.entries()) if (results[i] !== 'kept') this.#refuse(asked);
        for (const [i, { asked }] of some.entries()) {
          const after = this.#manifest.row(asked.key)?.digest;
          if (after !== before[i]) this.#fruitless = 0;
          // Of two lines that were asked for the same, one brings what is here already.
          else if (this.#inFlight.isAlone(asked.name, this)) this.#fruitless += 1;
          // It said that it has this state, and sent another one.
          if (after === before[i] && after !== asked.digest) this.#refuse(asked);
        }
        this.#release(some.map(({ asked }) => asked));
        this.#merging = 0;
        if (this.#fruitless > mostFruitless) return this.#speaker.end('too-many');
        this.#speaker.changed();
        void this.#ask();
      }
    } catch {
      // What could not be kept here and now may be kept when another line brings it.
      this.#release(some.map(({ asked }) => asked));
      this.#speaker.end('storage');
    } finally {
      this.#merging = 0;
      this.#isMerging = false;
    }
    this.compare();
    this.#speaker.changed();
  }

  #refuse({ name, digest }: Asked): void {
    if (this.#refused.size > mostWanted) return this.#speaker.end('too-many');
    this.#refused.set(name, digest);
    this.#told.delete(name);
  }

  #release(some: readonly Asked[]): void {
    this.#inFlight.release(
      some.map(({ name }) => name),
      this,
    );
  }

  #offer(space: Space, rows: readonly ToldRow[]): void {
    for (let at = 0; at < rows.length; at += perOffer)
      this.#speaker.say({ type: 'offer', space, rows: rows.slice(at, at + perOffer) });
  }
}

function isSame(a: Uint8Array, b: Uint8Array, from: number): boolean {
  for (let i = from; i < from + bucketBytes; i++) if (a[i] !== b[i]) return false;
  return true;
}
