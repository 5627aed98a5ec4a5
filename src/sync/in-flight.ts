import type { Clock } from './clock.ts';

/** Milliseconds for which a line has what it fetches to itself. */
const lapse = 30_000;

type Freed = (keys: readonly string[]) => void;

interface Hold {
  holder: object;
  /** Clock of this device when it was taken. */
  since: number;
  /** Has another been asked for the same? */
  wasTakenOver: boolean;
}

/**
 * What is being fetched, and over which line: with several neighbours that all have the same, each thing is fetched
 * from one of them. When that one ends, does not have it or is too slow, the others may try: who lets come a little now
 * and then, so that the line does not end, must not keep the rest from them.
 */
export class InFlight {
  #clock: Clock;
  #holds = new Map<string, Hold>();
  #waiting = new Set<Freed>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * @param after milliseconds for which another must have held it, without anything of it having come
   * @returns false when another holds it, and has not held it for so long
   */
  take(key: string, holder: object, after = lapse): boolean {
    const now = this.#clock.now();
    const known = this.#holds.get(key);
    if (known?.holder === holder) return true;
    // A clock that was set back says nothing about how long it has been held.
    if (known !== undefined) known.since = Math.min(known.since, now);
    if (known !== undefined && now - known.since < after) return false;
    this.#holds.set(key, { holder, since: now, wasTakenOver: known !== undefined });
    return true;
  }

  /** Does this one hold it, and was nobody else asked for it? */
  isAlone(key: string, holder: object): boolean {
    const known = this.#holds.get(key);
    return known?.holder === holder && !known.wasTakenOver;
  }

  /** A part of it has come: the time begins anew. */
  renew(key: string, holder: object): void {
    const known = this.#holds.get(key);
    if (known?.holder === holder) known.since = this.#clock.now();
  }

  /** Gives back; who waits hears of it with `freed`. */
  release(keys: Iterable<string>, holder: object): void {
    const free: string[] = [];
    for (const key of keys)
      if (this.#holds.get(key)?.holder === holder && this.#holds.delete(key)) free.push(key);
    if (free.length > 0) for (const freed of Array.from(this.#waiting)) freed(free);
  }

  /** @returns ends the subscription */
  onFreed(freed: Freed): () => void {
    this.#waiting.add(freed);
    return () => void this.#waiting.delete(freed);
  }
}
