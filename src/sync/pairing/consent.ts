import { type Channel, mostMessage } from '../channel/channel.ts';
import type { Clock } from '../clock.ts';
import type { Ending } from '../ending.ts';
import { PairingFailed, type PairingFault, type Refusal, refusals } from './pairing-failed.ts';

/** So long may people take to compare digits, and after that devices to sign and send, in milliseconds. */
export const peopleTime = 10 * 60_000;

/** Longest welcome, in bytes. */
export const mostWelcome = mostMessage - 1;

/** What is said once both screens show digits, told by the first byte. */
const kinds = { confirm: 0, refuse: 1, welcome: 2, arrived: 3 } as const;

/**
 * What two people make of the digits before them. Nothing is handed over unless both have said that they are the same.
 */
export class Consent {
  /** How it ended: undefined when the welcome has arrived. */
  readonly over: Promise<PairingFailed | undefined>;
  #line: Channel;
  #clock: Clock;
  #part: 'joiner' | 'admin';
  #mine = false;
  #theirs = false;
  #hasSentWelcome = false;
  #isOver = false;
  #endWith: (how: PairingFailed | undefined) => void;
  #stopWaiting: () => void;
  #both = later<void>();
  #welcome = later<Uint8Array<ArrayBuffer>>();
  #arrived = later<void>();

  constructor(line: Channel, clock: Clock, part: 'joiner' | 'admin') {
    this.#line = line;
    this.#clock = clock;
    this.#part = part;
    const { promise, resolve } = later<PairingFailed | undefined>();
    this.over = promise;
    this.#endWith = resolve;
    this.#stopWaiting = this.#wait();
    line.listen({
      message: (bytes) => this.#take(bytes),
      drained: () => undefined,
      ended: (why, by) => this.#fail(faults[why] ?? 'lost', by),
    });
  }

  /**
   * The digits are the same, says who sits here.
   *
   * @returns when the other side has said so too
   * @throws {PairingFailed}
   */
  async confirm(): Promise<void> {
    if (!this.#mine && !this.#isOver) {
      this.#mine = true;
      this.#line.send(Uint8Array.of(kinds.confirm));
      this.#lookAtBoth();
    }
    await this.#both.promise;
  }

  /** Ends it, and tells the other side why. */
  refuse(why: Refusal): void {
    if (this.#isOver) return;
    this.#line.send(Uint8Array.of(kinds.refuse, refusals.indexOf(why)));
    this.#fail(why, 'here');
    this.#line.close('closed');
  }

  /**
   * For the admin, after both have confirmed.
   *
   * @param bytes at most `mostWelcome`
   * @returns when they have arrived
   * @throws {PairingFailed}
   */
  async sendWelcome(bytes: Uint8Array): Promise<void> {
    if (bytes.length > mostWelcome) throw new RangeError('longer than a welcome may be');
    await this.#both.promise;
    if (!this.#isOver && !this.#hasSentWelcome) {
      this.#hasSentWelcome = true;
      const message = new Uint8Array(1 + bytes.length);
      message[0] = kinds.welcome;
      message.set(bytes, 1);
      this.#line.send(message);
    }
    await this.#arrived.promise;
  }

  /**
   * For the joiner.
   *
   * @throws {PairingFailed}
   */
  async welcome(): Promise<Uint8Array<ArrayBuffer>> {
    return await this.#welcome.promise;
  }

  #take(message: Uint8Array<ArrayBuffer>): void {
    if (this.#isOver) return;
    const isShort = message.length === 1;
    if (message[0] === kinds.confirm && isShort && !this.#theirs) {
      this.#theirs = true;
      this.#lookAtBoth();
    } else if (message[0] === kinds.refuse && message.length === 2) {
      this.#fail(refusals[message[1]!] ?? 'unwanted', 'there');
      this.#line.close('closed');
    } else if (message[0] === kinds.welcome && this.#part === 'joiner' && this.#mine && this.#theirs) {
      this.#welcome.resolve(message.subarray(1));
      this.#line.send(Uint8Array.of(kinds.arrived));
      this.#finish();
    } else if (message[0] === kinds.arrived && isShort && this.#hasSentWelcome) {
      this.#arrived.resolve();
      this.#finish();
    } else {
      this.#fail('malformed', 'here');
      this.#line.close('malformed');
    }
  }

  #lookAtBoth(): void {
    if (!this.#mine || !this.#theirs) return;
    this.#stopWaiting();
    this.#stopWaiting = this.#wait();
    this.#both.resolve();
  }

  #wait(): () => void {
    return this.#clock.after(peopleTime, () => {
      this.#fail('silent', 'here');
      this.#line.close('silent');
    });
  }

  #finish(): void {
    this.#isOver = true;
    this.#stopWaiting();
    this.#endWith(undefined);
    this.#line.close('closed');
  }

  #fail(fault: PairingFault, by: 'here' | 'there'): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#stopWaiting();
    const failed = new PairingFailed(fault, by);
    for (const waiting of [this.#both, this.#welcome, this.#arrived]) waiting.reject(failed);
    this.#endWith(failed);
  }
}

const faults: { [E in Ending]?: PairingFault } = {
  malformed: 'malformed',
  'too-large': 'malformed',
  'too-many': 'malformed',
  silent: 'silent',
};

interface Later<T> {
  promise: Promise<T>;
  resolve(value: T): void;
  reject(error: PairingFailed): void;
}

function later<T>(): Later<T> {
  let resolve!: Later<T>['resolve'];
  let reject!: Later<T>['reject'];
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  // Who does not wait for it need not hear that it failed.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
