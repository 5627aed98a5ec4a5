import { expect, test } from 'vitest';
import type { NewRemark, RemarkView } from '../../src/engine/remarks-protocol.ts';
import { someDraft, someText as text } from './some-draft.ts';

async function started() {
  const some = await someDraft();
  const { engine, draft } = some;
  const add = async (quote: string, about: Partial<NewRemark>): Promise<string> => {
    const now = await engine.ask('draftOpen', { draft });
    const from = now.text.indexOf(quote);
    const place = { draft, heads: now.heads, from, to: from + quote.length };
    return (await engine.ask('addRemark', { text: '', ...place, ...about })).remark;
  };
  const view = async (): Promise<RemarkView[]> => (await engine.ask('remarks', { draft })).remarks;
  return { ...some, add, view };
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

test('who said something may say it in other words: what was said to it stays, and what it said is kept', async () => {
  const { engine, draft, add, view, body } = await started();
  const remark = await add('守时', { text: '几点？' });
  await engine.ask('replyToRemark', { draft, remark, text: '八点半。' });
  await engine.ask('rewordRemark', { draft, remark, text: '几点算守时？', version: '' });
  const [now] = await view();
  expect(now).toMatchObject({
    text: '几点算守时？',
    isMine: true,
    earlier: [{ text: '几点？' }],
    replies: [{ text: '八点半。' }],
    place: { is: 'here' },
  });
  const old = { draft, remark, text: '另一句', version: '' };
  await expect(engine.ask('rewordRemark', old)).rejects.toMatchObject({ code: 'changed-meanwhile' });
  await expect(
    engine.ask('rewordRemark', { ...old, text: ' ', version: now!.version }),
  ).rejects.toMatchObject({ code: 'bad-edit' });

  const wording = await add('员工应当守信', { wording: '员工必须守信' });
  await engine.ask('rewordRemark', {
    draft,
    remark: wording,
    text: '',
    wording: '全体员工应当守信',
    version: '',
  });
  const reworded = (await view()).find(({ id }) => id === wording)!;
  expect(reworded).toMatchObject({
    proposal: { wording: '全体员工应当守信', isAsQuoted: true },
    earlier: [{ wording: '员工必须守信' }],
  });
  // Who has not seen the other wording accepts nothing.
  await expect(engine.ask('acceptWording', { draft, remark: wording, version: '' })).rejects.toMatchObject({
    code: 'changed-meanwhile',
  });
  await engine.ask('acceptWording', { draft, remark: wording, version: reworded.version });
  expect(await body()).toContain('第二条　全体员工应当守信。');
  const late = { draft, remark: wording, text: '', wording: '员工守信', version: reworded.version };
  await expect(engine.ask('rewordRemark', late)).rejects.toMatchObject({ code: 'changed-meanwhile' });
  await engine.close();
});

test('who said something takes it back, and may bring it back', async () => {
  const { engine, draft, add, view } = await started();
  const remark = await add('守时', { text: '@周明远 几点？' });
  await engine.ask('ruleOnRemark', { draft, remark, is: 'withdrawn' });
  expect((await view())[0]!.standing).toMatchObject({ is: 'withdrawn', ruling: { byName: '周明远' } });
  expect((await engine.ask('remarkMarks', { draft })).marks).toEqual([]);
  expect(await engine.ask('mentions', undefined)).toEqual([]);
  await engine.ask('ruleOnRemark', { draft, remark, is: 'open' });
  expect((await view())[0]!.standing.is).toBe('open');
  await engine.close();
});

test('what was taken in stays taken in when the rest is refused or taken back', async () => {
  const { engine, draft, add, view } = await started();
  const remark = await add('员工应当守时，不得迟到。', { wording: '员工必须守时，不得迟到和早退。' });
  await engine.ask('acceptWording', { draft, remark, changes: [1] });
  await engine.ask('ruleOnRemark', { draft, remark, is: 'rejected', reason: '应当已够' });
  const { proposal } = (await view())[0]!;
  expect(proposal!.changes.map(({ standing }) => standing.is)).toEqual(['rejected', 'accepted']);
  await engine.close();
});

test('another wording for a whole article is proposed with one caret in it', async () => {
  const { engine, draft, add, view, body } = await started();
  const { heads } = await engine.ask('draftOpen', { draft });
  const at = text.indexOf('守信');
  const article = await engine.ask('articleToReword', { draft, heads, at });
  expect(article.text).toBe('第二条　员工应当守信。');
  const remark = await add('守信', { isWhole: true, wording: '第二条　员工说到做到。' });
  expect((await view())[0]).toMatchObject({ isWhole: true, quote: article.text, label: '第二条' });
  await engine.ask('acceptWording', { draft, remark });
  expect(await body()).toBe(text.replace(article.text, '第二条　员工说到做到。'));
  await expect(engine.ask('articleToReword', { draft, heads, at: 2 })).rejects.toMatchObject({
    code: 'bad-edit',
  });
  await engine.close();
});

test('several proposals are accepted or refused at once, and that is taken back at once', async () => {
  const { engine, draft, add, type, view, body } = await started();
  const proposals = [];
  for (const [quote, wording] of [
    ['应当守时', '必须守时'],
    ['迟到', '迟到早退'],
    ['守信', '守信守法'],
  ] as const)
    proposals.push({ remark: await add(quote, { wording }), version: '' });
  const stale = { remark: await add('员工', { wording: '职工' }), version: 'e:other' };
  await type('员工应当守信', '职员应当守信');
  const before = await body();
  const step = await engine.ask('settleProposals', {
    draft,
    proposals: [...proposals, stale],
    is: 'accepted',
  });
  expect(step.left).toEqual([stale.remark]);
  const after = before
    .replace('应当守时', '必须守时')
    .replace('迟到', '迟到早退')
    .replace('守信', '守信守法');
  expect(await body()).toBe(after);
  expect((await view()).map(({ standing }) => standing.is)).toEqual([
    'accepted',
    'accepted',
    'accepted',
    'open',
  ]);
  // What is written meanwhile stays.
  await type('# 行为规范', '# 员工行为规范');
  await engine.ask('undoRemarkStep', { draft, step });
  expect(await body()).toBe(before.replace('# 行', '# 员工行'));
  expect((await view()).every(({ standing }) => standing.is === 'open')).toBe(true);
  // And may be done again.
  const again = await engine.ask('settleProposals', { draft, proposals, is: 'accepted' });
  expect(again.left).toEqual([]);
  expect(await body()).toBe(after.replace('# 行', '# 员工行'));
  await engine.ask('undoRemarkStep', { draft, step: again });

  const refused = await engine.ask('settleProposals', {
    draft,
    proposals: proposals.slice(0, 2),
    is: 'rejected',
    reason: '不必',
  });
  expect((await view()).map(({ standing }) => standing.is)).toEqual(['rejected', 'rejected', 'open', 'open']);
  // Who decided anew since is not overruled.
  const remark = proposals[0]!.remark;
  await engine.ask('ruleOnRemark', { draft, remark, is: 'open' });
  await engine.ask('ruleOnRemark', { draft, remark, is: 'rejected', reason: '真的不必' });
  await engine.ask('undoRemarkStep', { draft, step: refused });
  expect((await view()).map(({ standing }) => standing.is)).toEqual(['rejected', 'open', 'open', 'open']);
  await engine.close();
});
