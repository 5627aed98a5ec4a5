import { longestIncreasing } from './longest-increasing.ts';

/**
 * Where the partner of an old unit should stand: between the partners of its neighbours. Partners that crossed over
 * say nothing about it.
 *
 * @param toAfter for each old unit the index of its partner, or -1
 * @param afterCount number of new units
 * @returns for an old unit the indexes between which its partner is expected, both excluded
 */
export function roomBetween(
  toAfter: Int32Array,
  afterCount: number,
): (i: number) => [low: number, high: number] {
  const paired = [...toAfter.keys()].filter((i) => toAfter[i] !== -1);
  const kept = longestIncreasing(paired.map((i) => toAfter[i]!)).map((at) => paired[at]!);
  // For each old unit the partner of the last kept one before it, and of the first after it.
  const low = new Int32Array(toAfter.length);
  const high = new Int32Array(toAfter.length);
  let [last, at] = [-1, 0];
  for (let i = 0; i < low.length; i++) {
    low[i] = last;
    if (kept[at] === i) last = toAfter[kept[at++]!]!;
  }
  [last, at] = [afterCount, kept.length - 1];
  for (let i = low.length - 1; i >= 0; i--) {
    high[i] = last;
    if (kept[at] === i) last = toAfter[kept[at--]!]!;
  }
  return (i) => [low[i]!, high[i]!];
}
