import type { ChainPlace, Entry } from './entry.ts';

/** A chain that goes on in two ways after the same entry: the device signed two things in the same place. */
export interface Fork {
  device: string;
  seq: number;
  /** Ids of the entries in that place, in order. */
  entries: string[];
}

/** The entries of every device, joined by the id of the one before. A chain that splits stays readable in all its branches. */
export class Chains {
  #byId = new Map<string, Entry>();
  #byDevice = new Map<string, Map<number, Entry[]>>();
  #heads = new Map<string, Map<string, Entry>>();
  #forks = new Set<string>();
  /** Counts up whenever something comes into a chain that has split. */
  splits = 0;

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): Entry | undefined {
    return this.#byId.get(id);
  }

  all(): IterableIterator<Entry> {
    return this.#byId.values();
  }

  /** Devices that have said something. */
  devices(): IterableIterator<string> {
    return this.#byDevice.keys();
  }

  /** Entries in one place of a device's chain: one, or several when it has split. */
  at(device: string, seq: number): readonly Entry[] {
    return this.#byDevice.get(device)?.get(seq) ?? [];
  }

  /** Takes an entry whose predecessor is here. */
  add(entry: Entry): void {
    const { id, device, seq, prev } = entry;
    this.#byId.set(id, entry);
    const places = this.#byDevice.get(device) ?? new Map<number, Entry[]>();
    this.#byDevice.set(device, places);
    const there = places.get(seq);
    if (there === undefined) places.set(seq, [entry]);
    else {
      there.push(entry);
      this.#forks.add(device);
    }
    if (this.#forks.has(device)) this.splits += 1;
    const heads = this.#heads.get(device) ?? new Map<string, Entry>();
    this.#heads.set(device, heads);
    if (prev !== undefined) heads.delete(prev);
    // What came before in another branch may already have been followed.
    if (!(places.get(seq + 1)?.some((next) => next.prev === id) ?? false)) heads.set(id, entry);
  }

  /** Newest entries of a device: one, or several when its chain has split. In order of id. */
  heads(device: string): Entry[] {
    return [...(this.#heads.get(device)?.values() ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The first entry of a device; of several the one with the lowest id, all bear the same key. */
  first(device: string): Entry | undefined {
    return [...(this.#byDevice.get(device)?.get(0) ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1))[0];
  }

  /** The newest entry: of a split chain the longest branch. */
  last(device: string): Entry | undefined {
    return this.heads(device).reduce<Entry | undefined>(
      (best, head) => (best === undefined || head.seq > best.seq ? head : best),
      undefined,
    );
  }

  /**
   * Is the entry at this place of its device's chain, or before it? Of a place that is not here nothing is known, and
   * so nothing counts as before it: somebody could hand out one branch and keep back the other.
   */
  isWithin(entry: Entry, [seq, id]: ChainPlace): boolean {
    if (entry.id === id) return true;
    let at = this.#byId.get(id);
    if (entry.seq >= seq || at === undefined || at.device !== entry.device) return false;
    if (!this.#forks.has(entry.device)) return true;
    while (at !== undefined && at.seq > entry.seq)
      at = at.prev === undefined ? undefined : this.#byId.get(at.prev);
    return at?.id === entry.id;
  }

  /** Where chains have split. */
  forks(): Fork[] {
    return [...this.#forks].sort().flatMap((device) =>
      [...this.#byDevice.get(device)!]
        .filter(([, entries]) => entries.length > 1)
        .sort(([a], [b]) => a - b)
        .map(([seq, entries]) => ({ device, seq, entries: entries.map(({ id }) => id).sort() })),
    );
  }
}
