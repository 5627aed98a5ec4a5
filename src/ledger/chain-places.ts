import type { ChainPlace, Entry } from './entry.ts';

/** Places of chains that the roster speaks of: what somebody who took rights from a device had seen of it. By device. */
export function chainPlaces(entries: Iterable<Entry>): Map<string, ChainPlace[]> {
  const places = new Map<string, ChainPlace[]>();
  const put = (device: string, some: readonly ChainPlace[]): void => {
    const known = places.get(device);
    if (known === undefined) places.set(device, [...some]);
    else for (const place of some) known.push(place);
  };
  for (const { act } of entries) {
    if (act.type !== 'roster') continue;
    for (const [device, seen] of Object.entries(act.seen)) put(device, seen);
    for (const change of act.changes) if (change.op === 'accept') put(change.device, [change.through]);
  }
  return places;
}

/**
 * The stretches of chains that show whether an entry lies before a place that the roster speaks of. With them, a
 * device that lost its rights cannot slip in an entry beside its chain where the chain itself is left out.
 *
 * @param entries what is to be shown
 * @param get an entry by id; undefined when it is not there
 * @returns entries on the way from the places back to the first of `entries` of the same device
 */
export function chainStretches(
  entries: readonly Entry[],
  get: (id: string) => Entry | undefined,
): { on: Entry[]; missing: boolean } {
  const firsts = new Map<string, number>();
  for (const { device, seq } of entries) firsts.set(device, Math.min(seq, firsts.get(device) ?? seq));
  const on = new Map<string, Entry>();
  let missing = false;
  for (const [device, places] of chainPlaces(entries)) {
    const first = firsts.get(device);
    if (first === undefined) continue;
    for (const [seq, id] of places) {
      if (seq <= first) continue;
      let at = get(id);
      while (at !== undefined && !on.has(at.id)) {
        on.set(at.id, at);
        // Down to the first, so that a branch beside it shows as one.
        if (at.seq <= first) break;
        at = at.prev === undefined ? undefined : get(at.prev);
      }
      if (at === undefined) missing = true;
    }
  }
  return { on: [...on.values()], missing };
}
