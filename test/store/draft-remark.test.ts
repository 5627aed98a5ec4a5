import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import {
  remarkKey,
  replyKey,
  type Ruling,
  rulingKey,
  type Thread,
  threadsIn,
} from '../../src/store/draft-remark.ts';
import { changeStanding, threadStanding } from '../../src/store/remark-standing.ts';
import { remarkPlace } from '../../src/store/remark-place.ts';
import { openDraft } from './some-draft.ts';

beforeAll(automergeForNode);

const seed = 20260118;
const remark = {
  by: 'm1',
  at: 5,
  text: '几点？',
  mentions: [],
  anchor: { start: '1@aa', end: '2@aa' },
  quote: '守时',
  around: { before: '', after: '' },
  isTwin: false,
  isWhole: false,
  label: '第一条',
  heads: [],
  from: 0,
};
const said = (at: number): object => ({ by: 'm2', at, text: `${at}`, mentions: [] });

test('threads come with their replies and rulings, the oldest first', () => {
  const entries = new Map<string, unknown>([
    [replyKey('b', 'y'), said(9)],
    [remarkKey('b'), { ...remark, at: 7 }],
    [replyKey('b', 'x'), said(8)],
    [rulingKey('b', 'z'), { by: 'm1', at: 10, is: 'resolved', reason: '', after: [] }],
    [remarkKey('a'), remark],
  ]);
  const threads = threadsIn(entries);
  expect(threads.map(({ remark: { id } }) => id)).toEqual(['a', 'b']);
  expect(threads[1]!.replies.map(({ text }) => text)).toEqual(['8', '9']);
  expect(threads[1]!.rulings).toMatchObject([{ id: 's:z', is: 'resolved' }]);
});

const rulings = (...list: (Partial<Ruling> & { id: string; is: Ruling['is'] })[]): Thread => ({
  remark: { ...remark, id: 'a' },
  replies: [],
  rulings: list.map((one) => ({ by: 'm1', at: 1, reason: '', after: [], ...one })),
});

test('the last ruling counts, and of two that were given apart the one that leaves it open', () => {
  expect(threadStanding(rulings()).is).toBe('open');
  const done = { id: 's:1', is: 'resolved' } as const;
  const again = { id: 's:2', is: 'open' as const, after: ['s:1'] };
  // Clocks may be wrong: what a ruling follows is written in it.
  expect(threadStanding(rulings({ ...again, at: 0 }, { ...done, at: 9 })).is).toBe('open');
  expect(threadStanding(rulings(done, again, { id: 's:3', is: 'resolved', after: ['s:1', 's:2'] })).is).toBe(
    'resolved',
  );
  expect(threadStanding(rulings(done, again, { id: 's:3', is: 'resolved', after: ['s:1'] })).is).toBe('open');
  // What follows itself is no order.
  expect(threadStanding(rulings({ ...done, after: ['s:2'] }, again)).is).toBe('open');
});

test('what was taken into the text was taken in, whatever somebody else said at the same time', () => {
  const thread = rulings(
    { id: 's:1', is: 'rejected', changes: [0, 1] },
    { id: 's:2', is: 'accepted', changes: [1] },
  );
  thread.remark.changes = [
    { at: 0, before: '守', after: '准' },
    { at: 1, before: '时', after: '点' },
  ];
  expect([0, 1].map((index) => changeStanding(thread, index).is)).toEqual(['rejected', 'accepted']);
  expect(threadStanding(thread).is).toBe('accepted');
});

test('whatever a strange program writes among the remarks, they are read, and places found or not', () => {
  const open = openDraft('第一条　守时。');
  const field = fc.oneof(
    fc.anything({ maxDepth: 2 }),
    fc.constantFrom('守', -1, 2 ** 60, NaN, [], {}, { start: '1@zz', end: '' }, [
      { at: 0, before: '守', after: '' },
    ]),
  );
  const value = fc.oneof(
    fc.anything({ maxDepth: 3 }),
    fc
      .dictionary(fc.constantFrom(...Object.keys(remark), 'changes', 'is', 'after', 'reason'), field)
      .map((change) => ({ ...remark, ...change })),
  );
  const key = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'r:',
      'r:a',
      'r:b',
      'r:a/x',
      'r:a/s:x',
      'r:a/s:',
      'r:zz/x',
      'r:a/b/c',
      '__proto__',
      'r:constructor',
    ),
  );
  const run = fc.property(fc.array(fc.tuple(key, value), { maxLength: 12 }), (entries) => {
    for (const thread of threadsIn(new Map(entries))) {
      expect(thread.remark.quote.length).toBeGreaterThan(0);
      expect(['open', 'resolved', 'accepted', 'rejected']).toContain(threadStanding(thread).is);
      const place = remarkPlace(open, thread.remark);
      if (place.is === 'gone') continue;
      expect(place.from).toBeLessThan(place.to);
      expect(place.to).toBeLessThanOrEqual(open.text.length);
    }
  });
  fc.assert(run, { numRuns: 500, seed });
  open.close();
});
