import { expect, test } from 'vitest';
import { draftWaits, type WaitingDraft } from '../../src/engine/draft-waits.ts';
import type { DraftStage } from '../../src/ledger/draft-acts.ts';
import type { Role } from '../../src/ledger/entry.ts';
import { day, publishDraft, someDraft } from './some-drafting.ts';

const member = (id: string, roles: Role[], left?: string) =>
  [id, { id, name: id, roles, ...(left !== undefined && { left }) }] as const;
const office = new Map([
  member('甲', ['member', 'editor']),
  member('乙', ['member', 'reviewer']),
  member('丙', ['member', 'publisher']),
  member('丁', [], '2026-01-01'),
]);
const at = (stage: DraftStage, change: Partial<WaitingDraft> = {}): WaitingDraft => ({
  standing: { stage, approvals: [], heads: [], moves: [] },
  by: '甲',
  asked: [],
  seal: 's1',
  rounds: 0,
  ...change,
});

test.each<[string, WaitingDraft, string]>([
  ['it is written by who began it', at('drafting'), 'writing 甲'],
  ['sent back, it is for them again', at('returned'), 'revision 甲'],
  ['a round is open', at('consulting', { rounds: 1 }), 'opinions '],
  ['a round is over', at('consulting'), 'settling 甲'],
  ['there are reviewers', at('reviewing'), 'review 乙'],
  ['it is for the publisher', at('signing'), 'signing 丙'],
  ['who was asked comes first', at('reviewing', { asked: ['甲', '丙'] }), 'approval 甲,丙'],
  ['who was asked has left', at('reviewing', { asked: ['丁'] }), 'review 乙'],
  ['who began it has left', at('drafting', { by: '丁' }), 'writing '],
])('%s', (_, draft, expected) => {
  const { what, who } = draftWaits(draft, office)!;
  expect(`${what} ${who.join()}`).toBe(expected);
});

test('what is over or put aside waits for nobody', () => {
  for (const stage of ['published', 'filed', 'shelved'] as const)
    expect(draftWaits(at(stage, { asked: ['甲'] }), office)).toBeUndefined();
});

test('without a reviewer it is for the publisher to judge', () => {
  const small = new Map([...office].filter(([id]) => id !== '乙'));
  expect(draftWaits(at('reviewing'), small)!.who).toEqual(['丙']);
});

test('the list says where each draft stands, and what waits for the user comes first', async () => {
  const { ask, draft, write, go, office: home } = await withOther();
  const fresh = {
    from: 'nothing',
    kind: 'rule',
    title: '新办法',
    text: '# 新办法\n\n第一条　新。\n',
  } as const;
  const { draft: other } = await ask('startDraft', fresh);
  const list = async () =>
    (await ask('draftList', { on: day })).map(({ draft: id, stage, waits }) => [
      id === draft ? '灯光' : '新',
      stage,
      waits?.what,
      waits?.isMine,
      waits?.names,
    ]);
  await ask('askApproval', { draft: other, member: home.other, ask: true });
  await go('drafting');
  expect(await list()).toEqual([
    ['灯光', 'drafting', 'writing', true, []],
    ['新', 'proposed', 'approval', false, ['李强']],
  ]);
  const { people } = await ask('workflow', { draft, on: day });
  const me = people.find(({ name }) => name === '王芳')!.member;
  await ask('askApproval', { draft, member: me, ask: true });
  expect((await list())[0]).toEqual(['灯光', 'drafting', 'approval', true, []]);
  await ask('approveDraft', { draft, text: (await ask('workflow', { draft, on: day })).text });
  expect((await list())[0]).toEqual(['灯光', 'drafting', 'writing', true, []]);
  // A word more, and what they agreed to is another text.
  await write('关灯。', '关灯断电。');
  expect((await list())[0]).toEqual(['灯光', 'drafting', 'approval', true, []]);
  await ask('approveDraft', { draft, text: (await ask('workflow', { draft, on: day })).text });
  await go('reviewing', 'signing');
  await publishDraft({ ask, draft });
  expect(await list()).toContainEqual(['灯光', 'published', undefined, undefined, undefined]);
});

async function withOther() {
  const some = await someDraft();
  const { id } = await some.ask('saveMember', { name: '李强', roles: [] });
  return { ...some, office: { other: id } };
}
