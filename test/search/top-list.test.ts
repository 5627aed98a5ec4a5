import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { TopList } from '../../src/search/top-list.ts';

test('keeps the best, and among equals those that come first', () => {
  const scores = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 });
  fc.assert(
    fc.property(scores, fc.integer({ min: 0, max: 20 }), (all, limit) => {
      const list = new TopList(limit);
      all.forEach((score, doc) => list.offer(score, 0, doc));
      const kept = list.sorted();
      const sorted = all.toSorted((a, b) => b - a);
      expect(kept.map(({ score }) => score)).toEqual(sorted.slice(0, limit));
      for (const [i, one] of kept.entries()) {
        expect(all[one.doc]).toBe(one.score);
        const before = kept[i - 1];
        if (before?.score === one.score) expect(before.doc).toBeLessThan(one.doc);
      }
    }),
  );
});
