import { lowWater } from '../../../src/sync/link.ts';
import { lanes } from '../../../src/sync/rendezvous.ts';
import type { SimNetwork } from './sim-network.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

/** Who uses an end of a wire. */
export interface WireUser {
  message(bytes: Bytes): void;
  drained(): void;
  ended(): void;
}

interface Way {
  queue: { bytes: Bytes; at: number; sent?: () => void }[];
  waiting: number;
  isMoving: boolean;
  isFull: boolean;
}

/**
 * A connection between two machines: messages in order, none lost and none twice as long as it lasts. When it breaks,
 * nothing that was under way arrives any more, and each side hears of it later, or never.
 */
export class Wire {
  readonly hosts: readonly [number, number];
  readonly name: string;
  #network: SimNetwork;
  #ways: [Way, Way] = [newWay(), newWay()];
  #users: [WireUser | undefined, WireUser | undefined] = [undefined, undefined];
  #open: [boolean, boolean] = [true, true];
  /** Nothing arrives any more. */
  #isDead = false;
  #onOver: () => void;

  constructor(network: SimNetwork, hosts: [number, number], name: string, onOver: () => void) {
    this.#network = network;
    this.hosts = hosts;
    this.name = name;
    this.#onOver = onOver;
  }

  use(end: number, user: WireUser): void {
    this.#users[end] = user;
  }

  isOpen(end: number): boolean {
    return this.#open[end]!;
  }

  /** Is there a program at the other end that what is sent from here would reach? */
  isReachable(end: number): boolean {
    return !this.#isDead && this.#open[1 - end]! && this.#network.reaches(...this.hosts);
  }

  /** Bytes that one end has sent and that have not arrived. */
  waiting(end: number): number {
    return this.#ways[end]!.waiting;
  }

  send(end: number, bytes: Bytes, sent?: () => void): void {
    if (!this.#open[end]) return;
    const way = this.#ways[end]!;
    const { time } = this.#network;
    const at = Math.max(way.queue.at(-1)?.at ?? 0, time.now + this.#network.some());
    way.queue.push({ bytes: bytes.slice(), at, ...(sent !== undefined && { sent }) });
    way.waiting += bytes.length;
    way.isFull ||= way.waiting >= lowWater;
    this.#network.mostWaiting = Math.max(this.#network.mostWaiting, way.waiting);
    this.#move(end);
  }

  /** One end hangs up: what it sent before arrives before the other hears of it. */
  close(end: number): void {
    if (!this.#open[end]) return;
    this.#tellEnd(end);
    if (this.#isDead) return;
    const at = this.#ways[end]!.queue.at(-1)?.at ?? 0;
    const { time } = this.#network;
    time.after(Math.max(0, at - time.now) + this.#network.some(), () =>
      this.#network.machine(this.hosts[1 - end]!).whenAwake(() => {
        if (!this.#isDead) this.#tellEnd(1 - end);
      }),
    );
  }

  /** Its program is gone and hears nothing. */
  abandon(end: number): void {
    this.#users[end] = undefined;
    this.#open[end] = false;
  }

  /** It is cut, and both hear of it soon. */
  cut(): void {
    this.#isDead = true;
    for (const end of [0, 1]) this.#hearLater(end, this.#network.some() * 3);
  }

  /** Nothing arrives any more, and nobody is told; perhaps much later. */
  lose(): void {
    if (this.#isDead) return;
    this.#isDead = true;
    for (const end of [0, 1])
      if (this.#network.random.chance(0.5)) this.#hearLater(end, this.#network.random.next() * 120_000);
  }

  #hearLater(end: number, ms: number): void {
    const machine = this.#network.machine(this.hosts[end]!);
    this.#network.time.after(ms, () => machine.whenAwake(() => this.#tellEnd(end)));
  }

  #tellEnd(end: number): void {
    if (!this.#open[end]) return;
    this.#open[end] = false;
    this.#ways[end]!.waiting = 0;
    if (!this.#open[1 - end]) this.#onOver();
    this.#users[end]?.ended();
  }

  #move(end: number): void {
    const way = this.#ways[end]!;
    const [first] = way.queue;
    if (way.isMoving || first === undefined) return;
    way.isMoving = true;
    const { time } = this.#network;
    const receiver = this.#network.machine(this.hosts[1 - end]!);
    time.after(first.at - time.now, () =>
      receiver.whenAwake(() => {
        way.isMoving = false;
        if (!this.#network.reaches(...this.hosts)) this.lose();
        if (this.#isDead) return;
        way.queue.shift();
        way.waiting -= first.bytes.length;
        first.sent?.();
        this.#arrive(end, first.bytes);
        if (way.isFull && way.waiting < lowWater && this.#open[end]) {
          way.isFull = false;
          this.#users[end]?.drained();
        }
        this.#move(end);
      }),
    );
  }

  #arrive(end: number, bytes: Bytes): void {
    const to = 1 - end;
    if (!this.#open[to]) return;
    const { random, trace, tampering } = this.#network;
    this.#network.messages += 1;
    const { overheard } = this.#network;
    if (this.name === 'direct' && overheard.length < 100) overheard.push(bytes.slice());
    // What the desk itself is told is kept whole by its socket; what it only hands on is protected by nothing else.
    const from = this.name === 'direct' ? 0 : carriedFrom(bytes);
    const isTampered = tampering > 0 && from < bytes.length && random.chance(tampering);
    trace.note(
      `${this.name} ${this.hosts[end]}→${this.hosts[to]} ${bytes.length}${isTampered ? ' tampered' : ''}`,
      bytes,
    );
    if (!isTampered) {
      this.#users[to]?.message(bytes);
      return;
    }
    if (random.chance(0.5)) {
      const changed = bytes.slice();
      changed[from + random.below(bytes.length - from)]! ^= 1 << random.below(8);
      this.#users[to]?.message(changed);
    } else {
      const twice = bytes.slice();
      this.#users[to]?.message(bytes);
      if (this.#open[to]) this.#users[to]?.message(twice);
    }
    this.#tampered(to);
  }

  /** Whoever got it must hang up before long. On the way through a desk it may have been what only the desk reads. */
  #tampered(to: number): void {
    if (this.name !== 'direct') return;
    this.#network.time.after(patience, () => {
      const isAwake = this.hosts.every((host) => !this.#network.machine(host).isAsleep);
      if (isAwake && this.#open[to] && this.#users[to] !== undefined)
        this.#network.unnoticed.push(`${this.hosts.join('–')}: what was tampered with did not end the line`);
    });
  }
}

/** Milliseconds within which two who do not get on part. */
const patience = 30_000;

/** Where in a message to or from the desk that begins which two devices say to each other over a relay link; else behind its end. */
function carriedFrom(bytes: Bytes): number {
  const isCarried = (bytes[0] === 2 || bytes[0] === 19) && bytes[5] === lanes.message;
  return isCarried ? 10 : bytes.length;
}

const newWay = (): Way => ({ queue: [], waiting: 0, isMoving: false, isFull: false });
