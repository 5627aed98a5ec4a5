import type { Entry } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerKeeper } from '../store/ledger-keeper.ts';
import type { Clock } from '../sync/clock.ts';
import { unsaidCirculations } from './unsaid-circulations.ts';

/**
 * Says in this device's chain how far it has seen those of others, so that nobody can say later that something was made
 * earlier than it was. A desk, which is always there, does so at once; others only when nobody else has for a while,
 * so that an office without a desk is not filled with the same words from everybody.
 *
 * Only of a circulation that means the member of this device it says soon, and whatever others have said, that it is here:
 * whoever sent it wants to know whom it has reached. That is said once, for all that have come, and of these chains only.
 */
export class Witnessing {
  #keeper: LedgerKeeper;
  #clock: Clock;
  #wait: number;
  #isFirst: boolean;
  #callOff: (() => void) | undefined;
  #callOffSoon: (() => void) | undefined;
  #seen: Map<string, number> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param wait milliseconds between what comes in and the checkpoint
   * @param isFirst it does not look whether others have witnessed it already
   */
  constructor(keeper: LedgerKeeper, clock: Clock, wait: number, isFirst: boolean) {
    this.#keeper = keeper;
    this.#clock = clock;
    this.#wait = wait;
    this.#isFirst = isFirst;
  }

  /** Entries have come in. */
  entriesKept(entries: readonly Entry[]): void {
    if (entries.some((entry) => this.#isWorth(entry))) this.#sayLater();
    // Whoever moves may be meant by what has long been here.
    if (entries.some(({ device, act }) => isAboutReaders.has(act.type) && device !== this.#keeper.device))
      this.begun();
  }

  /** This device speaks in its office, from now on or again: what it had not said before is said soon. */
  begun(): void {
    if (this.#isFirst) return;
    this.#callOffSoon ??= this.#clock.after(soon(this.#keeper.device), () => {
      this.#callOffSoon = undefined;
      this.#next(() => this.#sayHeld());
    });
  }

  /** This device may sign again: what came while it could not is said now. */
  caughtUp(): void {
    this.#sayLater();
    this.begun();
  }

  /** What was begun is on disk, and nothing follows. */
  async close(): Promise<void> {
    this.#callOff?.();
    this.#callOffSoon?.();
    this.#callOff = this.#callOffSoon = () => undefined;
    await this.#last;
  }

  #sayLater(): void {
    this.#callOff ??= this.#clock.after(this.#wait, () => {
      this.#callOff = undefined;
      this.#next(() => this.#say());
    });
  }

  #next(step: () => Promise<void>): void {
    const done = step().catch((error: unknown) => console.error(error));
    this.#last = Promise.all([this.#last, done]);
  }

  /** A checkpoint of a checkpoint would never end. */
  #isWorth({ device, act }: Entry): boolean {
    return device !== this.#keeper.device && act.type !== 'checkpoint' && act.type !== 'key';
  }

  async #say(): Promise<void> {
    const ledger = this.#keeper.ledger;
    const own = this.#keeper.device;
    if (ledger === undefined || own === undefined || this.#keeper.agreedSince !== undefined) return;
    const known = ledger.roster.roster().devices.get(own);
    if (known === undefined || known.revoked) return;
    const seen = (this.#seen ??= seenBefore(ledger, own));
    const unseen = [...ledger.chains.devices()].flatMap((device) => {
      const last = device === own ? undefined : ledger.chains.last(device);
      return last === undefined || last.seq <= (seen.get(device) ?? -1) ? [] : [last];
    });
    if (unseen.every((entry) => !this.#needsWitness(ledger, entry))) return;
    await this.#saySeen(unseen.slice(0, mostSeen), seen);
  }

  async #sayHeld(): Promise<void> {
    const ledger = this.#keeper.ledger;
    const own = this.#keeper.device;
    if (ledger === undefined || own === undefined || this.#keeper.agreedSince !== undefined) return;
    const seen = (this.#seen ??= seenBefore(ledger, own));
    const newest = new Map<string, Entry>();
    for (const entry of unsaidCirculations(ledger, own, seen)) {
      // The end of the chain says more; unless the chain has split, and it is in another branch.
      const last = ledger.chains.last(entry.device);
      const isWithin = last !== undefined && ledger.chains.isWithin(entry, [last.seq, last.id]);
      newest.set(entry.device, isWithin ? last : entry);
    }
    if (newest.size > 0) await this.#saySeen([...newest.values()].slice(0, mostSeen), seen);
  }

  async #saySeen(some: readonly Entry[], seen: Map<string, number>): Promise<void> {
    // Noted before it is said, so that nobody says it again meanwhile.
    for (const { device, seq } of some) seen.set(device, Math.max(seq, seen.get(device) ?? -1));
    try {
      await this.#keeper.say({
        type: 'checkpoint',
        seen: some.map(({ device, seq, id }) => [device, seq, id]),
      });
    } catch (error) {
      this.#seen = undefined;
      throw error;
    }
  }

  #needsWitness(ledger: Ledger, head: Entry): boolean {
    let at: Entry | undefined = head;
    for (let i = 0; at !== undefined && i < furthest; i++) {
      if (this.#isWorth(at)) return this.#isFirst || ledger.witness.of(at).before === undefined;
      at = at.prev === undefined ? undefined : ledger.chains.get(at.prev);
    }
    return false;
  }
}

const isAboutReaders: ReadonlySet<string> = new Set(['circulate', 'genesis', 'roster']);

/** Milliseconds until it is said what is held, and how much longer it takes some: not everybody speaks at once. */
const soonest = 20_000;
const longer = 40_000;

function soon(device = '0'): number {
  return soonest + (Number.parseInt(device.slice(0, 8), 16) % longer);
}

/** Chains in one checkpoint; what is left comes with the next. */
const mostSeen = 500;
/** Entries of a chain that are looked at. */
const furthest = 100;

/** How far this device's own checkpoints say that it has seen each chain. */
function seenBefore(ledger: Ledger, own: string): Map<string, number> {
  const seen = new Map<string, number>();
  for (let at = ledger.chains.last(own); at !== undefined;) {
    if (at.act.type === 'checkpoint')
      for (const [device, seq] of at.act.seen) seen.set(device, Math.max(seen.get(device) ?? -1, seq));
    at = at.prev === undefined ? undefined : ledger.chains.get(at.prev);
  }
  return seen;
}
