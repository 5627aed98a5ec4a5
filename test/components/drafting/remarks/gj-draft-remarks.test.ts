import axe from 'axe-core';
import { userEvent } from 'vitest/browser';
import { afterEach, expect, test, vi } from 'vitest';
import { GjDraftRemarks } from '../../../../components/drafting/remarks/gj-draft-remarks.ts';
import type { RemarkView } from '../../../../src/engine/remarks-protocol.ts';
import { SomeApp } from '../../some-app.ts';
import { button, someRemark, someView, wordsIn } from './some-remark.ts';

afterEach(() => document.body.replaceChildren());

async function shown(remarks: RemarkView[], answers: ConstructorParameters<typeof SomeApp>[0] = {}) {
  const some = new SomeApp({ remarks: () => someView(...remarks), ...answers });
  const element = new GjDraftRemarks();
  element.draft = 'd1';
  element.selection = { from: 10, to: 12, heads: ['h1'], text: '守时' };
  some.show(element);
  await vi.waitFor(() => expect(element.querySelector('.remark-filters')).not.toBeNull());
  return { element, some };
}

const said = (some: SomeApp, call: string): unknown[] =>
  some.asked.filter((one) => one.call === call).map(({ args }) => args);

test('remarks stand by article in the order of the text, and what is gone last, with its words', async () => {
  const { element } = await shown([
    someRemark({ id: 'b', place: { is: 'here', from: 50, to: 52, label: '第三条', address: 'a3' } }),
    someRemark({ id: 'a' }),
    someRemark({ id: 'c', quote: '，不得迟到', place: { is: 'gone', label: '第一条', address: 'a1' } }),
    someRemark({ id: 'd', standing: { is: 'resolved' } }),
  ]);
  expect([...element.querySelectorAll('.remark-group > h3')].map(wordsIn)).toEqual([
    '第一条',
    '第三条',
    '文字已删除',
  ]);
  const gone = element.querySelector('#remark-c')!;
  expect(wordsIn(gone)).toContain('所批注的文字已删除');
  expect(wordsIn(gone.querySelector('.quote'))).toBe('，不得迟到');
  expect(element.querySelector('#remark-d')).toBeNull();
  button(element, '已处理 1').click();
  await element.updateComplete;
  expect(element.querySelector('#remark-d')).not.toBeNull();
  expect((await axe.run(element)).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});

test('what was rewritten or moved says so beside the words that were remarked on', async () => {
  const { element } = await shown([
    someRemark({
      place: { is: 'rewritten', from: 10, to: 14, now: '准时到岗', label: '第一条', address: 'a1' },
    }),
    someRemark({ id: 'two', place: { is: 'moved', from: 30, to: 32, label: '第二条', address: 'a2' } }),
  ]);
  expect(wordsIn(element.querySelector('#remark-one .now'))).toBe('原文已改写，这里现在是： 准时到岗');
  expect(wordsIn(element.querySelector('#remark-two'))).toContain('文字已移到这里。');
});

test('what is said is about what was selected when it was begun, and an @ proposes names', async () => {
  const remarks: RemarkView[] = [];
  const { element, some } = await shown(remarks, {
    addRemark: () => {
      remarks.push(someRemark({ id: 'new' }));
      return { remark: 'new' };
    },
  });
  button(element, '批注选中文字').click();
  await vi.waitFor(() => expect(document.activeElement).toBe(element.querySelector('textarea')));
  // The caret may go on in the text meanwhile.
  element.selection = { from: 0, to: 0, heads: ['h2'], text: '' };
  await userEvent.keyboard('请@吴');
  await vi.waitFor(() => expect(element.querySelectorAll('[role=option]')).toHaveLength(1));
  expect((await axe.run(element)).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  await userEvent.keyboard('{Enter}');
  expect(element.querySelector('textarea')!.value).toBe('请@吴晓 ');
  expect(said(some, 'addRemark')).toEqual([]);
  await userEvent.keyboard('看{Tab}{Enter}');
  await vi.waitFor(() => expect(element.querySelector('.remark-form')).toBeNull());
  expect(said(some, 'addRemark')).toEqual([
    { draft: 'd1', heads: ['h1'], from: 10, to: 12, text: '请@吴晓 看' },
  ]);
  // Who writes without a mouse goes on from what they said.
  await vi.waitFor(() => expect(document.activeElement?.id).toBe('remark-new'));
});

test('names are chosen with the arrows, and left alone with escape', async () => {
  const { element } = await shown([]);
  button(element, '批注本条').click();
  await vi.waitFor(() => expect(document.activeElement).toBe(element.querySelector('textarea')));
  await userEvent.keyboard('@');
  await vi.waitFor(() => expect(element.querySelectorAll('[role=option]')).toHaveLength(3));
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{Enter}@{Escape}');
  expect(element.querySelector('textarea')!.value).toBe('@郑宁 @');
  expect(element.querySelector('[role=option]')).toBeNull();
  // Once more, and the form goes; the focus is where it began.
  await userEvent.keyboard('{Escape}');
  await vi.waitFor(() => expect(document.activeElement).toBe(button(element, '批注本条')));
});

test('a proposal begins with the selected words, spaces and all', async () => {
  const { element, some } = await shown([], { addRemark: () => ({ remark: 'new' }) });
  element.selection = { from: 3, to: 6, heads: ['h1'], text: '　守时' };
  await element.updateComplete;
  button(element, '建议改法').click();
  await vi.waitFor(() => expect(element.querySelector('textarea')!.value).toBe('　守时'));
  element.querySelector('textarea')!.value = '　准时';
  button(element, '提交').click();
  await vi.waitFor(() => expect(said(some, 'addRemark')).toHaveLength(1));
  expect(said(some, 'addRemark')[0]).toMatchObject({ wording: '　准时', text: '' });
});

const step = { before: ['h1'], after: ['h2'], rulings: ['s:1'], left: [] };
const proposal = (isAsQuoted: boolean): RemarkView['proposal'] => ({
  isAsQuoted,
  wording: '员工必须守时，不得迟到和早退',
  changes: [
    { before: '应当', after: '必须', standing: { is: 'open' } },
    { before: '', after: '和早退', standing: { is: 'open' } },
  ],
  pieces: [
    { kind: 'same', text: '员工' },
    { kind: 'deleted', text: '应当' },
    { kind: 'inserted', text: '必须' },
    { kind: 'same', text: '守时，不得迟到' },
    { kind: 'inserted', text: '和早退' },
  ],
});

test('a proposal is taken in by change or whole, and refused only with a reason', async () => {
  const answers = { acceptWording: () => step, settleProposals: () => step };
  const { element, some } = await shown([someRemark({ proposal: proposal(true)! })], answers);
  const thread = element.querySelector('gj-remark-thread')!;
  expect([...thread.querySelectorAll('.proposal del, .proposal ins')].map(wordsIn)).toEqual([
    '应当',
    '必须',
    '和早退',
  ]);
  button(thread.querySelectorAll('.proposal-changes li')[1]!, '采纳').click();
  await vi.waitFor(() => expect(said(some, 'acceptWording')).toHaveLength(1));
  await vi.waitFor(() => expect(button(thread, '全部采纳').disabled).toBe(false));
  button(thread, '全部采纳').click();
  await vi.waitFor(() => expect(said(some, 'acceptWording')).toHaveLength(2));
  expect(said(some, 'acceptWording')).toEqual([
    { draft: 'd1', remark: 'one', version: '', changes: [1] },
    { draft: 'd1', remark: 'one', version: '' },
  ]);
  await vi.waitFor(() => expect(button(thread, '全部不采纳').disabled).toBe(false));
  button(thread.querySelector('.proposal-changes li')!, '不采纳').click();
  await vi.waitFor(() => expect(thread.querySelector('textarea[name=reason]')).not.toBeNull());
  thread.querySelector('textarea')!.value = '应当已够';
  thread.querySelector('form')!.requestSubmit();
  await vi.waitFor(() => expect(said(some, 'settleProposals')).toHaveLength(1));
  expect(said(some, 'settleProposals')[0]).toEqual({
    draft: 'd1',
    proposals: [{ remark: 'one', version: '', changes: [0] }],
    is: 'rejected',
    reason: '应当已够',
  });
});

test('of words that changed meanwhile it is shown what they are before they are written over', async () => {
  const place = {
    is: 'here',
    from: 10,
    to: 18,
    now: '员工原则上守时',
    label: '第一条',
    address: 'a1',
  } as const;
  const { element, some } = await shown([someRemark({ proposal: proposal(false)!, place })], {
    acceptWording: () => step,
  });
  expect(wordsIn(element)).toContain('现在是： 员工原则上守时');
  expect(wordsIn(element)).toContain('这里的文字已有改动');
  button(element, '仍按建议改写').click();
  await vi.waitFor(() => expect(said(some, 'acceptWording')).toHaveLength(1));
  expect(said(some, 'acceptWording')[0]).toMatchObject({ over: '员工原则上守时' });
});

test('a thread is answered, settled and shown in the text', async () => {
  const answers = { replyToRemark: () => undefined, ruleOnRemark: () => undefined };
  const { element, some } = await shown([someRemark()], answers);
  const places: unknown[] = [];
  element.addEventListener('draft-select', (event) => places.push((event as CustomEvent).detail));
  button(element, '在正文中查看').click();
  expect(places).toEqual([{ from: 10, to: 12, heads: ['h1'] }]);
  button(element, '回复').click();
  await vi.waitFor(() => expect(document.activeElement).toBe(element.querySelector('textarea')));
  await userEvent.keyboard('八点半。');
  button(element, '提交').click();
  await vi.waitFor(() =>
    expect(said(some, 'replyToRemark')).toEqual([{ draft: 'd1', remark: 'one', text: '八点半。' }]),
  );
  await vi.waitFor(() => expect(button(element, '标为已解决').disabled).toBe(false));
  button(element, '标为已解决').click();
  await vi.waitFor(() =>
    expect(said(some, 'ruleOnRemark')).toEqual([{ draft: 'd1', remark: 'one', is: 'resolved' }]),
  );
});

test('a remark chosen in the text is shown, even when it is settled', async () => {
  const { element } = await shown([someRemark({ standing: { is: 'resolved' } })]);
  element.chosen = 'one';
  await element.updateComplete;
  expect(element.querySelector('gj-remark-thread')!.hasAttribute('data-chosen')).toBe(true);
});

test('news of the draft are answered once, however many come', async () => {
  const { element, some } = await shown([someRemark()]);
  for (let i = 0; i < 5; i++) some.news({ draft: 'd1', news: { kind: 'changed' } });
  some.news({ draft: 'd2', news: { kind: 'changed' } });
  await vi.waitFor(() => expect(said(some, 'remarks')).toHaveLength(2));
  expect(element.querySelector('#remark-one')).not.toBeNull();
});

test('who may not write only reads', async () => {
  const some = new SomeApp({ remarks: () => ({ ...someView(someRemark()), mayWrite: false }) });
  const element = new GjDraftRemarks();
  element.draft = 'd1';
  some.show(element);
  await vi.waitFor(() => expect(element.querySelector('.remark')).not.toBeNull());
  expect([...element.querySelectorAll('.remark button')].map(wordsIn)).toEqual(['在正文中查看']);
  expect(element.querySelector('.remark-ways')).toBeNull();
});

test('several proposals are settled at once and taken back at once, and a reason is asked for refusing', async () => {
  const left = { ...step, rulings: ['s:1', 's:2'], left: ['three'] };
  const answers = { settleProposals: () => left, undoRemarkStep: () => undefined };
  const article = { is: 'here', from: 50, to: 60, label: '第二条', address: 'a2' } as const;
  const { element, some } = await shown(
    [
      someRemark({ proposal: proposal(true)!, version: 'e:9' }),
      someRemark({ id: 'two', proposal: proposal(false)! }),
      someRemark({ id: 'three', proposal: proposal(true)!, place: article }),
    ],
    answers,
  );
  button(element, '采纳全文的 2 条建议').click();
  await vi.waitFor(() => expect(element.querySelector('.remark-step button')).not.toBeNull());
  expect(wordsIn(element.querySelector('.remark-step'))).toContain('已采纳 2 条建议。还有 1 条没有处理');
  expect(said(some, 'settleProposals')[0]).toEqual({
    draft: 'd1',
    proposals: [
      { remark: 'one', version: 'e:9' },
      { remark: 'three', version: '' },
    ],
    is: 'accepted',
  });
  expect((await axe.run(element)).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  button(element, '撤销').click();
  await vi.waitFor(() => expect(said(some, 'undoRemarkStep')).toEqual([{ draft: 'd1', step: left }]));
  await vi.waitFor(() => expect(wordsIn(element.querySelector('.remark-step'))).toContain('已撤销'));

  button(element, '本条 2 条都不采纳').click();
  await vi.waitFor(() => expect(document.activeElement?.tagName).toBe('TEXTAREA'));
  await userEvent.keyboard('不必{Tab}{Enter}');
  await vi.waitFor(() => expect(said(some, 'settleProposals')).toHaveLength(2));
  expect(said(some, 'settleProposals')[1]).toMatchObject({
    proposals: [{ remark: 'one' }, { remark: 'two' }],
    is: 'rejected',
    reason: '不必',
  });
});

test('an article is proposed anew from its own words', async () => {
  const { element, some } = await shown([], {
    articleToReword: () => ({ from: 5, to: 20, text: '第一条　守时。' }),
    addRemark: () => ({ remark: 'new' }),
  });
  element.selection = { from: 8, to: 8, heads: ['h1'], text: '' };
  await element.updateComplete;
  button(element, '建议改写本条').click();
  await vi.waitFor(() => expect(document.activeElement?.getAttribute('name')).toBe('wording'));
  const field = element.querySelector<HTMLTextAreaElement>('textarea[name=wording]')!;
  expect(field.value).toBe('第一条　守时。');
  field.value = '第一条　准时。';
  button(element, '提交').click();
  await vi.waitFor(() => expect(said(some, 'addRemark')).toHaveLength(1));
  expect(said(some, 'addRemark')[0]).toMatchObject({
    heads: ['h1'],
    from: 5,
    to: 20,
    isWhole: true,
    wording: '第一条　准时。',
  });
});

test('only who said something may say it in other words or take it back, and others see that it was', async () => {
  const answers = { rewordRemark: () => undefined, ruleOnRemark: () => undefined };
  const mine = someRemark({
    isMine: true,
    version: 'e:1',
    earlier: [{ at: Date.UTC(2026, 2, 1), text: '几时？' }],
  });
  const { element, some } = await shown([mine, someRemark({ id: 'two' })], answers);
  const [own, other] = [...element.querySelectorAll('gj-remark-thread')];
  expect([...other!.querySelectorAll('button')].map(wordsIn)).toEqual(['在正文中查看', '回复', '标为已解决']);
  expect(wordsIn(own)).toContain('改过');
  expect(wordsIn(own!.querySelector('details'))).toContain('几时？');
  button(own!, '修改').click();
  await vi.waitFor(() => expect(document.activeElement).toBe(own!.querySelector('textarea')));
  expect(own!.querySelector('textarea')!.value).toBe('几点？');
  await userEvent.keyboard('{End}八点？{Tab}{Enter}');
  await vi.waitFor(() => expect(said(some, 'rewordRemark')).toHaveLength(1));
  expect(said(some, 'rewordRemark')[0]).toEqual({
    draft: 'd1',
    remark: 'one',
    version: 'e:1',
    text: '几点？八点？',
  });
  await vi.waitFor(() => expect(button(own!, '撤回').disabled).toBe(false));
  button(own!, '撤回').click();
  await vi.waitFor(() => expect(said(some, 'ruleOnRemark')).toHaveLength(1));
  expect(said(some, 'ruleOnRemark')[0]).toMatchObject({ is: 'withdrawn' });
});

test('what was decided can be taken back even when its remarks went before the answer came', async () => {
  const remarks = [
    someRemark({ proposal: proposal(true)! }),
    someRemark({ id: 'two', proposal: proposal(true)! }),
  ];
  let answer: (done: typeof step) => void = () => undefined;
  const { element, some } = await shown(remarks, {
    remarks: () => someView(...remarks),
    settleProposals: () => new Promise((resolve) => (answer = resolve)),
  });
  button(element, '采纳本条的 2 条建议').click();
  await vi.waitFor(() => expect(said(some, 'settleProposals')).toHaveLength(1));
  remarks.splice(0);
  some.news({ draft: 'd1', news: { kind: 'changed' } });
  await vi.waitFor(() => expect(element.querySelector('gj-settle-proposals')).toBeNull());
  answer(step);
  await vi.waitFor(() => expect(button(element, '撤销')).toBeDefined());
});
