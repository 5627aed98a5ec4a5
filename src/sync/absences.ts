import type { Clock } from './clock.ts';

/** Milliseconds until it is asked for again, the first time and at most: the longer it is wanted, the longer it waits. */
const first = 60_000;
const most = 8 * 60_000;

/** What the device at the other end did not have when it was asked, until it is asked for again. */
export class Absences {
  #clock: Clock;
  #again: (name: string) => void;
  #pauses = new Map<string, number>();
  #waiting = new Map<string, () => void>();

  /** @param again called when it may be asked for again */
  constructor(clock: Clock, again: (name: string) => void) {
    this.#clock = clock;
    this.#again = again;
  }

  has(name: string): boolean {
    return this.#waiting.has(name);
  }

  note(name: string): void {
    if (this.#waiting.has(name)) return;
    const pause = Math.min(2 * (this.#pauses.get(name) ?? first / 2), most);
    this.#pauses.set(name, pause);
    const cancel = this.#clock.after(pause, () => {
      this.#waiting.delete(name);
      this.#again(name);
    });
    this.#waiting.set(name, cancel);
  }

  /** It has come, from wherever. */
  forget(name: string): void {
    this.#waiting.get(name)?.();
    this.#waiting.delete(name);
    this.#pauses.delete(name);
  }

  close(): void {
    for (const cancel of this.#waiting.values()) cancel();
    this.#waiting.clear();
  }
}
