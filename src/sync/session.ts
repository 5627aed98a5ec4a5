import { bytesToHex } from '@noble/hashes/utils.js';
import type { Entry, SignedEntry } from '../ledger/entry.ts';
import { BadBytes } from './bytes.ts';
import type { Channel } from './channel/channel.ts';
import type { Clock } from './clock.ts';
import type { Ending } from './ending.ts';
import { FileExchange } from './file-exchange.ts';
import type { FileSources } from './file-sources.ts';
import type { InFlight } from './in-flight.ts';
import { LedgerExchange, type Speaker } from './ledger-exchange.ts';
import { highWater } from './link.ts';
import type { Live } from './live.ts';
import { type Message, readMessage, writeMessage } from './message.ts';
import { nextLook, Patience } from './patience.ts';
import type { Replica } from './replica.ts';
import { SpaceExchange } from './space-exchange.ts';
import type { Rights } from './spaces.ts';

/** How far two devices are with each other. */
export interface SessionView {
  device: string;
  /** `meeting`: the first words are on their way. `agreed`: both hold the same of what both may have. */
  phase: 'meeting' | 'receiving' | 'agreed';
  /** Entries and documents that are still to come from there. */
  entries: number;
  documents: number;
  /** Both ledgers hold the same. */
  isSameLedger: boolean;
  /** Every byte of what both may have is the same. */
  isEqual: boolean;
}

export interface SessionParts {
  channel: Channel;
  /** The one who called begins every comparison, so that both do not do the same. */
  isCaller: boolean;
  replica: Replica;
  rights: Rights;
  clock: Clock;
  /** Shared by all sessions of this device. */
  inFlight: InFlight;
  sources: FileSources;
  /** Hears that the view has changed. */
  onChange: () => void;
  onEnd: (why: Ending, by: 'here' | 'there') => void;
}

/** Changes of so many milliseconds are told together. */
const gather = 20;
/** The same of a text that somebody is writing: who has it open is told each letter, see `Live`. */
const writing = 1000;
/**
 * Milliseconds until two who differ compare. What has just changed is on its way anyhow, and comparing before it has
 * arrived would cost more than the change, above all where there are many devices.
 */
const settle = 500;
/** Milliseconds until a probe must be answered: long for a network, short for somebody who waits. */
const soon = 5000;
/** Bytes of answers that may lie here because the other side asks and does not read. */
const mostUnread = 64 * 1024 * 1024;
/** With so many bytes on their way, these say to the other side what a pong would. */
const mostBeforePong = 4096;

/**
 * Brings this base and that of one other device together, and keeps them so as long as the channel lasts. Holds no
 * state that must outlive it: a new session compares anew.
 */
export class Session implements Speaker {
  readonly isCaller: boolean;
  #channel: Channel;
  #clock: Clock;
  #rights: Rights;
  #live: Live | undefined;
  #ledger: LedgerExchange;
  #spaces: SpaceExchange;
  #files: FileExchange;
  #onChange: () => void;
  #onEnd: SessionParts['onEnd'];
  #ended = false;
  #stop: (() => void)[] = [];
  /** Calls off what is about to be told, or compared. */
  #telling: (() => void) | undefined;
  /** Calls off the look at whether a probe was answered. */
  #probing: (() => void) | undefined;
  #comparing: (() => void) | undefined;
  /** Calls off telling of what is being written. */
  #tellingLater: (() => void) | undefined;
  #lastState = '';
  #hasMet = false;
  #patience: Patience;
  #roomWaiters: ((isOpen: boolean) => void)[] = [];

  constructor(parts: SessionParts) {
    const { channel, isCaller, replica, rights, clock, inFlight, sources, onChange, onEnd } = parts;
    this.#channel = channel;
    this.isCaller = isCaller;
    this.#clock = clock;
    this.#rights = rights;
    this.#live = replica.live;
    this.#onChange = onChange;
    this.#onEnd = onEnd;
    this.#ledger = new LedgerExchange(replica.keeper, this, inFlight);
    this.#spaces = new SpaceExchange({ replica, rights, other: channel.device, speaker: this, inFlight });
    this.#files = new FileExchange({
      files: replica.files,
      sources,
      rights,
      own: replica.keeper.device!,
      other: channel.device,
      speaker: this,
      inFlight,
      clock,
    });
    this.#patience = new Patience(channel, clock);
    this.#stop.push(
      replica.manifest.subscribe((rows) => {
        if (this.#spaces.rowsChanged(rows)) this.#tellSoon();
        else this.#tellLater();
      }),
      inFlight.onFreed((keys) => this.#askFreed(keys)),
    );
    channel.listen({
      message: (bytes) => this.#receive(bytes),
      drained: () => this.#hasRoom(true),
      ended: (why, by) => this.#close(why, by),
    });
    this.#tell();
    this.#watch();
  }

  get device(): string {
    return this.#channel.device;
  }

  get view(): SessionView {
    const entries = this.#ledger.outstanding;
    const documents = this.#spaces.outstanding;
    const isAgreed = this.#ledger.isAgreed && this.#spaces.isAgreed;
    return {
      device: this.device,
      phase: !this.#hasMet ? 'meeting' : isAgreed ? 'agreed' : 'receiving',
      entries,
      documents,
      isSameLedger: this.#hasMet && this.#ledger.isAgreed,
      isEqual: this.isEqual,
    };
  }

  /** Every byte of what both may have is the same. */
  get isEqual(): boolean {
    return this.#hasMet && this.#ledger.isAgreed && this.#spaces.isEqual;
  }

  /** Entries have come into this base, from wherever. */
  entriesKept(entries: readonly { entry: Entry; signed: SignedEntry }[]): void {
    if (this.#ended) return;
    if (!this.#rights.isActive(this.device)) return this.end('revoked');
    this.#ledger.kept(entries);
    this.#files.freed();
    this.#tellSoon();
    this.changed();
  }

  /** There is a sign that the other side is gone: it must say a word soon. */
  probe(): void {
    if (this.#ended || this.#probing !== undefined) return;
    const { mark } = this.#patience;
    this.say({ type: 'ping' });
    this.#probing = this.#clock.after(soon, () => {
      this.#probing = undefined;
      if (this.#patience.mark === mark) this.end('silent');
    });
  }

  /** Says something that is only of use now; with too much before it, it is left unsaid. */
  sayLive(message: Extract<Message, { type: 'live' | 'here' }>): void {
    if (!this.#hasMet || !this.#spaces.isShared(message.space) || this.#channel.waiting > highWater) return;
    this.say(message);
  }

  end(why: Ending): void {
    if (this.#ended) return;
    this.#channel.close(why);
    this.#close(why, 'here');
  }

  say(message: Message): void {
    if (this.#ended) return;
    if (this.#channel.waiting > mostUnread) return this.end('too-many');
    this.#channel.send(writeMessage(message));
  }

  room(): Promise<boolean> {
    if (this.#ended || this.#channel.waiting < highWater) return Promise.resolve(!this.#ended);
    return new Promise((resolve) => this.#roomWaiters.push(resolve));
  }

  changed(): void {
    if (!this.#ended) this.#onChange();
  }

  #receive(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#ended) return;
    this.#patience.heard();
    let message: Message;
    try {
      message = readMessage(bytes);
    } catch (error) {
      if (!(error instanceof BadBytes)) throw error;
      return this.end('malformed');
    }
    if (!this.#hasMet && message.type !== 'state') return this.end('malformed');
    this.#patience.served(message.type);
    this.#take(message);
  }

  #take(message: Message): void {
    switch (message.type) {
      case 'state':
        this.#ledger.told(message.ledger);
        this.#spaces.tell(message.roots);
        this.#files.met();
        if (this.#hasMet) this.#compareSoon();
        else this.#compare();
        this.#hasMet = true;
        return this.changed();
      case 'vector':
        return this.#ledger.vector(message);
      case 'get-entries':
        return this.#ledger.serve(message);
      case 'entries':
        return this.#ledger.take(message);
      case 'buckets':
        return this.#spaces.buckets(message);
      case 'rows':
        return this.#spaces.rows(message);
      case 'offer':
        return this.#spaces.offer(message);
      case 'get':
        return this.#spaces.serve(message);
      case 'documents':
        return this.#spaces.documents(message);
      case 'get-file':
        return this.#files.serve(message);
      case 'file':
        return this.#files.take(message);
      case 'live':
      case 'here':
        return this.#heardLive(message);
      case 'ping':
        return this.#pong();
      default:
    }
  }

  /** Whoever asks without reading would have one after another kept here. */
  #pong(): void {
    if (this.#channel.waiting <= mostBeforePong) this.say({ type: 'pong' });
  }

  #heardLive(message: Extract<Message, { type: 'live' | 'here' }>): void {
    const { space, id } = message;
    if (!this.#spaces.isShared(space)) return;
    const key = { space, kind: 'document', id } as const;
    if (message.type === 'live') this.#live?.take(key, message.changes, this.device);
    else this.#live?.here(key, message.where, this.device);
  }

  /** Tells what has changed here, together with what changes in the next moment. */
  #tellSoon(): void {
    if (this.#ended) return;
    this.#telling ??= this.#clock.after(gather, () => {
      this.#telling = undefined;
      this.#tell();
    });
  }

  #tellLater(): void {
    if (this.#ended) return;
    this.#tellingLater ??= this.#clock.after(writing, () => {
      this.#tellingLater = undefined;
      this.#spaces.written();
      this.#tellSoon();
    });
  }

  #tell(): void {
    if (this.#ended) return;
    this.#spaces.flush();
    const message = writeMessage({
      type: 'state',
      ledger: this.#ledger.digest,
      roots: this.#spaces.roots,
    });
    const state = bytesToHex(message);
    if (state === this.#lastState) return;
    this.#lastState = state;
    this.#channel.send(message);
    if (this.#hasMet) this.#compareSoon();
  }

  #compareSoon(): void {
    this.#comparing ??= this.#clock.after(settle, () => this.#compare());
  }

  #compare(): void {
    this.#comparing?.();
    this.#comparing = undefined;
    this.#ledger.compare();
    this.#spaces.compare();
  }

  /** Asks whether the other side is there when nothing was heard, and gives up when it is not or lets us wait. */
  #watch(): void {
    let cancel = (): void => undefined;
    const look = (): void => {
      const state = this.#patience.look({
        meeting: !this.#hasMet,
        ledger: this.#ledger.isWaiting,
        spaces: this.#spaces.isWaiting,
        files: this.#files.isWaiting,
      });
      if (state === 'lost') return this.end('silent');
      if (state === 'quiet') this.say({ type: 'ping' });
      // What another line has held for too long may be asked for here.
      this.#askFreed();
      cancel = this.#clock.after(nextLook, look);
    };
    cancel = this.#clock.after(nextLook, look);
    this.#stop.push(() => cancel());
  }

  /** @param keys what another line has given back; without them anything may be free */
  #askFreed(keys?: readonly string[]): void {
    this.#ledger.freed();
    this.#spaces.freed();
    this.#files.freed(keys);
  }

  #hasRoom(isOpen: boolean): void {
    const waiters = this.#roomWaiters;
    this.#roomWaiters = [];
    for (const resolve of waiters) resolve(isOpen);
  }

  #close(why: Ending, by: 'here' | 'there'): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#telling?.();
    this.#tellingLater?.();
    this.#probing?.();
    this.#comparing?.();
    for (const stop of this.#stop) stop();
    this.#hasRoom(false);
    this.#ledger.close();
    this.#spaces.close();
    this.#files.close();
    this.#live?.gone(this.device);
    this.#onEnd(why, by);
  }
}
