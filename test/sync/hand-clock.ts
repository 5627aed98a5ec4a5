import type { Clock } from '../../src/sync/clock.ts';

/** A clock that is moved by hand. */
export class HandClock implements Clock {
  #now = 1_700_000_000_000;
  #timers = new Set<{ at: number; call: () => void }>();

  /** How many calls are outstanding. */
  get pending(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, call: () => void): () => void {
    const timer = { at: this.#now + ms, call };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  pass(ms: number): void {
    this.#now += ms;
    for (const timer of [...this.#timers].sort((a, b) => a.at - b.at)) {
      if (timer.at > this.#now || !this.#timers.delete(timer)) continue;
      timer.call();
    }
  }
}
