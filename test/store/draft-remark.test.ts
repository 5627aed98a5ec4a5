import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import {
  remarkKey,
  replyKey,
  rewordingKey,
  type Ruling,
  rulingKey,
  type Thread,
  threadsIn,
} from '../../src/store/draft-remark.ts';
import { changeStanding, threadStanding } from '../../src/store/remark-standing.ts';
import { remarkPlace } from '../../src/store/remark-place.ts';
import { openDraft, someDraftBytes } from './some-draft.ts';

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
  version: '',
  wording: '',
  earlier: [],
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

test('what is said in other words keeps its thread, and is said by nobody else', () => {
  const entries = new Map<string, unknown>([
    [remarkKey('a'), remark],
    [rewordingKey('a', 'x'), { ...said(6), by: 'm1', text: '几点算？' }],
    [rewordingKey('a', 'y'), { ...said(7), text: '别人写的' }],
    [rulingKey('a', 'z'), { by: 'm2', at: 8, is: 'withdrawn', reason: '', after: [] }],
    [replyKey('a', 'r'), said(9)],
  ]);
  const [thread] = threadsIn(entries);
  expect(thread!.remark).toMatchObject({ text: '几点算？', by: 'm1', at: 5 });
  expect(thread!.earlier.map(({ text }) => text)).toEqual(['几点？']);
  expect(thread!.replies).toHaveLength(1);
  expect(threadStanding(thread!).is).toBe('open');
});

test('who rewords a remark while somebody answers it loses no word of either', () => {
  const bytes = someDraftBytes('第一条　守时。');
  const [one, other] = [openDraft(bytes), openDraft(bytes, 2)];
  const changes: Uint8Array[][] = [[], []];
  one.put('remarks', { [remarkKey('a')]: remark });
  other.takeStored(one.save());
  one.onChanges = (made) => changes[0]!.push(...made);
  other.onChanges = (made) => changes[1]!.push(...made);
  one.put('remarks', { [rewordingKey('a', 'x')]: { ...said(6), by: 'm1', text: '几点算？' } });
  other.put('remarks', { [replyKey('a', 'r')]: said(7) });
  other.put('remarks', { [replyKey('a', 'q')]: said(8) });
  one.take(changes[1]!);
  other.take(changes[0]!);
  for (const open of [one, other]) {
    const [thread] = threadsIn(open.entries('remarks'));
    expect(thread!.remark.text).toBe('几点算？');
    expect(thread!.replies.map(({ text }) => text)).toEqual(['7', '8']);
    open.close();
  }
});

test('who accepts a wording while it is reworded elsewhere took in what was accepted', () => {
  const changes = (after: string): object[] => [{ at: 0, before: '守', after }];
  const reworded: [string, unknown][] = [
    [remarkKey('a'), { ...remark, text: '', changes: changes('准') }],
    [rewordingKey('a', 'x'), { ...said(6), by: 'm1', text: '', changes: changes('按') }],
  ];
  const standing = (...rest: [string, unknown][]): unknown => {
    const [thread] = threadsIn(new Map([...reworded, ...rest]));
    return [thread!.remark.changes![0]!.after, threadStanding(thread!).is];
  };
  const ruling = (is: string, of?: string): object => ({
    by: 'm2',
    at: 8,
    is,
    reason: '',
    changes: [0],
    of,
    after: [],
  });
  expect(standing()).toEqual(['按', 'open']);
  expect(standing([rulingKey('a', 's'), ruling('accepted')])).toEqual(['准', 'accepted']);
  // What was refused is the other wording.
  expect(standing([rulingKey('a', 's'), ruling('rejected')])).toEqual(['按', 'open']);
  expect(standing([rulingKey('a', 's'), ruling('accepted', 'e:x')])).toEqual(['按', 'accepted']);
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
      'r:a/e:x',
      'r:b/e:x',
      'r:zz/x',
      'r:a/b/c',
      '__proto__',
      'r:constructor',
    ),
  );
  const run = fc.property(fc.array(fc.tuple(key, value), { maxLength: 12 }), (entries) => {
    for (const thread of threadsIn(new Map(entries))) {
      expect(thread.remark.quote.length).toBeGreaterThan(0);
      expect(['open', 'resolved', 'accepted', 'rejected', 'withdrawn']).toContain(threadStanding(thread).is);
      const place = remarkPlace(open, thread.remark);
      if (place.is === 'gone') continue;
      expect(place.from).toBeLessThan(place.to);
      expect(place.to).toBeLessThanOrEqual(open.text.length);
    }
  });
  fc.assert(run, { numRuns: 500, seed });
  open.close();
});
