import { expect, test } from 'vitest';
import type { EntryRange } from '../../src/sync/message.ts';
import { RangeSet } from '../../src/sync/range-set.ts';

const range = (device: string, from: number, to: number): EntryRange => ({ device, from, to });

/** Ranges that count how often somebody looks at where they begin or end. */
function counted(count: number): { ranges: EntryRange[]; looks: () => number } {
  let looks = 0;
  const ranges = Array.from({ length: count }, (_, i) => ({
    device: 'a',
    get from() {
      looks += 1;
      return (i * 7919 * 2) % (count * 2);
    },
    get to() {
      looks += 1;
      return (i * 7919 * 2) % (count * 2);
    },
  }));
  return { ranges, looks: () => looks };
}

test('says of every place what the ranges say, in whatever order and however they overlap', () => {
  const ranges = [
    range('a', 5, 9),
    range('b', 0, 0),
    range('a', 20, 30),
    range('a', 8, 12),
    range('a', 13, 13),
    range('a', 40, 35),
    range('a', 22, 25),
    range('c', 3, 2),
  ];
  const set = new RangeSet(ranges);
  for (const device of ['a', 'b', 'c', 'd'])
    for (let seq = 0; seq < 50; seq++)
      expect([device, seq, set.has(device, seq)]).toEqual([
        device,
        seq,
        ranges.some((one) => one.device === device && one.from <= seq && seq <= one.to),
      ]);
  expect(set.size).toBe(3);
});

test('a hundred thousand ranges of one device are looked at once or twice, however many entries are looked up', () => {
  const { ranges, looks } = counted(100_000);
  const set = new RangeSet(ranges);
  expect(set.size).toBe(100_000);
  for (let seq = 0; seq < 10_000; seq++) expect(set.has('a', seq)).toBe(seq % 2 === 0);
  expect(looks()).toBeLessThanOrEqual(4 * 100_000);
});
