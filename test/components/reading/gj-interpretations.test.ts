import { afterEach, expect, test, vi } from 'vitest';
import '../../../components/style/draft-workflow.css';
import { GjReading } from '../../../components/reading/gj-reading.ts';
import type { InterpretationLine, InterpretationsView } from '../../../src/engine/workflow-protocol.ts';
import { violations } from '../connecting/axe.ts';
import { SomeApp } from '../some-app.ts';
import { hash, keysText, readingOf } from '../some-reading.ts';

afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, '', '#/');
});

const line = (change: Partial<InterpretationLine>): InterpretationLine => ({
  entry: '1'.repeat(64),
  state: 'answered',
  address: 'a2',
  said: { edition: 'b'.repeat(64), address: 'a1', label: '第一条' },
  recheck: false,
  ofLater: false,
  question: '备用钥匙算不算？',
  answer: '算。\n<b>并须登记</b>',
  interpreter: '办公室',
  on: '2026-10-01',
  byName: '王芳',
  at: 1_780_000_000_000,
  mayEnd: true,
  ...change,
});

async function shown(view: Partial<InterpretationsView>) {
  const done: { call: string; args: unknown }[] = [];
  const some = new SomeApp({
    read: () => readingOf(keysText),
    citedCounts: () => ({}),
    citedBy: () => [],
    interpretations: () => ({
      lines: [],
      mayAsk: true,
      mayAnswer: true,
      interpreter: '办公室',
      signers: [],
      ...view,
    }),
    inquire: (args) => void done.push({ call: 'inquire', args }),
    interpret: (args) => void done.push({ call: 'interpret', args }),
    endInterpretation: (args) => void done.push({ call: 'end', args }),
  });
  const element = new GjReading();
  element.route = { page: 'rule', rule: 'keys' };
  some.show(element);
  await vi.waitFor(() => expect(element.querySelector('h1')).not.toBeNull());
  return { element, done, some };
}

const button = (within: Element, name: string): HTMLButtonElement =>
  [...within.querySelectorAll('button')].find((one) => one.textContent.trim() === name)!;

test('what an article means stands at the article, as words, and what must be looked at again says so', async () => {
  const { element } = await shown({
    lines: [line({ recheck: true }), line({ entry: '2'.repeat(64), state: 'lapsed', question: '旧问题' })],
  });
  await vi.waitFor(() => expect(element.querySelector('#a2 gj-interpretations li')).not.toBeNull());
  const notes = element.querySelector('#a2 gj-interpretations')!;
  expect(notes.querySelector('.answer')!.textContent).toBe('答：算。\n<b>并须登记</b>');
  expect(notes.querySelector('.recheck')!.textContent).toBe('条文已改，须复核');
  expect(notes.querySelector('a')!.getAttribute('href')).toBe(`#/rule/keys/a1?ed=${'b'.repeat(16)}`);
  expect(notes.querySelector('details')!.textContent).toContain('旧问题');
  expect(element.querySelectorAll('gj-interpretations')).toHaveLength(1);
  expect(await violations(notes)).toEqual([]);
});

test('a question is asked from the menu of the place and signed', async () => {
  const { element, done } = await shown({});
  await vi.waitFor(() => expect(element.querySelector('#a2 .place-mark')).not.toBeNull());
  await vi.waitFor(() => {
    element.querySelector<HTMLElement>('#a2 .place-mark')!.click();
    expect(button(element.querySelector('gj-place-menu')!, '请求解释')).toBeDefined();
  });
  button(element.querySelector('gj-place-menu')!, '请求解释').click();
  await vi.waitFor(() => expect(document.activeElement?.matches('#a2 textarea')).toBe(true));
  (document.activeElement as HTMLTextAreaElement).value = '备用钥匙算不算？';
  button(element.querySelector('#a2 gj-interpretations')!, '签名提问').click();
  await vi.waitFor(() => expect(done).toHaveLength(1));
  expect(done[0]).toEqual({
    call: 'inquire',
    args: { rule: 'keys', edition: hash, address: 'a2', question: '备用钥匙算不算？' },
  });
  await vi.waitFor(() => expect(element.querySelector('#a2 textarea')).toBeNull());
});

test('what is gone from the edition is shown below it, and answered anew for the edition it was said of', async () => {
  const { address: _gone, ...gone } = line({ recheck: true });
  const { element, done } = await shown({ lines: [gone] });
  await vi.waitFor(() => expect(element.querySelector('gj-interpretations li')).not.toBeNull());
  const notes = element.querySelector('gj-interpretations')!;
  expect(notes.closest('.unit')).toBeNull();
  expect(notes.textContent).toContain('已不在这个版本中');
  button(notes, '宣布失效').click();
  await vi.waitFor(() => expect(notes.querySelector('[name=reason]')).not.toBeNull());
  notes.querySelector<HTMLInputElement>('[name=reason]')!.value = '条文已删';
  button(notes, '签名').click();
  await vi.waitFor(() =>
    expect(done).toEqual([{ call: 'end', args: { entry: '1'.repeat(64), reason: '条文已删' } }]),
  );
});

test('who may not ask is not offered to, and who may not answer sees the question only', async () => {
  const {
    answer: _answer,
    interpreter: _interpreter,
    on: _on,
    ...asked
  } = line({ state: 'asked', mayEnd: false });
  const { element } = await shown({ mayAsk: false, mayAnswer: false, lines: [asked] });
  await vi.waitFor(() => expect(element.querySelector('gj-interpretations li')).not.toBeNull());
  expect(element.querySelector('gj-interpretations button')).toBeNull();
  element.querySelector<HTMLElement>('#a2 .place-mark')!.click();
  await vi.waitFor(() => expect(element.querySelector('gj-place-menu button')).not.toBeNull());
  expect(button(element.querySelector('gj-place-menu')!, '请求解释')).toBeUndefined();
});

test('who explains the text, and who signs for them, is said where one asks and answers', async () => {
  const { answer: _answer, ...asked } = line({ state: 'asked' });
  const clause = { label: '第九条', organ: '行政科', isUnit: true };
  for (const [view, words] of [
    [{ clause, signers: ['王芳'] }, '第九条写明由行政科负责解释。该处室可以签名的：王芳。'],
    [{ clause, signers: [] }, '行政科也没有人有发布权'],
    [{ clause: { ...clause, isUnit: false } }, '名册里没有“行政科”'],
    [{}, '没有写明由谁解释'],
  ] satisfies [Partial<InterpretationsView>, string][]) {
    const { element } = await shown({ lines: [asked], ...view });
    await vi.waitFor(() => expect(element.querySelector('gj-interpretations li')).not.toBeNull());
    button(element.querySelector('gj-interpretations')!, '答复').click();
    await vi.waitFor(() => expect(element.querySelector('gj-interpretations form')).not.toBeNull());
    expect(element.querySelector('gj-interpretations form')!.textContent).toContain(words);
    element.remove();
  }
});

test('on the page of an old edition an answer to a later wording says so', async () => {
  const { element } = await shown({ lines: [line({ ofLater: true })] });
  await vi.waitFor(() => expect(element.querySelector('gj-interpretations li')).not.toBeNull());
  const notes = element.querySelector('gj-interpretations')!;
  expect(notes.textContent).toContain('答复的是后来改过的条文');
  expect(notes.querySelector('.recheck')).toBeNull();
});
