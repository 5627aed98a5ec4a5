import { beforeAll, expect, test } from 'vitest';
import { reasonsOf } from '../../src/engine/draft-reasons.ts';
import { factsOf } from '../../src/engine/draft-facts.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { draftActor, newDraft } from '../../src/store/draft-document.ts';
import { OpenDraft } from '../../src/store/open-draft.ts';

beforeAll(automergeForNode);

/** Two devices that have the same draft and meet when they are told to. */
function apart() {
  const device = (n: number): string => String(n).repeat(32);
  const head = { id: 'd1', title: '灯光办法', kind: 'rule', from: 'nothing', by: 'm1', at: 0 } as const;
  const bytes = newDraft(head, '第一条 关灯。', draftActor(device(1)));
  const [a, b] = [1, 2].map((n) => new OpenDraft(bytes, draftActor(device(n)), () => 0)) as [
    OpenDraft,
    OpenDraft,
  ];
  const meet = (): void => {
    const [one, two] = [a.save(), b.save()];
    a.takeStored(two);
    b.takeStored(one);
  };
  return { a, b, meet };
}

test('two who write why the same article changed, apart, lose neither; whoever writes next settles it', () => {
  const { a, b, meet } = apart();
  a.put('reasons', { 'id:a1': '省电', 'id:a2': '只有甲' });
  b.put('reasons', { 'id:a1': '安全', 'id:a3': '只有乙' });
  meet();
  for (const one of [a, b])
    expect([...reasonsOf(one)].sort(([a], [b]) => (a < b ? -1 : 1))).toEqual([
      ['id:a1', '安全\n省电'],
      ['id:a2', '只有甲'],
      ['id:a3', '只有乙'],
    ]);
  b.put('reasons', { 'id:a1': '安全，也省电' });
  meet();
  expect(reasonsOf(a).get('id:a1')).toBe('安全，也省电');
});

test('two who explain a draft apart lose neither, and two who ask different people ask both', () => {
  const { a, b, meet } = apart();
  a.put('facts', { explanation: '甲写的', 'approver:m1': true });
  b.put('facts', { explanation: '乙写的', 'approver:m2': true });
  meet();
  for (const one of [a, b]) {
    expect(factsOf(one).explanation.split('\n').sort()).toEqual(['乙写的', '甲写的']);
    expect(factsOf(one).asked).toEqual(['m1', 'm2']);
  }
  expect(a.root).toBe(b.root);
});

test('a note that somebody changed afterwards is not what was signed', () => {
  const { a } = apart();
  a.put('facts', { [`note:${'0'.repeat(64)}`]: '同意' });
  expect(factsOf(a).notes.size).toBe(0);
});

test('what somebody else puts into the maps does no harm', () => {
  const { a } = apart();
  a.put('facts', { explanation: 5, secrecy: [1], 'approver:m1': 'yes', 'note:x': {} });
  a.put('reasons', { 'id:a1': { a: 1 }, 'new:nowhere': '理由' });
  expect(factsOf(a)).toMatchObject({ explanation: '', secrecy: '', asked: [] });
  expect([...reasonsOf(a)]).toEqual([['new:nowhere', '理由']]);
});

test('what was written apart is found in a draft that was closed and opened again', () => {
  const { a, b, meet } = apart();
  a.put('reasons', { 'id:a1': '省电' });
  b.put('reasons', { 'id:a1': '安全' });
  b.put('facts', { secrecy: '许静' });
  meet();
  const again = new OpenDraft(a.save(), draftActor('3'.repeat(32)), () => 0);
  expect(reasonsOf(again).get('id:a1')).toBe('安全\n省电');
  expect(factsOf(again).secrecy).toBe('许静');
  again.close();
});
