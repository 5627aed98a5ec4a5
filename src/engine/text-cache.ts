import type { TextRow } from '../store/rows.ts';
import type { Storage } from '../store/storage.ts';

/** Texts read ahead at a time: a question that comes in between waits some milliseconds at most. */
const perPortion = 25;
/** Milliseconds between portions. */
const pause = 10;

/**
 * Texts that questions have touched lately, so that the next letter of the same question need not read
 * them again. Bounded by characters: two bytes each.
 */
export class TextCache {
  #storage: Storage;
  #rows = new Map<string, TextRow>();
  #characters = 0;
  #most: number;

  /** @param most characters kept */
  constructor(storage: Storage, most = 12_000_000) {
    this.#storage = storage;
    this.#most = most;
  }

  /** Rows of these editions; those that are not in the base are missing from the answer. */
  get = async (hashes: readonly string[]): Promise<Map<string, TextRow>> => {
    const found = new Map<string, TextRow>();
    const missing: string[] = [];
    for (const hash of hashes) {
      const row = this.#rows.get(hash);
      if (row === undefined) missing.push(hash);
      else {
        // Back to the young end: a Map keeps the order in which keys were set.
        this.#rows.delete(hash);
        this.#rows.set(hash, row);
        found.set(hash, row);
      }
    }
    if (missing.length === 0) return found;
    for (const row of await this.#storage.getMany('texts', missing)) {
      if (row === undefined) continue;
      found.set(row.edition, row);
      if (!this.#rows.has(row.edition)) this.#characters += row.text.length;
      this.#rows.set(row.edition, row);
    }
    for (const [hash, row] of this.#rows) {
      if (this.#characters <= this.#most) break;
      this.#rows.delete(hash);
      this.#characters -= row.text.length;
    }
    return found;
  };

  /** Reads ahead, in small portions between which questions are answered, until nothing more fits. */
  async fill(hashes: readonly string[]): Promise<void> {
    for (let at = 0; at < hashes.length && this.#characters < this.#most; at += perPortion) {
      await this.get(hashes.slice(at, at + perPortion));
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
