import { firstNotBelow } from './key-order.ts';

/** A map from keys to places whose keys can be walked in order; the order is worked out when first asked for. */
export class KeyTable<V> {
  #places = new Map<string, V>();
  /** Undefined after a key came or went: most bases are written in bulk and walked afterwards. */
  #sorted: string[] | undefined;

  get size(): number {
    return this.#places.size;
  }

  get(key: string): V | undefined {
    return this.#places.get(key);
  }

  set(key: string, place: V): void {
    if (!this.#places.has(key)) this.#sorted = undefined;
    this.#places.set(key, place);
  }

  delete(key: string): void {
    if (this.#places.delete(key)) this.#sorted = undefined;
  }

  /** All keys in order. The list belongs to the table: do not change it. */
  keys(): readonly string[] {
    // The default order of `sort` is by UTF-16 code units, which is what is wanted.
    this.#sorted ??= [...this.#places.keys()].sort();
    return this.#sorted;
  }

  /** Keys that begin with `prefix`, in order. */
  keysFrom(prefix: string): string[] {
    const sorted = this.keys();
    const found: string[] = [];
    for (let i = firstNotBelow(sorted, prefix); i < sorted.length && sorted[i]!.startsWith(prefix); i++) {
      found.push(sorted[i]!);
    }
    return found;
  }
}
