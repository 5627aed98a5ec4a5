/**
 * What is being fetched, and over which line: with several neighbours that all have the same, each thing is fetched
 * from one of them. When that one ends or does not have it, the others may try.
 */
export class InFlight {
  #holders = new Map<string, object>();
  #waiting = new Set<() => void>();

  /** @returns false when another holds it */
  take(key: string, holder: object): boolean {
    const known = this.#holders.get(key);
    if (known !== undefined && known !== holder) return false;
    this.#holders.set(key, holder);
    return true;
  }

  /** Gives back; who waits hears of it with `freed`. */
  release(keys: Iterable<string>, holder: object): void {
    let any = false;
    for (const key of keys) any = (this.#holders.get(key) === holder && this.#holders.delete(key)) || any;
    if (any) for (const freed of Array.from(this.#waiting)) freed();
  }

  /** @returns ends the subscription */
  onFreed(freed: () => void): () => void {
    this.#waiting.add(freed);
    return () => void this.#waiting.delete(freed);
  }
}
