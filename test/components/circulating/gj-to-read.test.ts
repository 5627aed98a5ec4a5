import { afterEach, expect, test, vi } from 'vitest';
import { GjToRead } from '../../../components/circulating/gj-to-read.ts';
import { compareTexts } from '../../../src/rule/compare-texts.ts';
import { parseText } from '../../../src/rule/parse-text.ts';
import type { CompareView } from '../../../src/engine/office-protocol.ts';
import type { OwnReading, ToRead } from '../../../src/engine/waiting-protocol.ts';
import { SomeApp } from '../some-app.ts';
import { hash, readingOf } from '../some-reading.ts';

afterEach(() => document.body.replaceChildren());

const old = 'b'.repeat(64);
const [before, after] = [
  '第一条 钥匙由值班员保管。\n\n第二条 借用须登记。\n\n第三条 遗失应当报告。',
  '第一条 钥匙由值班员保管。\n\n第二条 借用须登记并当日归还。\n\n第三条 遗失应当立即报告。',
];
const circulation = 'c'.repeat(64);

const reading: OwnReading = {
  entry: 'e1',
  rule: 'keys',
  title: '钥匙管理规定',
  edition: hash,
  circulation,
  mode: 'read',
  at: Date.UTC(2026, 2, 2),
  witnessed: {},
  device: '手机',
};

const waits: ToRead = {
  circulation,
  level: 'read',
  editions: [{ rule: 'keys', title: '钥匙管理规定', asked: hash, edition: hash, isRead: false }],
  by: '周明远',
  at: Date.UTC(2026, 2, 1),
  isOverdue: false,
  isWaitingTurn: false,
  questions: [],
  pass: 0,
  readings: [],
};

function comparison(): CompareView {
  const side = (edition: string, date: string): CompareView['before'] => ({
    edition,
    date,
    validity: 'inForce',
    signing: 'official',
  });
  return {
    rule: 'keys',
    title: '钥匙管理规定',
    before: side(old, '2024-01-01'),
    after: side(hash, '2026-05-01'),
    comparison: compareTexts(
      { text: before, parsed: parseText(before) },
      { text: after, parsed: parseText(after) },
    ),
    table: [],
    decision: [],
  };
}

async function shown(view: ToRead, answers: ConstructorParameters<typeof SomeApp>[0] = {}) {
  let now = view;
  const some = new SomeApp({
    toRead: () => now,
    read: () => readingOf(after),
    compare: comparison,
    acknowledge: () => {
      now = { ...now, editions: now.editions.map((one) => ({ ...one, isRead: true })), readings: [reading] };
      return reading;
    },
    ...answers,
  });
  const element = new GjToRead();
  element.circulation = circulation;
  some.show(element);
  await vi.waitFor(() => expect(element.querySelector('h1')).not.toBeNull());
  return { element, some, change: (next: Partial<ToRead>) => (now = { ...now, ...next }) };
}

const acknowledged = (some: SomeApp): unknown => some.asked.find(({ call }) => call === 'acknowledge')?.args;

test('the sentence that is shown is the sentence that is signed', async () => {
  const { element, some } = await shown(waits);
  await vi.waitFor(() => expect(element.querySelector('.statement')).not.toBeNull());
  expect(element.querySelector('.text')!.textContent).toContain('借用须登记并当日归还');
  // To have opened it is not to have read it.
  expect(acknowledged(some)).toBeUndefined();
  const statement = element.querySelector('.statement')!.textContent;
  expect(statement).toBe('我已阅读《钥匙管理规定》（2026-05-01 版）全文，知悉其内容。');
  element.querySelector<HTMLButtonElement>('.confirm-read .button.main')!.click();
  await vi.waitFor(() =>
    expect(acknowledged(some)).toEqual({ circulation, asked: hash, edition: hash, statement }),
  );
  some.news({ changed: 1 });
  await vi.waitFor(() => expect(element.querySelector('[role="status"]')!.textContent).toContain('尚未送达'));
  expect(document.activeElement).toBe(element.querySelector('h1'));
});

test('who has read an earlier edition sees what has changed since, and signs that', async () => {
  const since = { edition: old, at: 0 };
  const { element, some } = await shown({ ...waits, editions: [{ ...waits.editions[0]!, since }] });
  await vi.waitFor(() => expect(element.querySelector('.changes-to-read')).not.toBeNull());
  expect(element.querySelector('h2')!.textContent).toContain('2 处变化');
  expect(element.querySelectorAll('.changes-to-read .compare-row')).toHaveLength(2);
  expect(element.querySelector<HTMLDetailsElement>('.fold-whole')!.open).toBe(false);
  element.querySelector<HTMLButtonElement>('.confirm-read .button.main')!.click();
  await vi.waitFor(() => expect(acknowledged(some)).toMatchObject({ since: old }));
  expect((acknowledged(some) as { statement: string }).statement).toContain('自2024-01-01 版以来的全部变化');
});

test('where the edition before is not on this device, the whole text is what is read and signed', async () => {
  const since = { edition: old, at: 0 };
  const { element, some } = await shown(
    { ...waits, editions: [{ ...waits.editions[0]!, since }] },
    { compare: () => Promise.reject(Object.assign(new Error('not here'), { code: 'not-found' })) },
  );
  await vi.waitFor(() => expect(element.querySelector('.statement')).not.toBeNull());
  expect(element.querySelector('.statement')!.textContent).toContain('全文');
  element.querySelector<HTMLButtonElement>('.confirm-read .button.main')!.click();
  await vi.waitFor(() => expect(acknowledged(some)).not.toHaveProperty('since'));
});

test('that it has reached another device is said as soon as it is known', async () => {
  const { element, some, change } = await shown(waits);
  await vi.waitFor(() => expect(element.querySelector('.statement')).not.toBeNull());
  element.querySelector<HTMLButtonElement>('.confirm-read .button.main')!.click();
  await vi.waitFor(() => expect(acknowledged(some)).toBeDefined());
  some.news({ changed: 1 });
  await vi.waitFor(() => expect(element.querySelector('[role="status"]')!.textContent).toContain('尚未送达'));
  change({ readings: [{ ...reading, reached: { device: '台式机', at: Date.UTC(2026, 2, 2) } }] });
  some.news({ connections: 1 });
  await vi.waitFor(() =>
    expect(element.querySelector('[role="status"]')!.textContent).toContain('已送达：台式机'),
  );
});

test('answers and a remark go along; a failed quiz loses neither', async () => {
  const { element, some } = await shown(
    { ...waits, level: 'studied', pass: 1, questions: [{ text: '何时归还？', choices: ['当日', '次日'] }] },
    { acknowledge: () => Promise.reject(Object.assign(new Error('no'), { code: 'not-passed' })) },
  );
  await vi.waitFor(() => expect(element.querySelector('.quiz')).not.toBeNull());
  element.querySelectorAll<HTMLInputElement>('.quiz input')[1]!.click();
  element.querySelector<HTMLDetailsElement>('.remark')!.open = true;
  element.querySelector<HTMLSelectElement>('[name="remark-place"]')!.value = 'a2';
  element.querySelector<HTMLTextAreaElement>('[name="remark"]')!.value = '周末呢？';
  element.querySelector<HTMLButtonElement>('.confirm-read .button.main')!.click();
  await vi.waitFor(() =>
    expect(acknowledged(some)).toMatchObject({
      answers: [[1]],
      remark: { kind: 'question', edition: hash, address: 'a2', text: '周末呢？' },
    }),
  );
  await vi.waitFor(() =>
    expect(element.querySelector('[role="alert"]')!.textContent).toContain('答对的题数不够'),
  );
  expect(element.querySelectorAll<HTMLInputElement>('.quiz input')[1]!.checked).toBe(true);
  expect(element.querySelector<HTMLTextAreaElement>('[name="remark"]')!.value).toBe('周末呢？');
});

test.each<[string, Partial<ToRead>, string]>([
  ['is over', { over: 'closed' }, '已经结束'],
  ['does not mean this reader', { over: 'not-meant' }, '没有您'],
  ['is not in turn', { isWaitingTurn: true }, '还没轮到您'],
  ['has not come whole', { editions: [{ ...waits.editions[0]!, isMissing: true }] }, '还没有传到本机'],
])('what %s cannot be confirmed, and it is said why', async (_, change, words) => {
  const { element } = await shown({ ...waits, ...change });
  await vi.waitFor(() => expect(element.textContent).toContain(words));
  expect(element.querySelector('.confirm-read')).toBeNull();
});
