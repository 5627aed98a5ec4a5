import { expect, test } from 'vitest';
import type { InterpretAct } from '../../src/ledger/draft-acts.ts';
import { someDrafting, text } from './some-drafting.ts';

const place = { rule: 'lamps', edition: text, address: 'a12', question: '走廊算不算？' };
const answer: InterpretAct = {
  type: 'interpret',
  ...place,
  answer: '算。',
  interpreter: '办公室',
  on: '2026-11-20',
};

test('anybody asks, a publisher answers, and what is taken back answers nothing', async () => {
  const { p, e, m, say, book } = await someDrafting();
  const asked = await say(m, { type: 'inquire', ...place });
  await say(e, { ...answer, inquiry: asked.id });
  const of = () => book().interpretations.of('lamps');
  expect(of().inquiries.map(({ by, answers }) => [by, answers.length])).toEqual([['m', 0]]);
  expect(of().interpretations).toEqual([]);
  const said = await say(p, { ...answer, inquiry: asked.id });
  expect(of().inquiries[0]!.answers.map(({ id }) => id)).toEqual([said.id]);
  await say(m, { type: 'withdraw', entry: said.id, reason: '不满意' });
  expect(of().interpretations[0]!.withdrawn).toBeUndefined();
  const better = await say(p, {
    ...answer,
    answer: '走廊、楼梯都算。',
    inquiry: asked.id,
    replaces: said.id,
  });
  expect(of().interpretations[0]!.replacedBy?.id).toBe(better.id);
  await say(p, { type: 'withdraw', entry: better.id, reason: '笔误' });
  expect(of().interpretations.map(({ replacedBy, withdrawn }) => [replacedBy, withdrawn?.act.type])).toEqual([
    [undefined, undefined],
    [undefined, 'withdraw'],
  ]);
  await say(m, { type: 'withdraw', entry: asked.id, reason: '知道了' });
  expect(of().inquiries[0]!.withdrawn).toBeDefined();
  expect(book().interpretations.of('other')).toEqual({ inquiries: [], interpretations: [] });
});
