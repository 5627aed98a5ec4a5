import { expect, test } from 'vitest';
import type { RelayAct } from '../../src/ledger/circulation-acts.ts';
import { noon, SomeLists } from './some-lists.ts';

const open = (): Promise<SomeLists> =>
  SomeLists.open(['p', 'w', 'publisher', 'member'], ['l', 'u', 'liaison', 'member'], ['m', 'u', 'member']);

const relay = (circulation: string, more: Partial<RelayAct>): RelayAct => ({
  type: 'relay',
  circulation,
  unit: 'u',
  how: 'meeting',
  on: '2026-03-03',
  should: 4,
  attended: 3,
  later: 1,
  ...more,
});

test('what readers ask and what branches report comes together, the newest first, each where it belongs', async () => {
  const some = await open();
  const first = await some.send('考勤办法', noon('2026-03-02'));
  const second = await some.send('用车办法', noon('2026-03-02'));
  const remark = { kind: 'objection' as const, address: 'a3', text: '第三条与实际不符。' };
  await some.say('m', first.ack({ remark }), noon('2026-03-03'));
  await some.say('l', relay(first.id, { feedback: '都已知悉。' }), noon('2026-03-04'));
  await some.say('l', relay(second.id, { news: '支部搬到二楼。', feedback: '无意见。' }), noon('2026-03-05'));
  // The branch's later word takes the place of its earlier one.
  await some.say('l', relay(first.id, { feedback: '补学也已完成。' }), noon('2026-03-06'));
  const lines = some.of('p').replies();
  expect(
    lines.map(({ kind, text, by, unitName, editions }) => [kind, text, by, unitName, editions[0]!.title]),
  ).toEqual([
    ['feedback', '补学也已完成。', '成员l', '行政科', '考勤办法'],
    ['feedback', '无意见。', '成员l', '行政科', '用车办法'],
    ['news', '支部搬到二楼。', '成员l', '行政科', '用车办法'],
    ['objection', '第三条与实际不符。', '成员m', '行政科', '考勤办法'],
  ]);
  expect(lines[3]!.place).toEqual({ rule: 'r1', address: 'a3' });
  expect(some.of('l').replies()).toEqual(lines);
});

test('they are for those who may see names, and what was signed without the right is not among them', async () => {
  const some = await open();
  const { id, ack } = await some.send('考勤办法', noon('2026-03-02'));
  await some.say('m', relay(id, { feedback: '我不是联络员。' }), noon('2026-03-03'));
  const remark = { kind: 'question' as const, text: '不是我问的。' };
  await some.say(
    'l',
    ack({ remark, behalf: { members: ['m'], means: 'paper', reason: '出差' } }),
    noon('2026-03-03'),
  );
  expect(some.of('p').replies()).toEqual([]);
  expect(() => some.of('m').replies()).toThrow('not-allowed');
});
