/**
 * The longest run of numbers, leaving some out, in which each is greater than the one before.
 *
 * @returns their indexes, rising. Takes n log n time.
 */
export function longestIncreasing(numbers: readonly number[]): number[] {
  /** For each length, the index of the smallest number that a run of that length can end with. */
  const ends: number[] = [];
  const before = new Int32Array(numbers.length);
  for (const [index, number] of numbers.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[ends[middle]!]! < number) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? -1 : ends[low - 1]!;
    ends[low] = index;
  }
  const run: number[] = [];
  for (let at = ends.at(-1) ?? -1; at !== -1; at = before[at]!) run.push(at);
  return run.reverse();
}
