import type { Clock } from '../sync/clock.ts';
import type { DeskRoad } from './find-desk.ts';

/** In milliseconds. */
const firstWait = 2000;
const longestWait = 60_000;

/**
 * Finds out whether the app came from a desk, and asks again as long as nobody answers: a page that was kept for
 * reading without a network does not know.
 */
export class DeskSeeker {
  #find: () => Promise<DeskRoad | undefined>;
  #clock: Clock;
  #asking: Promise<DeskRoad | undefined> | undefined;
  #again: (() => void) | undefined;
  #waits = 0;
  #isClosed = false;
  /** What was asked last was answered, by none that is a desk. */
  #isNone = false;
  /** `none`: there is no desk. */
  state: 'seeking' | 'waiting' | 'none' | 'found' = 'seeking';
  /** Hears that the state has changed. */
  onState: () => void = () => undefined;

  constructor(find: () => Promise<DeskRoad | undefined>, clock: Clock) {
    this.#find = find;
    this.#clock = clock;
  }

  /**
   * @returns the road; undefined when there seems to be no desk, until `wake`, or nobody has asked for this seeker any
   *   more
   */
  road(): Promise<DeskRoad | undefined> {
    this.#asking ??= this.#seek();
    return this.#asking;
  }

  /**
   * The network may be back, or another one. Where somebody else answered in the place of the desk, as the page does by
   * which a guest agrees to the terms of a network, the next `road` asks again.
   */
  wake(): void {
    this.#again?.();
    if (this.#isNone) this.#asking = undefined;
    this.#isNone = false;
  }

  close(): void {
    this.#isClosed = true;
    this.#again?.();
  }

  async #seek(): Promise<DeskRoad | undefined> {
    while (!this.#isClosed) {
      // Nobody is told that a desk is sought where there was none, before there is a sign of one.
      if (this.state !== 'none') this.#is('seeking');
      try {
        const road = await this.#find();
        this.#isNone = road === undefined;
        this.#is(road === undefined ? 'none' : 'found');
        return road;
      } catch {
        this.#is('waiting');
        await this.#pause();
      }
    }
    return undefined;
  }

  async #pause(): Promise<void> {
    if (this.#isClosed) return;
    const wait = Math.min(longestWait, firstWait * 2 ** this.#waits);
    this.#waits = Math.min(this.#waits + 1, 10);
    await new Promise<void>((resolve) => {
      const callOff = this.#clock.after(wait, resolve);
      this.#again = () => {
        callOff();
        this.#waits = 0;
        resolve();
      };
    });
    this.#again = undefined;
  }

  #is(state: typeof this.state): void {
    if (this.state === state) return;
    this.state = state;
    this.onState();
  }
}
