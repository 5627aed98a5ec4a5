import { afterEach, expect, test, vi } from 'vitest';
import { GjConsult } from '../../../../components/drafting/opinions/gj-consult.ts';
import type { ConsultView, OwnSlip } from '../../../../src/engine/opinions-protocol.ts';
import type { CallArgs, CallName } from '../../../../src/engine/protocol.ts';
import type { ReadingUnit } from '../../../../src/rule/reading-blocks.ts';
import { violations } from '../../connecting/axe.ts';
import { SomeApp } from '../../some-app.ts';
import '../../../../components/style/office.css';
import '../../../../components/style/draft-opinions.css';

afterEach(() => document.body.replaceChildren());

const consultation = 'c'.repeat(64);

const unit = (n: number, text: string): ReadingUnit => ({
  kind: 'article',
  address: `a${n}`,
  label: `第${'一二三'[n - 1]}条`,
  heading: -1,
  blocks: [{ kind: 'paragraph', number: 1, spans: [{ text }], items: [] }],
});

const me = (change: Partial<OwnSlip> = {}): OwnSlip => ({
  as: 'me',
  opinions: [],
  none: false,
  answers: [],
  ...change,
});

const someView = (change: Partial<ConsultView> = {}): ConsultView => ({
  consultation,
  title: '行为规范',
  note: '为规范秩序。',
  questions: ['可行吗？'],
  closes: '2099-12-20',
  state: 'open',
  byName: '周明远',
  anonymous: true,
  shared: false,
  preamble: [],
  units: [unit(1, '守时守信。'), unit(2, '轻声交谈。')],
  outline: [],
  slips: [me()],
  ...change,
});

async function shown(
  view = someView(),
  answers: ConstructorParameters<typeof SomeApp>[0] = {},
): Promise<{ element: GjConsult; some: SomeApp }> {
  const some = new SomeApp({
    consult: () => view,
    keepOpinions: () => undefined,
    sendOpinions: () => undefined,
    withdrawOpinions: () => undefined,
    ...answers,
  });
  const element = some.show(Object.assign(new GjConsult(), { consultation }));
  await vi.waitFor(() => expect(element.querySelector('h1')).not.toBeNull());
  return { element, some };
}

const all = <N extends CallName>(some: SomeApp, call: N): CallArgs<N>[] =>
  some.asked.filter((one) => one.call === call).map(({ args }) => args as CallArgs<N>);

const button = (element: Element, words: string): HTMLButtonElement =>
  [...element.querySelectorAll('button')].find((one) => one.textContent.trim() === words)!;

function type(area: HTMLTextAreaElement, words: string): void {
  area.value = words;
  area.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

async function opine(element: GjConsult, words: string): Promise<HTMLTextAreaElement> {
  button(element, '对第二条提意见').click();
  const area = await vi.waitFor(() => {
    const found = element.querySelector<HTMLTextAreaElement>('.opinion-fields textarea')!;
    expect(found).not.toBeNull();
    return found;
  });
  type(area, words);
  await element.updateComplete;
  return area;
}

test('the copy stands there with what belongs to it, and says what it is; nothing is wrong with the page', async () => {
  const { element } = await shown();
  for (const word of ['不是正式文本', '为规范秩序。', '可行吗？', '第一条', '轻声交谈。', '2099-12-20 截止'])
    expect(element.textContent).toContain(word);
  await opine(element, '怎样算轻声？');
  expect(await violations(element)).toEqual([]);
});

test('an opinion is written below its article, with the focus in it, and quotes the article', async () => {
  const { element, some } = await shown();
  const area = await opine(element, '怎样算轻声？');
  await vi.waitFor(() => expect(document.activeElement).toBe(area));
  button(element, '以原文为底稿').click();
  await element.updateComplete;
  expect([...element.querySelectorAll('textarea')].map(({ value }) => value)).toEqual([
    '怎样算轻声？',
    '第二条\u3000轻声交谈。',
  ]);
  button(element, '交出 1 条意见').click();
  await vi.waitFor(() => expect(all(some, 'sendOpinions')).toHaveLength(1));
  expect(all(some, 'sendOpinions')[0]).toMatchObject({
    consultation,
    as: 'me',
    none: false,
    named: true,
    opinions: [
      {
        address: 'a2',
        label: '第二条',
        quote: '第二条\u3000轻声交谈。',
        text: '怎样算轻声？',
        proposal: '第二条\u3000轻声交谈。',
      },
    ],
  });
});

test('what is typed is kept on this device, and news of the base do not take it away', async () => {
  const { element, some } = await shown();
  const area = await opine(element, '写到一半');
  some.news({ changed: 1 });
  await vi.waitFor(() => expect(all(some, 'consult').length).toBeGreaterThan(1));
  expect(area.value).toBe('写到一半');
  await vi.waitFor(
    () => expect(all(some, 'keepOpinions').at(-1)?.opinions).toMatchObject([{ text: '写到一半' }]),
    3000,
  );
  type(area, '写到一半就走了');
  element.remove();
  await vi.waitFor(() =>
    expect(all(some, 'keepOpinions').at(-1)?.opinions).toMatchObject([{ text: '写到一半就走了' }]),
  );
});

test('without a name is a choice, offered where the round allows it, and says what it does not hide', async () => {
  const { element, some } = await shown();
  const box = element.querySelector<HTMLInputElement>('.consult-send [type=checkbox]')!;
  expect(element.querySelector('.consult-send')!.textContent).toContain('具名：意见由这台设备签名');
  box.click();
  await element.updateComplete;
  expect(element.querySelector('.consult-send')!.textContent).toContain('最先从哪台设备传出');
  await opine(element, '匿名的话');
  button(element, '交出 1 条意见').click();
  await vi.waitFor(() => expect(all(some, 'sendOpinions')[0]).toMatchObject({ named: false }));
  // Who gives no name is told where the answer is, or that there will be none.
  expect(element.querySelector('.consult-send')!.textContent).toContain('得不到答复');
  const open = await shown(someView({ shared: true }));
  const send = open.element.querySelector('.consult-send')!;
  expect(send.textContent).toContain('公布给所有被征求的人');
  send.querySelector<HTMLInputElement>('[type=checkbox]')!.click();
  await open.element.updateComplete;
  expect(send.textContent).toContain('只有这台设备认得出哪条是您的');
  const named = await shown(someView({ anonymous: false }));
  expect(named.element.querySelector('.consult-send [type=checkbox]')).toBeNull();
});

test('an opinion that is removed can be put back', async () => {
  const { element } = await shown();
  await opine(element, '删错了');
  button(element, '删去这条').click();
  await element.updateComplete;
  expect(element.querySelector('.opinion-fields')).toBeNull();
  button(element, '恢复').click();
  await element.updateComplete;
  expect(element.querySelector<HTMLTextAreaElement>('.opinion-fields textarea')!.value).toBe('删错了');
});

test('no objections are said too, and what was said can be taken back', async () => {
  const { element, some } = await shown();
  button(element, '无意见').click();
  await vi.waitFor(() => expect(all(some, 'sendOpinions')[0]).toMatchObject({ none: true, opinions: [] }));
  const sent = { at: 1, isNamed: true, isNewest: true, withdrawn: false };
  const later = await shown(someView({ slips: [me({ none: true, sent })] }));
  expect(later.element.querySelector('.consult-send')!.textContent).toContain('已回“无意见”');
  button(later.element, '撤回意见').click();
  await vi.waitFor(() => expect(all(later.some, 'withdrawOpinions')).toHaveLength(1));
});

test('who speaks for a unit chooses as whom, and each keeps what is theirs', async () => {
  const unitSlip = me({ as: 'u1', unitName: '城东支部' });
  const { element, some } = await shown(someView({ slips: [me(), unitSlip] }));
  await opine(element, '我个人的');
  element.querySelectorAll<HTMLInputElement>('.consult-as input')[1]!.click();
  await element.updateComplete;
  expect(element.querySelector('.opinion-fields')).toBeNull();
  expect(element.querySelector('.consult-send [type=checkbox]')).toBeNull();
  await opine(element, '支部的');
  button(element, '交出 1 条意见').click();
  await vi.waitFor(() =>
    expect(all(some, 'sendOpinions')[0]).toMatchObject({
      as: 'u1',
      named: true,
      opinions: [{ text: '支部的' }],
    }),
  );
  expect(all(some, 'keepOpinions')[0]).toMatchObject({ as: 'me', opinions: [{ text: '我个人的' }] });
});

test('when it is over nothing more can be said, and what was decided stands below one’s own words', async () => {
  const opinion = {
    id: '1'.repeat(16),
    address: 'a2',
    label: '第二条',
    quote: '',
    text: '太严',
    proposal: '',
  };
  const sent = { at: 1, isNamed: true, isNewest: true, withdrawn: false };
  const answers = [{ opinion: opinion.id, decision: 'partly' as const, reason: '已放宽' }];
  const { element } = await shown(
    someView({ state: 'answered', slips: [me({ opinions: [opinion], sent, answers })] }),
  );
  expect(element.querySelector('.opine')).toBeNull();
  expect(element.querySelector('.outcome')!.textContent).toMatch(/办理结果：部分采纳\s+已放宽/);
  expect(await violations(element)).toEqual([]);
});

test('what the engine does not take is said in words, and nothing typed is lost', async () => {
  const refuse = (): never => {
    throw Object.assign(new Error('no-reader'), { code: 'bad-round' });
  };
  const { element } = await shown(someView(), { sendOpinions: refuse });
  const area = await opine(element, '没人收');
  button(element, '交出 1 条意见').click();
  await vi.waitFor(() =>
    expect(element.querySelector('[role=alert]')!.textContent).toContain('编辑的设备联网一次'),
  );
  expect(area.value).toBe('没人收');
});

test('who is not asked, and whose copy has not come, is told so', async () => {
  const fail = (code: string, message: string) => (): never => {
    throw Object.assign(new Error(message), { code });
  };
  const none = await shown(someView(), { consult: fail('not-asked', '') });
  expect(none.element.textContent).toContain('没有向您征求意见');
  const coming = await shown(someView(), { consult: fail('bad-round', 'not-here') });
  expect(coming.element.textContent).toContain('文稿还没有送到本机');
});

test('what became of all opinions is shown without names, one’s own among them', async () => {
  const item = { mark: 'm1', label: '第一条', proposal: '', decision: 'rejected' as const };
  const results = {
    items: [
      { ...item, text: '领导先做到', reason: '上级已有规定', isMine: true },
      { ...item, mark: 'm2', label: '', text: '写短些', reason: '已经很短', isMine: false },
    ],
    more: 3,
  };
  const { element } = await shown(someView({ state: 'answered', shared: true, results }));
  const lines = [...element.querySelectorAll('.consult-results li')].map((one) =>
    one.textContent.replaceAll(/\s+/g, ' ').trim(),
  );
  expect(lines).toEqual([
    '第一条 · 您的意见 领导先做到 办理结果：不采纳 上级已有规定',
    '全文 写短些 办理结果：不采纳 已经很短',
  ]);
  expect(element.textContent).toContain('另有 3 条');
  expect(await violations(element)).toEqual([]);
  const coming = await shown(someView({ state: 'answered', shared: true }));
  expect(coming.element.textContent).toContain('还没有送到本机');
});
