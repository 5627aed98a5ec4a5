import axe from 'axe-core';
import { afterEach, expect, test, vi } from 'vitest';
import { GjCirculation } from '../../../components/circulating/gj-circulation.ts';
import '../../../components/style/circulating.css';
import '../../../components/style/office.css';
import type { CirculationView, PersonStanding } from '../../../src/engine/circulations-protocol.ts';
import { SomeApp } from '../some-app.ts';
import { someId, somePerson, someView } from './some-circulation.ts';

afterEach(() => document.body.replaceChildren());

const standing: PersonStanding = {
  ...somePerson('b'),
  proofs: [
    {
      entry: 'f'.repeat(64),
      rule: 'r1',
      title: '用车规定',
      edition: 'e'.repeat(64),
      mode: 'read',
      at: Date.UTC(2026, 2, 12),
      witnessed: { before: { at: Date.UTC(2026, 2, 13), device: 'x' } },
      witnesses: { x: '许静' },
      device: '科里的电脑',
      by: '赵敏',
      isLate: true,
      remark: { kind: 'question', text: '第三条何时开始？' },
      behalf: { means: 'paper', reason: '没有设备', witness: '李雷', on: '2026-03-11' },
    },
  ],
  devices: [],
};

async function shown(
  change: Partial<CirculationView> = {},
  answers: ConstructorParameters<typeof SomeApp>[0] = {},
): Promise<{ some: SomeApp; element: GjCirculation }> {
  const some = new SomeApp({
    circulation: () => someView(change),
    personStanding: () => standing,
    trend: () => ({
      sent: '2026-03-01',
      due: '2026-03-10',
      meant: 5,
      days: [
        { day: '2026-03-04', acknowledged: 1, total: 1 },
        { day: '2026-03-12', acknowledged: 1, total: 2 },
      ],
    }),
    ...answers,
  });
  const element = new GjCirculation();
  element.circulation = someId;
  some.show(element);
  await vi.waitFor(() => expect(element.querySelector('h1')).not.toBeNull());
  await vi.waitFor(() => expect(element.querySelector('.standings, .lines')).not.toBeNull());
  return { some, element };
}

const names = (element: Element): string[] =>
  [...element.querySelectorAll('.who')].map((one) => one.textContent.trim());

test('says in one sentence how far it has come, and how far this device knows', async () => {
  const { element } = await shown();
  expect(element.querySelector('.big-count')!.textContent).toBe('5 人中 2 人已阅，2 人逾期');
  expect(element.querySelector('.cut-off')!.textContent).toContain('截至');
  expect(names(element)).toEqual(['成员a', '成员b', '成员c', '成员d', '成员e']);
  const rows = [...element.querySelectorAll('.standings li')].map((row) =>
    row.textContent.replaceAll(/\s+/g, ' '),
  );
  expect(rows[1]).toContain('纸质签字');
  expect(rows[1]).toContain('迟于期限');
  expect(rows[1]).toContain('有疑问或异议');
  expect(rows[3]).toContain('逾期');
  expect(rows[3]).toContain('最后得知');
  expect(rows[4]).toContain('本机从未得知其设备的消息');
});

test('shows only those who stand in one way', async () => {
  const { element } = await shown();
  const chip = (word: string): HTMLInputElement =>
    [...element.querySelectorAll('.chips label')]
      .find((label) => label.textContent.trim().startsWith(word))!
      .querySelector('input')!;
  chip('未阅').click();
  await vi.waitFor(() => expect(names(element)).toEqual(['成员d', '成员e']));
  chip('未知送达').click();
  await vi.waitFor(() => expect(names(element)).toEqual(['成员e']));
  chip('免阅').click();
  await vi.waitFor(() => expect(names(element)).toEqual(['成员c']));
});

test('a row unfolds to what is known and how: who said so, when, who witnessed it', async () => {
  const { some, element } = await shown();
  const row = element.querySelectorAll<HTMLElement>('.standings summary')[1]!;
  expect(some.asked.some(({ call }) => call === 'personStanding')).toBe(false);
  row.click();
  await vi.waitFor(() => expect(element.querySelector('.proof')).not.toBeNull());
  const words = element.querySelector('.proof')!.textContent;
  for (const one of [
    '纸质签字：由赵敏登记',
    '没有设备',
    '李雷',
    '2026-03-11',
    '许静',
    '第三条何时开始？',
    'eeeeeeeeeeee',
  ])
    expect(words).toContain(one);
});

test('a publisher exempts with a reason, closes and withdraws; others find no such thing', async () => {
  const exempt = vi.fn();
  const close = vi.fn();
  const withdraw = vi.fn();
  const { element } = await shown(
    {},
    {
      exempt,
      closeCirculation: close,
      withdrawCirculation: withdraw,
      personStanding: () => ({
        ...somePerson('e', { state: 'not-reached', missing: 1 }),
        proofs: [],
        devices: [],
      }),
    },
  );
  element.querySelectorAll<HTMLElement>('.standings summary')[4]!.click();
  await vi.waitFor(() => expect(element.querySelector('gj-person-standing form')).not.toBeNull());
  expect(element.querySelector('gj-person-standing')!.textContent).toContain('没有设备');
  const form = element.querySelector<HTMLFormElement>('gj-person-standing form')!;
  form.querySelector('input')!.value = '病假';
  form.requestSubmit();
  await vi.waitFor(() =>
    expect(exempt).toHaveBeenCalledWith({ circulation: someId, members: ['e'], reason: '病假' }),
  );
  const [closing, withdrawing] = element.querySelectorAll<HTMLFormElement>('gj-circulation-acts form');
  closing!.requestSubmit();
  await vi.waitFor(() => expect(close).toHaveBeenCalledWith({ circulation: someId }));
  await vi.waitFor(() => expect(withdrawing!.querySelector('button')!.disabled).toBe(false));
  withdrawing!.querySelector('input')!.value = '发错了';
  withdrawing!.requestSubmit();
  await vi.waitFor(() => expect(withdraw).toHaveBeenCalledWith({ circulation: someId, reason: '发错了' }));
  document.body.replaceChildren();
  const { element: other } = await shown({ mayAct: false });
  expect(other.querySelector('gj-circulation-acts')).toBeNull();
});

test('who may see no names finds numbers by unit, and why', async () => {
  const { element } = await shown({ mayNames: false, mayAct: false, people: [] });
  expect(element.querySelector('.standings')).toBeNull();
  expect(element.textContent).toContain('这里只列人数');
  expect([...element.querySelectorAll('.lines li')].map((li) => li.firstElementChild!.textContent)).toEqual([
    '秘书科',
    '不属任何科室',
  ]);
  expect(element.querySelector('.parts')?.textContent ?? '').not.toContain('催办');
});

test('the trend is told to the eye, to the ear and in numbers', async () => {
  const { element } = await shown();
  await vi.waitFor(() => expect(element.querySelector('.trend svg')).not.toBeNull());
  const words = '2026-03-01 发出；到 2026-03-12，5 人中 2 人已阅。 到期日 2026-03-10 时已阅 1 人。';
  expect(element.querySelector('.trend svg')!.getAttribute('aria-label')).toBe(words);
  expect(element.querySelectorAll('.numbers tbody tr')).toHaveLength(2);
});

test('what is over, taken back or replaced says so, and where the new one is', async () => {
  const next = 'd'.repeat(64);
  const { element } = await shown({
    state: 'withdrawn',
    withdrawn: { by: '周明远', at: Date.UTC(2026, 2, 11), reason: '发错了' },
    replacedBy: next,
  });
  expect(element.querySelector('.notice')!.textContent).toContain('已撤回：周明远');
  expect(element.querySelector('.notice')!.textContent).toContain('发错了');
  expect(element.querySelector(`a[href="#/circulation/${next}"]`)).not.toBeNull();
});

for (const theme of ['light', 'dark'] as const)
  test(`axe finds nothing, ${theme}`, async () => {
    document.documentElement.dataset['theme'] = theme;
    const { element } = await shown({
      apart: [somePerson('z')],
      refused: [{ entry: 'x', act: 'close', by: '赵敏', at: 0 }],
    });
    element.querySelectorAll<HTMLElement>('.standings summary')[1]!.click();
    await vi.waitFor(() => expect(element.querySelector('.proof')).not.toBeNull());
    await vi.waitFor(() => expect(element.querySelector('.trend svg')).not.toBeNull());
    const { violations } = await axe.run(element);
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
    delete document.documentElement.dataset['theme'];
  });

test.each([
  ['a publisher, while it is open', {}, 1],
  ['nobody else', { mayAct: false }, 0],
  ['nobody once it is over', { state: 'closed' as const }, 0],
])('that somebody need not read is for %s', async (_, change, count) => {
  const open: PersonStanding = {
    ...somePerson('d', { state: 'not-reached', missing: 1 }),
    proofs: [],
    devices: [],
  };
  const { element } = await shown(change, { personStanding: () => open });
  const row = [...element.querySelectorAll('.standings details')].find((one) =>
    one.textContent.includes('成员d'),
  )!;
  row.querySelector('summary')!.click();
  await vi.waitFor(() => expect(row.querySelector('gj-person-standing')?.textContent).toMatch(/\S/));
  expect(row.querySelectorAll('gj-person-standing form')).toHaveLength(count);
});

test('what was signed without the right is shown apart, with who signed it', async () => {
  const { element } = await shown({
    refused: [{ entry: 'e', act: 'close', by: '李强', at: Date.UTC(2026, 2, 12) }],
  });
  expect(element.textContent).toContain('李强');
  expect((await shown({ refused: [] })).element.textContent).not.toContain('李强');
});
