import type { Channel } from './channel/channel.ts';
import type { Clock } from './clock.ts';
import { type Message, typeOf } from './message.ts';

/** Exchanges that wait for answers, each by itself: who answers one of them may still let another one wait. */
export type Waiting = 'meeting' | 'ledger' | 'spaces' | 'files';

/** What answers which. */
const answers: Partial<Record<Message['type'], Waiting>> = {
  state: 'meeting',
  vector: 'ledger',
  entries: 'ledger',
  rows: 'spaces',
  documents: 'spaces',
  file: 'files',
};

/** Milliseconds without a word until the other side is asked whether it is there, and until it is given up. */
const quiet = 20_000;
const lost = 40_000;
/** Milliseconds that an answer may let wait. */
const letWait = 60_000;
/** With so many bytes of it, an answer that is long and comes over a slow line does not let wait. */
const grown = 256 * 1024;

/** Milliseconds after which to look again. */
export const nextLook = quiet / 2;

/**
 * How long the other side may be silent, or let wait. A long message over a slow line counts while it comes: what is
 * behind it in the line cannot come before it.
 */
export class Patience {
  #channel: Pick<Channel, 'unfinished'>;
  #clock: Clock;
  /** Clock of this device when a whole message came last, when anything did, and when something that was asked for. */
  #heardAt: number;
  #aliveAt: number;
  #servedAt: Record<Waiting, number>;
  /** Bytes of the unfinished message that were seen last, and those that last counted as an answer. */
  #seen = 0;
  #counted = 0;
  #messages = 0;

  constructor(channel: Pick<Channel, 'unfinished'>, clock: Clock) {
    this.#channel = channel;
    this.#clock = clock;
    const now = clock.now();
    this.#heardAt = now;
    this.#aliveAt = now;
    this.#servedAt = { meeting: now, ledger: now, spaces: now, files: now };
  }

  /** Another one when anything has come since: nothing is timed, so that what came in the same moment is told apart. */
  get mark(): string {
    return `${this.#messages} ${this.#channel.unfinished?.bytes ?? 0}`;
  }

  /** A whole message has come. */
  heard(): void {
    this.#messages += 1;
    this.#heardAt = this.#clock.now();
    this.#aliveAt = this.#heardAt;
    this.#seen = 0;
    this.#counted = 0;
  }

  /** It was one that answers something, or nothing. */
  served(type: Message['type']): void {
    const what = answers[type];
    if (what !== undefined) this.#servedAt[what] = this.#clock.now();
  }

  /**
   * To be called every `nextLook` milliseconds.
   *
   * @param isWaiting what has been asked for and not answered
   * @returns `lost`: it is gone, or lets wait too long. `quiet`: it should be asked whether it is there
   */
  look(isWaiting: Readonly<Record<Waiting, boolean>>): 'fine' | 'quiet' | 'lost' {
    const now = this.#clock.now();
    // A clock that was set back says nothing about the other side.
    this.#heardAt = Math.min(this.#heardAt, now);
    this.#aliveAt = Math.min(this.#aliveAt, now);
    this.#lookAtUnfinished(isWaiting, now);
    for (const what of Object.keys(isWaiting) as Waiting[])
      if (!isWaiting[what] || this.#servedAt[what] > now) this.#servedAt[what] = now;
    const letsWait = Object.values(this.#servedAt).some((at) => now - at >= letWait);
    if (now - this.#aliveAt >= lost || letsWait) return 'lost';
    // Also while a long message comes: whoever sends it hears nothing else from here.
    return now - this.#heardAt >= quiet ? 'quiet' : 'fine';
  }

  #lookAtUnfinished(isWaiting: Readonly<Record<Waiting, boolean>>, now: number): void {
    const { first, bytes } = this.#channel.unfinished ?? { first: 0, bytes: 0 };
    if (bytes !== this.#seen) this.#aliveAt = now;
    this.#seen = bytes;
    const type = typeOf(first);
    const what = type && answers[type];
    if (bytes - this.#counted < grown || what === undefined || !isWaiting[what]) return;
    this.#counted = bytes;
    for (const one of Object.keys(this.#servedAt) as Waiting[]) this.#servedAt[one] = now;
  }
}
