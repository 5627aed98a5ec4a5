import type { Entry } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerKeeper } from '../store/ledger-keeper.ts';
import type { Clock } from '../sync/clock.ts';

/**
 * Says in this device's chain how far it has seen those of others, so that nobody can say later that something was made
 * earlier than it was. A desk, which is always there, does so at once; others only when nobody else has for a while,
 * so that an office without a desk is not filled with the same words from everybody.
 */
export class Witnessing {
  #keeper: LedgerKeeper;
  #clock: Clock;
  #wait: number;
  #isFirst: boolean;
  #callOff: (() => void) | undefined;
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
    if (entries.some((entry) => this.#isWorth(entry)))
      this.#callOff ??= this.#clock.after(this.#wait, () => {
        this.#callOff = undefined;
        this.#last = this.#say().catch((error: unknown) => console.error(error));
      });
  }

  /** What was begun is on disk, and nothing follows. */
  async close(): Promise<void> {
    this.#callOff?.();
    this.#callOff = () => undefined;
    await this.#last;
  }

  /** A checkpoint of a checkpoint would never end. */
  #isWorth({ device, act }: Entry): boolean {
    return device !== this.#keeper.device && act.type !== 'checkpoint' && act.type !== 'key';
  }

  async #say(): Promise<void> {
    const ledger = this.#keeper.ledger;
    const own = this.#keeper.device;
    if (ledger === undefined || own === undefined) return;
    const known = ledger.roster.roster().devices.get(own);
    if (known === undefined || known.revoked) return;
    const seen = (this.#seen ??= seenBefore(ledger, own));
    const unseen = [...ledger.chains.devices()].flatMap((device) => {
      const last = device === own ? undefined : ledger.chains.last(device);
      return last === undefined || last.seq <= (seen.get(device) ?? -1) ? [] : [last];
    });
    if (unseen.every((entry) => !this.#needsWitness(ledger, entry))) return;
    const some = unseen.slice(0, mostSeen);
    await this.#keeper.say({
      type: 'checkpoint',
      seen: some.map(({ device, seq, id }) => [device, seq, id]),
    });
    for (const { device, seq } of some) seen.set(device, seq);
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
