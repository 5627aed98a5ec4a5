import { expect, test } from 'vitest';
import type { NewRemark, RemarkView } from '../../src/engine/remarks-protocol.ts';
import { betweenTexts } from '../../src/store/text-splices.ts';
import { SomeEngine } from '../desk/some-engines.ts';

const text = `# 行为规范

第一条　员工应当守时，不得迟到。

第二条　员工应当守信。
`;

async function started() {
  const engine = await SomeEngine.open();
  await engine.found();
  const { draft } = await engine.ask('startDraft', {
    from: 'nothing',
    kind: 'code',
    title: '行为规范',
    text,
  });
  const add = async (quote: string, about: Partial<NewRemark>): Promise<string> => {
    const now = await engine.ask('draftOpen', { draft });
    const from = now.text.indexOf(quote);
    const place = { draft, heads: now.heads, from, to: from + quote.length };
    return (await engine.ask('addRemark', { text: '', ...place, ...about })).remark;
  };
  const type = async (old: string, insert: string): Promise<void> => {
    const now = await engine.ask('draftOpen', { draft });
    const splice = betweenTexts(now.text, now.text.replace(old, insert));
    const name = crypto.randomUUID();
    await engine.ask('draftEdit', { draft, name, heads: now.heads, splices: [splice] });
  };
  const view = async (): Promise<RemarkView[]> => (await engine.ask('remarks', { draft })).remarks;
  const body = async (): Promise<string> => (await engine.ask('draftOpen', { draft })).text;
  return { engine, draft, add, type, view, body };
}

test('a remark stands with its words, and follows them through what is written around them', async () => {
  const { engine, add, type, view } = await started();
  await add('守时', { text: '几点？' });
  await add('信', { text: '一个字也行。' });
  await add('第二条', { text: '与第一条重复？', isWhole: true });
  await type('第一条', '第三条');
  await type('员工应当守信', '全体员工都应当守信');
  const [first, second, third] = await view();
  expect(first).toMatchObject({ byName: '周明远', text: '几点？', quote: '守时', label: '第一条' });
  expect(first!.place).toMatchObject({ is: 'here', label: '第三条', from: text.indexOf('守时') });
  expect(second!.place).toMatchObject({ is: 'here', label: '第二条' });
  expect(third).toMatchObject({ quote: '第二条　员工应当守信。', isWhole: true });
  expect(third!.place).toMatchObject({ is: 'here', now: '第二条　全体员工都应当守信。' });
  await engine.close();
});

test('of words that are gone it is said, and the thread stays', async () => {
  const { engine, draft, add, type, view } = await started();
  const remark = await add('，不得迟到', { text: '要不要写处罚？' });
  await type('，不得迟到', '');
  await engine.ask('replyToRemark', { draft, remark, text: '不写。' });
  expect((await view())[0]).toMatchObject({
    quote: '，不得迟到',
    place: { is: 'gone', label: '第一条' },
    replies: [{ text: '不写。', byName: '周明远' }],
  });
  expect((await engine.ask('remarkMarks', { draft })).marks).toEqual([]);
  // Pasted somewhere else they are found again.
  await type('守信。', '守信，不得迟到。');
  expect((await view())[0]!.place).toMatchObject({ is: 'gone' });
  await engine.close();
});

test('an article that was cut and pasted takes its remark along', async () => {
  const { engine, add, type, view, body } = await started();
  await add('第二条', { text: '放到前面', isWhole: true });
  await type('\n第二条　员工应当守信。\n', '');
  await type('第一条', '第二条　员工应当守信。\n\n第一条');
  const [remark] = await view();
  expect(remark!.place).toMatchObject({ is: 'moved', from: (await body()).indexOf('第二条') });
  await engine.close();
});

test('an editor marks what is open, in the text that it shows', async () => {
  const { engine, draft, add, type } = await started();
  const remark = await add('守时', { text: '几点？' });
  const shown = await engine.ask('draftOpen', { draft });
  await type('# 行为规范', '# 员工行为规范（试行）');
  const { marks } = await engine.ask('remarkMarks', { draft, heads: shown.heads });
  const from = text.indexOf('守时');
  expect(marks).toEqual([{ id: remark, from, to: from + 2, isWhole: false, isProposal: false }]);
  await engine.ask('ruleOnRemark', { draft, remark, is: 'resolved' });
  expect((await engine.ask('remarkMarks', { draft })).marks).toEqual([]);
  await engine.ask('ruleOnRemark', { draft, remark, is: 'open', reason: '还没说清' });
  expect((await engine.ask('remarkMarks', { draft })).marks).toHaveLength(1);
  await engine.close();
});

test('a proposal is taken in by change or whole, and refused with a reason', async () => {
  const { engine, draft, add, view, body } = await started();
  const quote = '员工应当守时，不得迟到。';
  const remark = await add(quote, { wording: '员工必须守时，不得迟到和早退。' });
  expect((await view())[0]!.proposal!.pieces).toEqual([
    { kind: 'same', text: '员工' },
    { kind: 'deleted', text: '应当' },
    { kind: 'inserted', text: '必须' },
    { kind: 'same', text: '守时，不得迟到' },
    { kind: 'inserted', text: '和早退' },
    { kind: 'same', text: '。' },
  ]);
  await engine.ask('acceptWording', { draft, remark, changes: [1] });
  expect(await body()).toContain('员工应当守时，不得迟到和早退。');
  expect((await view())[0]).toMatchObject({ standing: { is: 'open' }, proposal: { isAsQuoted: true } });
  await engine.ask('ruleOnRemark', { draft, remark, is: 'rejected', changes: [0], reason: '应当已够' });
  const [after] = await view();
  expect(after!.standing).toMatchObject({ is: 'accepted', ruling: { byName: '周明远' } });
  expect(after!.proposal!.changes.map(({ standing }) => [standing.is, standing.ruling?.reason])).toEqual([
    ['rejected', '应当已够'],
    ['accepted', ''],
  ]);
  await engine.close();
});

test('what was taken in and undone can be taken in again', async () => {
  const { engine, draft, add, view, body } = await started();
  const { heads } = await engine.ask('draftOpen', { draft });
  const remark = await add('守信', { wording: '守信守法' });
  await engine.ask('acceptWording', { draft, remark });
  await engine.ask('restoreState', { draft, heads });
  expect(await body()).toBe(text);
  await engine.ask('ruleOnRemark', { draft, remark, is: 'open' });
  expect((await view())[0]!.proposal!.isAsQuoted).toBe(true);
  await engine.ask('acceptWording', { draft, remark });
  expect(await body()).toContain('员工应当守信守法。');
  // Reopened while it stands in the text, it is not written twice.
  await engine.ask('ruleOnRemark', { draft, remark, is: 'open' });
  await engine.ask('acceptWording', { draft, remark });
  expect(await body()).toContain('员工应当守信守法。');
  expect((await view())[0]!.standing.is).toBe('accepted');
  await engine.close();
});

test('what is to go from the end of the words goes', async () => {
  const { engine, draft, add, body } = await started();
  const remark = await add('守时，不得迟到', { wording: '守时' });
  await engine.ask('acceptWording', { draft, remark });
  expect(await body()).toContain('第一条　员工应当守时。');
  await engine.close();
});

test('of a proposal whose words changed meanwhile it is asked before they are written over', async () => {
  const { engine, draft, add, type, view, body } = await started();
  const remark = await add('员工应当守信', { wording: '员工必须守信', text: '改硬一些' });
  await type('员工应当守信', '员工原则上守信');
  const [before] = await view();
  expect(before!.proposal!.isAsQuoted).toBe(false);
  await expect(engine.ask('acceptWording', { draft, remark })).rejects.toMatchObject({
    code: 'changed-meanwhile',
  });
  await expect(engine.ask('acceptWording', { draft, remark, over: '员工应当守信' })).rejects.toMatchObject({
    code: 'changed-meanwhile',
  });
  expect(await body()).toContain('员工原则上守信');
  await engine.ask('acceptWording', { draft, remark, over: before!.place.now! });
  expect(await body()).toContain('第二条　员工必须守信。');
  expect((await view())[0]!.standing.is).toBe('accepted');
  await engine.close();
});

test('who is asked by name finds it until they have answered', async () => {
  const { engine, draft, add } = await started();
  const remark = await add('守时', { text: '@周明远 您看呢？' });
  expect(await engine.ask('mentions', undefined)).toMatchObject([
    { draft, title: '行为规范', remark, byName: '周明远', text: '@周明远 您看呢？' },
  ]);
  await engine.ask('replyToRemark', { draft, remark, text: '同意。' });
  expect(await engine.ask('mentions', undefined)).toEqual([]);
  await engine.close();
});

test('nothing is said about nothing', async () => {
  const { engine, draft, add } = await started();
  const remark = await add('守时', { text: '几点？' });
  for (const about of [{ text: ' ' }, { text: 'x', to: -1 }, { text: '', wording: '守时' }])
    await expect(add('守时', about)).rejects.toMatchObject({ code: 'bad-edit' });
  await expect(add('守时', { text: 'x'.repeat(4001) })).rejects.toMatchObject({ code: 'too-much' });
  const nowhere = { draft, remark: 'nowhere', text: 'x' };
  await expect(engine.ask('replyToRemark', nowhere)).rejects.toMatchObject({ code: 'not-found' });
  await expect(engine.ask('replyToRemark', { draft, remark, text: '' })).rejects.toMatchObject({
    code: 'bad-edit',
  });
  await engine.close();
});
