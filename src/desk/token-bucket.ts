/** Lets through so much at once, and so much a second in the long run. */
export class TokenBucket {
  #burst: number;
  #perSecond: number;
  #tokens: number;
  #at: number;

  /**
   * @param burst most that passes at once
   * @param perSecond what flows in again
   * @param now milliseconds
   */
  constructor(burst: number, perSecond: number, now: number) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#tokens = burst;
    this.#at = now;
  }

  /**
   * Takes tokens, into debt where there are not enough.
   *
   * @returns for how many milliseconds nothing more should be taken; 0 while there are tokens
   */
  take(tokens: number, now: number): number {
    // A clock that was set back gives nothing and takes nothing.
    const passed = Math.max(0, now - this.#at);
    this.#at = now;
    this.#tokens = Math.min(this.#burst, this.#tokens + (passed / 1000) * this.#perSecond) - tokens;
    return this.#tokens >= 0 ? 0 : Math.ceil((-this.#tokens / this.#perSecond) * 1000);
  }
}
