import type { Chains } from '../ledger/chains.ts';
import type { Entry } from '../ledger/entry.ts';
import { byTime } from './by-time.ts';

/**
 * Which devices have said, in their own chains, that they hold an entry. What a device has not said is not known: it may
 * hold the entry all the same.
 */
export class DevicesReached {
  #chains: Chains;
  /** By device that says so, then by chain, how far it has seen that. */
  #seen = new Map<string, Map<string, Entry>>();
  /** By entry that has not come yet, the devices that say they have seen it. */
  #awaited = new Map<string, string[]>();
  /** By circulation, the devices that have said something about it. */
  #named = new Map<string, Set<string>>();
  #newest = new Map<string, Entry>();

  constructor(chains: Chains) {
    this.#chains = chains;
  }

  add(entry: Entry): void {
    const newest = this.#newest.get(entry.device);
    if (newest === undefined || byTime(newest, entry) < 0) this.#newest.set(entry.device, entry);
    if ('circulation' in entry.act && entry.act.circulation !== undefined) {
      const named = this.#named.get(entry.act.circulation);
      if (named === undefined) this.#named.set(entry.act.circulation, new Set([entry.device]));
      else named.add(entry.device);
    }
    for (const by of this.#awaited.get(entry.id) ?? []) this.#saw(by, entry);
    this.#awaited.delete(entry.id);
    if (entry.act.type !== 'checkpoint') return;
    for (const [, , id] of entry.act.seen) {
      const place = this.#chains.get(id);
      const awaited = this.#awaited.get(id);
      if (place !== undefined) this.#saw(entry.device, place);
      else if (awaited === undefined) this.#awaited.set(id, [entry.device]);
      else awaited.push(entry.device);
    }
  }

  #saw(by: string, place: Entry): void {
    let seen = this.#seen.get(by);
    if (seen === undefined) this.#seen.set(by, (seen = new Map()));
    if (place.seq > (seen.get(place.device)?.seq ?? -1)) seen.set(place.device, place);
  }

  /** Has this device said that it holds the entry, or spoken of it? */
  hasSaid(device: string, entry: Entry): boolean {
    if (device === entry.device || this.#named.get(entry.id)?.has(device) === true) return true;
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
