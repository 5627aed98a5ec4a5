import type { Entry } from '../ledger/entry.ts';

/** By what the signing clocks said; equal times go by id, so that the order is the same on every device. */
export function byTime(a: Entry, b: Entry): number {
  return a.at - b.at || (a.id < b.id ? -1 : 1);
}

/** Puts an entry into its place in a list that is in order already. */
export function insertByTime(
  list: Entry[],
  entry: Entry,
  order: 'oldest-first' | 'newest-first' = 'oldest-first',
): void {
  const sign = order === 'oldest-first' ? 1 : -1;
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sign * byTime(list[middle]!, entry) < 0) from = middle + 1;
    else to = middle;
  }
  list.splice(from, 0, entry);
}
