import type { Clock } from '../sync/clock.ts';

/** Calls once nothing has happened for a while; when it goes on and on, still so long after the first. */
export class WhenQuiet {
  #clock: Clock;
  #quiet: number;
  #longest: number;
  #isBusy: () => boolean;
  #call: () => void;
  #callOff: (() => void) | undefined;
  /** When the first happened that was not answered with a call. */
  #since: number | undefined;

  /**
   * @param quiet milliseconds without anything
   * @param longest milliseconds from the first to the call at most
   * @param isBusy it is known that more is to come, however long nothing has happened
   */
  constructor(clock: Clock, quiet: number, longest: number, isBusy: () => boolean, call: () => void) {
    this.#clock = clock;
    this.#quiet = quiet;
    this.#longest = longest;
    this.#isBusy = isBusy;
    this.#call = call;
  }

  happened(): void {
    const now = this.#clock.now();
    // A clock that was set back must not make it wait for the time that was lost.
    this.#since = Math.min(this.#since ?? now, now);
    const left = this.#since + this.#longest - now;
    this.#callOff?.();
    this.#callOff = this.#clock.after(Math.max(0, Math.min(this.#quiet, left)), () => {
      if (left > this.#quiet && this.#isBusy()) return this.happened();
      this.#callOff = this.#since = undefined;
      this.#call();
    });
  }

  /** What has happened is not answered any more. */
  cancel(): void {
    this.#callOff?.();
    this.#callOff = this.#since = undefined;
  }
}
