import type { WebSocket } from 'ws';
import type { Clock } from '../sync/clock.ts';
import type { Ending } from '../sync/ending.ts';
import { encodeFromDesk } from '../sync/rendezvous.ts';
import type { HubLimits } from './hub-limits.ts';
import { TokenBucket } from './token-bucket.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Where a peer is; before it has entered it has none. */
export interface PeerPlace {
  room: string;
  presence: Bytes;
  /** It is known to the others of the room, and they to it. */
  isIntroduced: boolean;
}

/** Said why, a peer has so long to close by itself, in milliseconds. */
const closeWithin = 2_000;

/** One socket of the hub. */
export class HubPeer {
  readonly number: number;
  /** Name of the network that it comes from. */
  readonly network: string;
  place: PeerPlace | undefined;
  #socket: WebSocket;
  #clock: Clock;
  #bytes: TokenBucket;
  #messages: TokenBucket;
  #dues = new Map<'place' | 'rest', () => void>();
  #quiet = 0;

  constructor(socket: WebSocket, number: number, network: string, clock: Clock, limits: HubLimits) {
    this.number = number;
    this.network = network;
    this.#socket = socket;
    this.#clock = clock;
    const now = clock.now();
    this.#bytes = new TokenBucket(limits.bytesAtOnce, limits.bytesPerSecond, now);
    this.#messages = new TokenBucket(limits.messagesAtOnce, limits.messagesPerSecond, now);
    socket.on('pong', () => (this.#quiet = 0));
  }

  /** Bytes that wait to go out to it. */
  get waiting(): number {
    return this.#socket.bufferedAmount;
  }

  /**
   * @param message whole, as the protocol has it
   * @param sent called when it has left, or never will
   * @returns what waits now
   */
  send(message: Bytes, sent: () => void): number {
    this.#socket.send(message, { binary: true }, sent);
    return this.#socket.bufferedAmount;
  }

  /** A message came. When it was one too many, no more are read for a while. */
  heard(length: number): void {
    this.#quiet = 0;
    const now = this.#clock.now();
    const rest = Math.max(this.#bytes.take(length, now), this.#messages.take(1, now));
    if (rest === 0 || this.#dues.has('rest')) return;
    this.#socket.pause();
    this.due('rest', rest, () => this.#socket.resume());
  }

  /** Calls at its time, unless called off or the peer is gone. */
  due(what: 'place' | 'rest', ms: number, call: () => void): void {
    this.callOff(what);
    const callOff = this.#clock.after(ms, () => {
      this.#dues.delete(what);
      call();
    });
    this.#dues.set(what, callOff);
  }

  callOff(what: 'place' | 'rest'): void {
    this.#dues.get(what)?.();
    this.#dues.delete(what);
  }

  /** @returns whether it gave a sign of life since the last two questions */
  look(): boolean {
    this.#quiet += 1;
    if (this.#quiet > 2) return false;
    this.#socket.ping();
    return true;
  }

  /** It hears why, and goes. */
  dismiss(why: Ending): void {
    this.#socket.send(encodeFromDesk({ kind: 'refused', why }));
    this.gone();
    this.#socket.resume();
    this.#socket.close(1000);
    this.#clock.after(closeWithin, () => this.#socket.terminate());
  }

  /** At once and without a word. */
  drop(): void {
    this.gone();
    this.#socket.terminate();
  }

  /** Nothing is due any more. */
  gone(): void {
    for (const callOff of this.#dues.values()) callOff();
    this.#dues.clear();
  }
}
