import type { Chains } from '../ledger/chains.ts';
import type { Entry } from '../ledger/entry.ts';

/**
 * Which devices have said, in their own chains, that they hold an entry. What a device has not said is not known: it may
 * hold the entry all the same.
 */
export class DevicesReached {
  #chains: Chains;
  /** By device that says so, then by chain, how far it has seen that. */
  #seen = new Map<string, Map<string, Entry>>();
  #newest = new Map<string, Entry>();

  constructor(chains: Chains) {
    this.#chains = chains;
  }

  add(entry: Entry): void {
    const newest = this.#newest.get(entry.device);
    if (newest === undefined || newest.at < entry.at) this.#newest.set(entry.device, entry);
    if (entry.act.type !== 'checkpoint') return;
    let seen = this.#seen.get(entry.device);
    if (seen === undefined) this.#seen.set(entry.device, (seen = new Map()));
    for (const [device, , id] of entry.act.seen) {
      const place = this.#chains.get(id);
      if (place !== undefined && place.seq > (seen.get(device)?.seq ?? -1)) seen.set(device, place);
    }
  }

  /** Has this device said that it holds the entry? */
  hasSaid(device: string, entry: Entry): boolean {
    if (device === entry.device) return true;
    const place = this.#seen.get(device)?.get(entry.device);
    return (
      place !== undefined && place.seq >= entry.seq && this.#chains.isWithin(entry, [place.seq, place.id])
    );
  }

  /** The latest that a device has signed, by its own clock; undefined when nothing of it has come. */
  newestOf(device: string): Entry | undefined {
    return this.#newest.get(device);
  }
}
