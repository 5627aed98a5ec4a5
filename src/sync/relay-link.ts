import { type Link, type LinkListener, lowWater, mostLinkMessage } from './link.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What a relay link needs of the socket that carries it. */
export interface RelayCarrier {
  message(bytes: Bytes): void;
  credit(bytes: number): void;
  end(): void;
  /** Bytes that wait in the socket, of all its links. */
  buffered(): number;
  /** Asks for `step` again when the socket may have more room. */
  callAgain(): void;
  /** It has ended here or there and needs nothing any more. */
  forget(): void;
}

/** What may be on its way on one link, in bytes with `perMessage` for each message. */
const window = 512 * 1024;
const perMessage = 32;
/** More than this is not given to the socket, so that links share it and a ping is not behind a whole cold sync. */
const mostBuffered = 128 * 1024;

const costOf = (message: Bytes): number => message.length + perMessage;

/**
 * A link that a desk relays. A desk cannot hold back one sender without holding back all that come over the same
 * socket, so the receiver does it: it gives credit for what it has taken, and nobody may send beyond it. So a slow
 * receiver makes its senders wait, and not the desk keep what they sent. The same goes for a tab that holds a direct
 * connection and passes on what comes over it.
 */
export class RelayLink implements Link {
  #carrier: RelayCarrier;
  #listener: LinkListener | undefined;
  #queue: Bytes[] = [];
  #queued = 0;
  /** What the other side will still take. */
  #credit = window;
  /** What it may still send to here. */
  #allowed = window;
  /** Taken here, and not told yet. */
  #taken = 0;
  /** Came before anybody listened; no more than a window. */
  #kept: Bytes[] = [];
  /** The sender may have paused and has to hear `drained`. */
  #isFull = false;
  #isOver = false;

  constructor(carrier: RelayCarrier) {
    this.#carrier = carrier;
  }

  get waiting(): number {
    return this.#isOver ? 0 : this.#queued + this.#carrier.buffered();
  }

  listen(listener: LinkListener): void {
    this.#listener = listener;
    const kept = this.#kept.splice(0);
    for (const message of kept) {
      if (this.#listener === undefined) return;
      this.#hand(message, listener);
    }
    if (this.#isOver) this.#tellEnded();
  }

  send(message: Bytes): void {
    if (this.#isOver) return;
    if (message.length > mostLinkMessage) {
      this.close();
      return;
    }
    this.#queue.push(message);
    this.#queued += message.length;
    if (this.#queue.length === 1) this.#sendFirst();
    this.#isFull ||= this.waiting >= lowWater;
    this.#askAgain();
  }

  close(): void {
    if (this.#isOver) return;
    // A last word goes before the end, as far as the other side takes it.
    while (this.#canSend()) this.#take();
    this.#carrier.end();
    this.#end();
    this.#kept = [];
    this.#tellEnded();
  }

  /**
   * One message to the socket, if it and the other side have room.
   *
   * @returns whether one went
   */
  step(): boolean {
    return !this.#isOver && this.#sendFirst();
  }

  /** After steps: tells the sender that it may go on, or asks for more steps. */
  settle(): void {
    if (this.#isOver) return;
    if (this.#isFull && this.waiting < lowWater) {
      this.#isFull = false;
      this.#listener?.drained();
    }
    this.#askAgain();
  }

  /** A message came from the other side. */
  came(message: Bytes): void {
    if (this.#isOver) return;
    this.#allowed -= costOf(message);
    if (this.#allowed < 0 || message.length > mostLinkMessage) this.close();
    else if (this.#listener === undefined) this.#kept.push(message);
    else this.#hand(message, this.#listener);
  }

  /** The other side has taken so many bytes. */
  credited(bytes: number): void {
    if (this.#isOver) return;
    this.#credit += bytes;
    if (this.#credit > window) {
      this.close();
      return;
    }
    while (this.#sendFirst());
    this.settle();
  }

  /** The other side ended it, or the socket is gone. What it sent before is still handed over. */
  ended(): void {
    if (this.#isOver) return;
    this.#end();
    this.#tellEnded();
  }

  #hand(message: Bytes, listener: LinkListener): void {
    this.#taken += costOf(message);
    if (this.#taken >= window / 2 && !this.#isOver) {
      this.#allowed += this.#taken;
      this.#carrier.credit(this.#taken);
      this.#taken = 0;
    }
    listener.message(message);
  }

  #canSend(): boolean {
    const first = this.#queue[0];
    return first !== undefined && costOf(first) <= this.#credit;
  }

  #sendFirst(): boolean {
    if (!this.#canSend() || this.#carrier.buffered() >= mostBuffered) return false;
    this.#take();
    return true;
  }

  #take(): void {
    const message = this.#queue.shift()!;
    this.#queued -= message.length;
    this.#credit -= costOf(message);
    this.#carrier.message(message);
  }

  #askAgain(): void {
    // Where the socket is empty, only credit can bring anything forward.
    if (this.#carrier.buffered() > 0 && (this.#canSend() || this.#isFull)) this.#carrier.callAgain();
  }

  #end(): void {
    this.#isOver = true;
    this.#queue = [];
    this.#queued = 0;
    this.#carrier.forget();
  }

  /** The listener hears it once, after everything that came before. */
  #tellEnded(): void {
    const listener = this.#listener;
    if (listener === undefined || this.#kept.length > 0) return;
    this.#listener = undefined;
    listener.ended();
  }
}
