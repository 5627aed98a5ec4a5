import { expect, test } from 'vitest';
import { day, publishDraft, someDraft } from './some-drafting.ts';

test('an interpretation follows its article, and is to be looked at again when that says something else', async () => {
  const { engine, ask, rule, edition, draft, write, go } = await someDraft();
  const view = (of: string) => ask('interpretations', { rule, edition: of, on: day });
  expect(await view(edition)).toMatchObject({
    lines: [],
    mayAsk: true,
    mayAnswer: true,
    clause: { label: '第四条', organ: '行政科', isUnit: false },
    signers: [],
    interpreter: '行政科',
  });
  // Once the office has that unit, those of its people who may sign are named.
  const { id } = engine.office.roster.members.get(engine.office.me()!.member)!;
  await engine.office.saveUnit({ name: '行政科', kind: 'office', closed: false });
  const [unit] = [...engine.office.roster.units.keys()];
  await engine.office.saveMember({
    id,
    name: '王芳',
    unit: unit!,
    roles: ['admin', 'publisher', 'editor'],
  });
  await engine.office.saveMember({ name: '许静', unit: unit!, roles: ['editor'] });
  expect(await view(edition)).toMatchObject({ clause: { isUnit: true }, signers: ['王芳'] });
  const question = '走廊的灯算不算？';
  await ask('inquire', { rule, edition: edition.slice(0, 16), address: 'a2', question });
  const [asked] = (await view(edition)).lines;
  expect(asked).toMatchObject({ state: 'asked', address: 'a2', question, byName: '王芳', mayEnd: true });
  const answer = {
    rule,
    edition,
    address: 'a2',
    question,
    answer: '算。',
    interpreter: '行政科',
    on: '2026-04-01',
  };
  await ask('interpret', { ...answer, inquiry: asked!.entry, docNo: '某办函〔2026〕3号' });
  await ask('interpret', { ...answer, address: 'a3', question: '谁提醒？', answer: '行政科值班员。' });
  expect((await view(edition)).lines.map(({ state, address, recheck }) => [state, address, recheck])).toEqual(
    [
      ['answered', 'a2', false],
      ['answered', 'a3', false],
    ],
  );
  // The next edition has another article first, says more in one of them, and the other only goes on.
  await write('第二条', '第二条　会议室由使用人负责。\n\n第三条');
  await write('关灯。', '关灯，走廊除外。');
  await write('第三条 违反第二条', '第四条 违反第二条');
  await write('第四条 本办法', '第五条 本办法');
  await go('drafting', 'reviewing', 'signing');
  const next = (await publishDraft({ ask, draft })).edition;
  const [first, second] = (await view(next)).lines;
  expect(first).toMatchObject({ address: 'a3', recheck: true, said: { address: 'a2', label: '第二条' } });
  expect(second).toMatchObject({ address: 'a4', recheck: false });
  // In the edition of which it was said nothing is to be looked at.
  expect((await view(edition)).lines.map(({ recheck }) => recheck)).toEqual([false, false]);
  await ask('interpret', {
    ...answer,
    edition: next,
    address: 'a3',
    answer: '不算。',
    replaces: first!.entry,
  });
  const old = (await view(edition)).lines.find(({ answer: said }) => said === '不算。')!;
  expect(old).toMatchObject({ address: 'a2', recheck: false, ofLater: true });
  const after = (await view(next)).lines.map(({ state, answer: said }) => [state, said]);
  expect(after).toContainEqual(['lapsed', '算。']);
  expect(after).toContainEqual(['answered', '不算。']);
  await ask('endInterpretation', { entry: second!.entry, reason: '不再需要' });
  expect((await view(next)).lines.filter(({ state }) => state === 'lapsed')).toHaveLength(2);
  await expect(ask('inquire', { rule, edition, address: 'a99', question })).rejects.toMatchObject({
    code: 'not-found',
  });
});
