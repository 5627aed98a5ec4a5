import { afterEach, expect, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { GjDraftCount } from '../../../../components/drafting/paper/gj-draft-count.ts';
import { violations } from '../../connecting/axe.ts';
import { SomePaper } from './some-paper.ts';

afterEach(() => document.body.replaceChildren());

const type = (text: string): Promise<unknown> => cdp().send('Input.insertText', { text });

async function opened(written: string, keys = '{Control>}f{/Control}') {
  const paper = new SomePaper(written);
  await paper.keys(keys);
  await vi.waitFor(() => expect(document.activeElement?.closest('gj-draft-find')).toBeTruthy());
  const panel = paper.home.querySelector('gj-draft-find')!;
  const found = () => panel.querySelector('.draft-found')!.textContent.trim();
  return { paper, panel, found };
}

test('find by keyboard alone: words, next, previous, back to the text', async () => {
  const { paper, panel, found } = await opened('‸灯、走廊的灯、灯。');
  await type('灯');
  await vi.waitFor(() => expect(found()).toBe('共 3 处'));
  await paper.keys('{Enter}');
  await vi.waitFor(() => expect(found()).toBe('第 1 处，共 3 处'));
  await paper.keys('{Enter}');
  await vi.waitFor(() => expect(found()).toBe('第 2 处，共 3 处'));
  await paper.keys('{Shift>}{Enter}{/Shift}');
  await vi.waitFor(() => expect(found()).toBe('第 1 处，共 3 处'));
  expect(paper.written).toBe('‸灯‸、走廊的灯、灯。');
  expect(await violations(panel)).toEqual([]);
  await paper.keys('{Escape}');
  expect(paper.view.hasFocus).toBe(true);
  expect(paper.home.querySelector('gj-draft-find')).toBeNull();
});

test('replace one and all, each undone in one step', async () => {
  const { paper, panel, found } = await opened('‸灯、走廊的灯、灯。', '{Control>}h{/Control}');
  await vi.waitFor(() => expect(document.activeElement?.getAttribute('name')).toBe('replace'));
  panel.querySelector<HTMLInputElement>('[name=find]')!.value = '灯';
  await type('门');
  await paper.keys('{Enter}{Enter}');
  expect(paper.view.state.doc.toString()).toBe('门、走廊的灯、灯。');
  await vi.waitFor(() => expect(found()).toBe('第 1 处，共 2 处'));
  [...panel.querySelectorAll('button')].find((one) => one.textContent.includes('全部'))!.click();
  expect(paper.view.state.doc.toString()).toBe('门、走廊的门、门。');
  await vi.waitFor(() => expect(found()).toBe('已替换 2 处'));
  paper.view.focus();
  await paper.keys('{Control>}z{/Control}');
  expect(paper.view.state.doc.toString()).toBe('门、走廊的灯、灯。');
});

test('Enter that confirms a composed word does not go to the next match', async () => {
  const { paper } = await opened('‸灯、deng。');
  await paper.composing('deng');
  await paper.keyOfInputMethod('Enter');
  expect(paper.written).toBe('‸灯、deng。');
  await paper.compose([], '灯');
  await paper.keys('{Enter}');
  await vi.waitFor(() => expect(paper.written).toBe('‸灯‸、deng。'));
});

test('the count is of the text and of what is selected', async () => {
  const paper = new SomePaper('第一条　为了**节电**。‸');
  const count = paper.beside(new GjDraftCount());
  await vi.waitFor(() => expect(count.textContent).toBe('8 字'));
  await type('加强 hello。');
  await vi.waitFor(() => expect(count.textContent).toBe('12 字'));
  paper.view.dispatch({ selection: { anchor: 4, head: 6 } });
  await vi.waitFor(() => expect(count.textContent).toBe('12 字（选中 2 字）'));
});
