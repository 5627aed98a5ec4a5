import { type FileHead, isWhole, pieceBytes, pieceLength } from '../store/file-head.ts';
import type { Files } from '../store/files.ts';
import { Absences } from './absences.ts';
import type { Clock } from './clock.ts';
import type { FileSources } from './file-sources.ts';
import type { InFlight } from './in-flight.ts';
import type { Speaker } from './ledger-exchange.ts';
import type { Message } from './message.ts';
import type { Rights, Space } from './spaces.ts';

/** Pieces that are asked for and have not come, at most. */
const window = 4;
/** Questions of the other side that wait for an answer at most. */
const mostQueued = 64;

/** A file that is being fetched. */
interface Fetch {
  hash: string;
  /** Where the piece to be asked for next begins. */
  next: number;
}

type Piece = Extract<Message, { type: 'file' }>;

/**
 * Fetches files that are wanted from the other side, one after another and piece by piece from where they are, and
 * serves its questions. What may not be had, or is not all there, is not to be had: the answer is the same.
 */
export class FileExchange {
  #files: Files;
  #sources: FileSources;
  #rights: Rights;
  #own: string;
  #other: string;
  #speaker: Speaker;
  #inFlight: InFlight;
  #fetch: Fetch | undefined;
  /** In the order of asking, which is the order of the answers. */
  #asked: { fetch: Fetch; from: number }[] = [];
  #absent: Absences;
  #taking: Promise<unknown> = Promise.resolve();
  #queue: { hash: string; from: number }[] = [];
  #isServing = false;
  #hasMet = false;
  #hasEnded = false;
  #unsubscribe: () => void;

  constructor(parts: {
    files: Files;
    sources: FileSources;
    rights: Rights;
    own: string;
    /** Id of the device at the other end. */
    other: string;
    speaker: Speaker;
    inFlight: InFlight;
    clock: Clock;
  }) {
    this.#files = parts.files;
    this.#sources = parts.sources;
    this.#rights = parts.rights;
    this.#own = parts.own;
    this.#other = parts.other;
    this.#speaker = parts.speaker;
    this.#inFlight = parts.inFlight;
    this.#absent = new Absences(parts.clock, (hash) => this.#ask([hash]));
    this.#unsubscribe = parts.files.subscribe((head) => {
      if (isWhole(head)) this.#absent.forget(head.hash);
      this.#ask([head.hash]);
    });
  }

  /** Something was asked for and has not come. */
  get isWaiting(): boolean {
    return this.#asked.length > 0;
  }

  /** The other side has said its first word. */
  met(): void {
    this.#hasMet = true;
    this.#ask();
  }

  /**
   * Something that another line was fetching is free, or has been held there for long, or somebody may have more than
   * before.
   *
   * @param keys what is free; without them it may be any
   */
  freed(keys?: readonly string[]): void {
    if (keys === undefined) return this.#ask();
    const hashes = keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
    if (hashes.length > 0) this.#ask(hashes);
  }

  serve({ hash, from }: Extract<Message, { type: 'get-file' }>): void {
    if (from % pieceBytes !== 0) return this.#speaker.end('malformed');
    if (this.#queue.length >= mostQueued) return this.#speaker.end('too-many');
    this.#queue.push({ hash, from });
    void this.#serve();
  }

  take(piece: Piece): void {
    const asked = this.#asked.shift();
    if (asked === undefined || asked.fetch.hash !== piece.hash || asked.from !== piece.from)
      return this.#speaker.end('malformed');
    // What comes after a fetch was given up says nothing.
    if (asked.fetch !== this.#fetch) return;
    this.#inOrder(() => this.#take(piece, asked.fetch));
  }

  /** The line has ended: others may fetch what this one was fetching. */
  close(): void {
    this.#hasEnded = true;
    this.#unsubscribe();
    this.#absent.close();
    this.#queue = [];
    this.#asked = [];
    if (this.#fetch !== undefined) this.#giveUp(this.#fetch);
  }

  #inOrder(step: () => Promise<void>): void {
    this.#taking = this.#taking.then(step).catch(() => this.#speaker.end('storage'));
  }

  async #take(piece: Piece, fetch: Fetch): Promise<void> {
    const head = this.#files.head(fetch.hash);
    if (fetch !== this.#fetch) return;
    if (piece.size === 0) {
      if (piece.bytes.length > 0) return this.#speaker.end('malformed');
      this.#absent.note(fetch.hash);
      return this.#giveUp(fetch);
    }
    // A right may have ended since it was asked for.
    if (head === undefined || !this.#isShared(head)) return this.#giveUp(fetch);
    if (piece.size !== head.size) {
      this.#sources.refuse(fetch.hash, this.#other);
      return this.#giveUp(fetch);
    }
    if (piece.bytes.length !== pieceLength(head, piece.from)) return this.#speaker.end('malformed');
    this.#sources.gave(fetch.hash, this.#other, piece.from);
    const taken = await this.#files.take(fetch.hash, piece.from, piece.bytes);
    if (taken === 'altered') this.#sources.altered(fetch.hash);
    if (taken === 'whole') this.#sources.whole(fetch.hash);
    if (taken === 'more') this.#inFlight.renew(nameOf(fetch.hash), this);
    if (taken !== 'more') this.#giveUp(fetch);
    else this.#ask();
    this.#speaker.changed();
  }

  /**
   * Asks for what comes next of the file at hand, or of the first file that this line may fetch.
   *
   * @param hashes among which to look; without them among all
   */
  #ask(hashes?: readonly string[]): void {
    if (!this.#hasMet || this.#hasEnded) return;
    const fetch = (this.#fetch ??= this.#begin(hashes));
    if (fetch === undefined) return;
    const size = this.#files.head(fetch.hash)?.size ?? 0;
    while (this.#asked.length < window && fetch.next < size) {
      this.#asked.push({ fetch, from: fetch.next });
      this.#speaker.say({ type: 'get-file', hash: fetch.hash, from: fetch.next });
      fetch.next += pieceBytes;
    }
  }

  #begin(hashes?: readonly string[]): Fetch | undefined {
    const heads = hashes?.flatMap((hash) => this.#files.head(hash) ?? []) ?? this.#files.wanted();
    const head = heads.find(
      (one) =>
        !isWhole(one) &&
        this.#isShared(one) &&
        !this.#absent.has(one.hash) &&
        this.#sources.mayGive(one.hash, this.#other) &&
        this.#mayBegin(one.hash),
    );
    if (head === undefined) return undefined;
    if (!this.#sources.mustRestart(head.hash, this.#other)) return { hash: head.hash, next: head.got };
    // Before the first piece is taken.
    this.#inOrder(() => this.#files.restart(head.hash));
    return { hash: head.hash, next: 0 };
  }

  /** What has to be fetched anew is left to whom has it: two that did so in turns would never have all of it. */
  #mayBegin(hash: string): boolean {
    const after = this.#sources.mustRestart(hash, this.#other) ? Infinity : undefined;
    return this.#inFlight.take(nameOf(hash), this, after);
  }

  #giveUp(fetch: Fetch): void {
    if (this.#fetch === fetch) this.#fetch = undefined;
    this.#inFlight.release([nameOf(fetch.hash)], this);
    this.#ask();
  }

  async #serve(): Promise<void> {
    if (this.#isServing) return;
    this.#isServing = true;
    try {
      while (this.#queue.length > 0 && (await this.#speaker.room())) {
        const asked = this.#queue.shift();
        if (asked !== undefined) this.#speaker.say(await this.#answer(asked));
      }
    } catch {
      this.#speaker.end('storage');
    } finally {
      this.#isServing = false;
    }
  }

  async #answer({ hash, from }: { hash: string; from: number }): Promise<Piece> {
    const head = this.#files.head(hash);
    const isAllowed = head !== undefined && this.#isShared(head);
    const bytes = isAllowed ? await this.#files.piece(hash, from) : undefined;
    // A right may have ended while it was read.
    return bytes === undefined || !this.#isShared(head!)
      ? { type: 'file', hash, size: 0, from, bytes: nothing }
      : { type: 'file', hash, size: head!.size, from, bytes };
  }

  #isShared({ spaces }: FileHead): boolean {
    const may = (device: string, space: Space): boolean => this.#rights.mayHave(device, space);
    return spaces.some((space) => may(this.#other, space) && may(this.#own, space));
  }
}

const nothing = new Uint8Array(0);
const prefix = 'file ';
const nameOf = (hash: string): string => prefix + hash;
