import { expect, test } from 'vitest';
import { toCall } from '../../src/sync/circle.ts';
import { Random } from '../faults/random.ts';

function ids(count: number, seed: number): string[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => Buffer.from(random.bytes(16)).toString('hex'));
}

/** Links of everybody, both ways. */
function links(all: readonly string[], hasDesk: boolean): Map<string, Set<string>> {
  const map = new Map(all.map((id) => [id, new Set<string>()]));
  for (const own of all)
    for (const other of toCall(
      own,
      all.filter((id) => id !== own),
      hasDesk,
    )) {
      map.get(own)!.add(other);
      map.get(other)!.add(own);
    }
  return map;
}

/** Steps from the first to the one that is farthest away; infinite when somebody cannot be reached. */
function farthest(all: readonly string[], map: Map<string, Set<string>>): number {
  const reached = new Map([[all[0]!, 0]]);
  for (const [id, steps] of reached)
    for (const other of map.get(id)!) if (!reached.has(other)) reached.set(other, steps + 1);
  return reached.size === all.length ? Math.max(...reached.values()) : Infinity;
}

test('nobody is left out, nobody has many links, and all are near', () => {
  for (const count of [1, 2, 3, 5, 6, 7, 12, 50, 200, 500])
    for (const hasDesk of [false, true]) {
      const all = ids(count, count);
      const map = links(all, hasDesk);
      expect(Math.max(...[...map.values()].map(({ size }) => size))).toBeLessThanOrEqual(6);
      expect(farthest(all, map)).toBeLessThanOrEqual(hasDesk ? 26 : 14);
    }
});

test('of two devices exactly one calls', () => {
  const [a, b] = ids(2, 7) as [string, string];
  expect([...toCall(a, [b], false), ...toCall(b, [a], false)]).toHaveLength(1);
});
