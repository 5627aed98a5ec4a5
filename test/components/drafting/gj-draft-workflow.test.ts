import { afterEach, describe, expect, test, vi } from 'vitest';
import '../../../components/style/office.css';
import '../../../components/style/draft-workflow.css';
import { GjDraftFact } from '../../../components/drafting/workflow/gj-draft-fact.ts';
import { GjDraftWorkflow } from '../../../components/drafting/workflow/gj-draft-workflow.ts';
import type { WorkflowView } from '../../../src/engine/workflow-protocol.ts';
import { stageOrder } from '../../../src/office/draft-order.ts';
import { violations } from '../connecting/axe.ts';
import { SomeApp } from '../some-app.ts';

afterEach(() => document.body.replaceChildren());

const view: WorkflowView = {
  draft: 'd1',
  text: 'a'.repeat(64),
  stage: 'reviewing',
  order: stageOrder,
  moves: [
    {
      move: '1'.repeat(64),
      from: 'proposed',
      to: 'drafting',
      by: 'm1',
      byName: '王芳',
      at: 1_780_000_000_000,
      lacking: [],
      changed: true,
    },
    {
      move: '2'.repeat(64),
      from: 'drafting',
      to: 'reviewing',
      by: 'm1',
      byName: '王芳',
      at: 1_780_000_100_000,
      note: '请审 <b>第二条</b>',
      lacking: ['许静'],
      changed: true,
    },
  ],
  apart: [],
  refused: [{ byName: '李强', at: 1_780_000_000_000, from: 'reviewing', to: 'signing', why: 'no-role' }],
  ways: [
    { to: 'deliberating', allowed: true, roles: ['reviewer', 'publisher'], lacks: [] },
    {
      to: 'signing',
      allowed: true,
      roles: ['publisher'],
      lacks: [
        { kind: 'approval', names: ['许静'], binding: true },
        { kind: 'remarks', count: 3, binding: false },
      ],
    },
    { to: 'shelved', allowed: false, roles: ['editor', 'publisher'], lacks: [] },
  ],
  approvers: [
    { member: 'm2', name: '许静', state: 'other-text', at: 1_780_000_000_000, asked: true },
    { member: 'm3', name: '李强', state: 'agreed', at: 1_780_000_000_000, asked: false },
  ],
  mayApprove: true,
  approved: false,
  explanation: '为了省电。',
  secrecy: '',
  invited: [{ member: 'm4', name: '郑宁' }],
  people: [
    { member: 'm1', name: '王芳', hasByRole: true },
    { member: 'm2', name: '许静', unitName: '综合科', hasByRole: false },
    { member: 'm4', name: '郑宁', hasByRole: false },
  ],
  mayWrite: true,
  mayInvite: true,
};

async function shown(change: Partial<WorkflowView> = {}, fails?: string) {
  const done: { call: string; args: unknown }[] = [];
  const act = (call: string) => (args: unknown) => {
    done.push({ call, args });
    if (fails !== undefined) throw Object.assign(new Error(fails), { code: fails });
  };
  const some = new SomeApp({
    workflow: () => ({ ...view, ...change }),
    moveDraft: act('moveDraft'),
    approveDraft: act('approveDraft'),
    withdrawApproval: act('withdrawApproval'),
    askApproval: act('askApproval'),
    inviteToDraft: act('inviteToDraft'),
    draftFact: act('draftFact'),
  });
  const element = new GjDraftWorkflow();
  element.draft = 'd1';
  some.show(element);
  await vi.waitFor(() => expect(element.querySelector('.flow-now')).not.toBeNull());
  const button = (name: string): HTMLButtonElement =>
    [...element.querySelectorAll('button')].find(
      (one) => (one.getAttribute('aria-label') ?? one.textContent).trim() === name,
    )!;
  return { element, done, some, button };
}

const words = (element: Element | null): string => element!.textContent.replaceAll(/\s+/g, ' ').trim();

describe('the way of a draft', () => {
  test('says where it stands, who brought it there, and what did not count', async () => {
    const { element } = await shown();
    expect(words(element.querySelector('.flow-now'))).toBe('现在：审核');
    expect(words(element.querySelector('[aria-current=step]'))).toContain('审核');
    expect([...element.querySelectorAll('.flow-stages [data-done]')].map(words)).toEqual([
      '立项已办过',
      '起草已办过',
    ]);
    const [last] = element.querySelectorAll('.flow-moves li');
    expect(words(last!)).toContain('起草 → 审核 王芳');
    expect(words(last!)).toContain('请审 <b>第二条</b>');
    expect(words(last!)).toContain('还没有同意这一稿：许静');
    expect(words(last!)).toContain('此后文字又改过');
    expect(words(element.querySelector('.flow-refused'))).toContain('没有这项职责');
    expect(await violations(element)).toEqual([]);
  });

  test('what cannot be gone without keeps the way shut, and advice does not', async () => {
    const { element, done, button } = await shown();
    expect(button('签名并提请审议').disabled).toBe(false);
    element.querySelector<HTMLInputElement>('input[value=signing]')!.click();
    await element.updateComplete;
    expect([...element.querySelectorAll('.flow-lacks li')].map(words)).toEqual([
      '必须先办 还没有同意这一稿：许静',
      '请留意 还有 3 条批注没有处理',
    ]);
    expect(button('签名并送签发').disabled).toBe(true);
    element.querySelector<HTMLInputElement>('input[value=deliberating]')!.click();
    await element.updateComplete;
    element.querySelector<HTMLTextAreaElement>('[name=note]')!.value = ' 同意上会 ';
    button('签名并提请审议').click();
    await vi.waitFor(() => expect(done).toHaveLength(1));
    expect(done[0]).toMatchObject({ args: { draft: 'd1', to: 'deliberating', note: '同意上会' } });
    await vi.waitFor(() => expect(words(element.querySelector('.flow-done'))).toBe('已签名，现在在“审议”。'));
  });

  test('who may not is told who may', async () => {
    const { element } = await shown();
    expect(words(element.querySelector('.flow-others'))).toBe('搁置 由编辑、发布人办理');
    const { element: none } = await shown({ ways: [] });
    expect(none.textContent).toContain('没有下一步');
  });

  test('a refusal is said in plain words, and what was typed stays', async () => {
    const { element, button } = await shown({}, 'draft-moved');
    const note = element.querySelector<HTMLTextAreaElement>('[name=note]')!;
    note.value = '说明';
    button('签名并提请审议').click();
    await vi.waitFor(() =>
      expect(words(element.querySelector('.notice.bad'))).toContain('已经不在您看到的环节'),
    );
    expect(note.value).toBe('说明');
  });

  test('approvals are of the text that is seen; people are asked and invited one by one', async () => {
    const { element, done, button } = await shown();
    expect(words(element.querySelector('[data-state=other-text]'))).toContain('已作废');
    expect(words(element.querySelector('[data-state=agreed]'))).toContain('未点名');
    button('同意这一稿').click();
    await vi.waitFor(() => expect(done).toHaveLength(1));
    await vi.waitFor(() => expect(button('点名').disabled).toBe(false));
    const ask = element.querySelector<HTMLSelectElement>('[name=ask]')!;
    expect([...ask.options].map(({ value }) => value)).toEqual(['', 'm1', 'm4']);
    ask.value = 'm4';
    ask.form!.requestSubmit();
    await vi.waitFor(() => expect(done).toHaveLength(2));
    await vi.waitFor(() => expect(button('取消对郑宁的邀请').disabled).toBe(false));
    button('取消对郑宁的邀请').click();
    await vi.waitFor(() => expect(done).toHaveLength(3));
    const invite = element.querySelector<HTMLSelectElement>('[name=invite]')!;
    expect([...invite.options].map(({ value }) => value)).toEqual(['', 'm2']);
    expect(done).toEqual([
      { call: 'approveDraft', args: { draft: 'd1', text: view.text } },
      { call: 'askApproval', args: { draft: 'd1', member: 'm4', ask: true } },
      { call: 'inviteToDraft', args: { draft: 'd1', members: ['m4'], end: true } },
    ]);
  });

  test('what was put aside, sent back, moved apart or published is said in words', async () => {
    const { element } = await shown({ stage: 'shelved', back: 'reviewing' });
    expect(element.textContent).toContain('搁置前在“审核”');
    const { element: apart } = await shown({ stage: 'returned', apart: ['1'.repeat(64), '2'.repeat(64)] });
    expect(apart.textContent).toContain('互不知道');
    const { element: published } = await shown({
      stage: 'published',
      published: { rule: 'lights', edition: 'e'.repeat(64), standing: 'disputed', rivals: ['f'.repeat(64)] },
    });
    expect(published.textContent).toContain('发布冲突');
    expect([...published.querySelectorAll('.notice a')].map((a) => a.getAttribute('href'))).toEqual([
      `#/rule/lights?ed=${'e'.repeat(16)}`,
      `#/rule/lights?ed=${'f'.repeat(16)}`,
    ]);
  });
});

describe('words that lie with a draft', () => {
  async function fact(save: (args: unknown) => void) {
    const some = new SomeApp({ draftFact: save });
    const element = new GjDraftFact();
    Object.assign(element, { draft: 'd1', fact: 'explanation', saved: '甲', mayWrite: true });
    some.show(element);
    await element.updateComplete;
    const type = async (text: string): Promise<void> => {
      const field = element.querySelector('textarea')!;
      field.value = text;
      field.dispatchEvent(new Event('input'));
      await element.updateComplete;
    };
    return { element, type };
  }

  test('what somebody else saves meanwhile does not take what is typed, and the other way round', async () => {
    const saved: unknown[] = [];
    const { element, type } = await fact((args) => void saved.push(args));
    await type('甲乙');
    element.saved = '丙';
    await element.updateComplete;
    expect(element.querySelector('textarea')!.value).toBe('甲乙');
    expect(words(element.querySelector('.notice'))).toContain('丙');
    [...element.querySelectorAll('button')].find((one) => one.textContent.includes('覆盖'))!.click();
    await vi.waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0]).toEqual({ draft: 'd1', fact: 'explanation', before: '丙', text: '甲乙' });
    await type('丁');
    element.saved = '戊';
    await element.updateComplete;
    [...element.querySelectorAll('button')].find((one) => one.textContent.includes('改用'))!.click();
    await element.updateComplete;
    expect(element.querySelector('textarea')!.value).toBe('戊');
    expect(element.querySelector('button')).toBeNull();
  });

  test('what could not be saved stays, and it is said', async () => {
    const { element, type } = await fact(() => {
      throw Object.assign(new Error(), { code: 'storage-full' });
    });
    await type('甲乙');
    element.querySelector('button')!.click();
    await vi.waitFor(() => expect(element.querySelector('.notice.bad')).not.toBeNull());
    expect(element.querySelector('textarea')!.value).toBe('甲乙');
  });
});
