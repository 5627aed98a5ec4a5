import { undo } from '@codemirror/commands';
import { EditorState, StateEffect } from '@codemirror/state';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { GjDraftToolbar } from '../../../../components/drafting/paper/gj-draft-toolbar.ts';
import type { MovedArticle } from '../../../../src/app/plan-renumber.ts';
import { violations } from '../../connecting/axe.ts';
import { SomePaper } from './some-paper.ts';

afterEach(async () => {
  document.body.replaceChildren();
  await page.viewport(1280, 900);
});

async function shown(written: string) {
  const paper = new SomePaper(written);
  const toolbar = paper.beside(new GjDraftToolbar());
  await toolbar.updateComplete;
  const button = (name: string) => toolbar.querySelector<HTMLButtonElement>(`[data-action=${name}]`)!;
  return { paper, toolbar, button };
}

const said = (element: Element | null): string => element?.textContent.replaceAll(/\s+/g, ' ').trim() ?? '';

test('each button says what it does and by which key, and does it without taking the caret away', async () => {
  const { paper, button, toolbar } = await shown('总则‸');
  expect(button('chapter').title).toBe('章（Ctrl+Alt+1）');
  expect(button('chapter').getAttribute('aria-keyshortcuts')).toBe('Control+Alt+1');
  expect(button('undo').getAttribute('aria-disabled')).toBe('true');
  await userEvent.click(button('chapter'));
  expect(paper.written).toBe('## 第一章　总则‸');
  expect(paper.view.hasFocus).toBe(true);
  await toolbar.updateComplete;
  expect(button('chapter').getAttribute('aria-pressed')).toBe('true');
  expect(button('undo').hasAttribute('aria-disabled')).toBe(false);
  await userEvent.click(button('undo'));
  expect(paper.written).toBe('总则‸');
  expect(await violations(toolbar)).toEqual([]);
});

test('one stop of Tab, arrows go on from there, Escape goes back to the text', async () => {
  const { paper, toolbar, button } = await shown('甲‸');
  expect(toolbar.querySelectorAll('.draft-toolbar [tabindex="0"]')).toHaveLength(1);
  button('chapter').focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await vi.waitFor(() => expect(document.activeElement).toBe(button('item')));
  await userEvent.keyboard('{Home}{ArrowLeft}');
  await vi.waitFor(() => expect(document.activeElement).toBe(button('renumber')));
  await userEvent.keyboard('{Escape}');
  expect(paper.view.hasFocus).toBe(true);
});

test('a comment is asked for by an event with the place of the selection', async () => {
  const { paper, button } = await shown('关‸走廊‸的灯');
  const heard: unknown[] = [];
  document.body.addEventListener('draft-comment', (event) => heard.push((event as CustomEvent).detail), {
    once: true,
  });
  await userEvent.click(button('comment'));
  expect(heard).toEqual([{ from: 1, to: 3 }]);
  document.body.addEventListener('draft-comment', (event) => heard.push((event as CustomEvent).detail), {
    once: true,
  });
  await paper.keys('{Control>}{Alt>}m{/Alt}{/Control}');
  expect(heard).toHaveLength(2);
});

test('who may not write can still comment and find', async () => {
  const { paper, toolbar, button } = await shown('第一条　甲。\n\n第三条　乙。‸');
  paper.view.dispatch({
    effects: StateEffect.appendConfig.of(EditorState.readOnly.of(true)),
    selection: { anchor: 0 },
  });
  await toolbar.updateComplete;
  const off = [...toolbar.querySelectorAll<HTMLElement>('[aria-disabled]')].map(
    (one) => one.dataset['action'],
  );
  expect(off).toEqual(['chapter', 'article', 'item', 'bold', 'table', 'cite', 'undo', 'redo', 'renumber']);
  button('renumber').click();
  button('article').click();
  await toolbar.updateComplete;
  expect(toolbar.querySelector('dialog')).toBeNull();
  expect(paper.view.state.doc.toString()).toBe('第一条　甲。\n\n第三条　乙。');
});

test('on a phone the buttons are large enough and go on to the side', async () => {
  await page.viewport(390, 700);
  const { toolbar } = await shown('甲‸');
  for (const button of toolbar.querySelectorAll('button[data-action]')) {
    expect(button.getBoundingClientRect().height).toBeGreaterThanOrEqual(44);
    expect(button.getBoundingClientRect().width).toBeGreaterThanOrEqual(44);
  }
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  expect(toolbar.getBoundingClientRect().height).toBeLessThan(60);
});

test('above the keyboard of a phone it lies directly, and goes back when that is gone', async () => {
  await page.viewport(390, 700);
  const seen = Object.assign(new EventTarget(), { height: 400, offsetTop: 0, scale: 1 });
  const real = Object.getOwnPropertyDescriptor(window, 'visualViewport')!;
  Object.defineProperty(window, 'visualViewport', { value: seen, configurable: true });
  try {
    const { toolbar } = await shown('甲‸');
    const bar = toolbar.querySelector('.draft-toolbar')!;
    expect(bar.getBoundingClientRect().bottom).toBe(400);
    seen.height = 700;
    seen.dispatchEvent(new Event('resize'));
    await toolbar.updateComplete;
    expect(getComputedStyle(bar).position).toBe('relative');
    // Who looks through a lens has no keyboard.
    Object.assign(seen, { height: 300, scale: 2 });
    seen.dispatchEvent(new Event('resize'));
    await toolbar.updateComplete;
    expect(getComputedStyle(bar).position).toBe('relative');
  } finally {
    Object.defineProperty(window, 'visualViewport', real);
  }
});

const doubled =
  '# 灯光办法\n\n第一条　依照第二条办理。\n\n第二条　甲。\n\n第二条　乙，见第三条‸。\n\n第三条　丙。';

test('renumbering shows what moves, what is mended and who else cites it, and is one step of undoing', async () => {
  const { paper, toolbar, button } = await shown(doubled);
  const asked: (readonly MovedArticle[])[] = [];
  toolbar.elsewhere = async (moved) => {
    asked.push(moved);
    return [{ title: '用电规定', label: '第九条', text: '依照《灯光办法》第三条', href: '#/rule/x' }];
  };
  await toolbar.updateComplete;
  await userEvent.click(button('renumber'));
  await vi.waitFor(() => expect(toolbar.querySelector('dialog')?.open).toBe(true));
  await vi.waitFor(() => expect(said(toolbar.querySelector('dialog'))).toContain('用电规定 第九条'));
  expect(asked[0]).toEqual([
    { before: '第二条', after: '第三条', fromAddress: 'a2', toAddress: 'a3' },
    { before: '第三条', after: '第四条', fromAddress: 'a3', toAddress: 'a4' },
  ]);
  const words = said(toolbar.querySelector('dialog'));
  expect(words).toContain('2 处章、条改号，1 处本文引用随之修改');
  expect(words).toContain('第一条 依照第二条办理。 这个编号出现了不止一次');
  expect(words).toContain('乙，见第三条第四条。');
  expect(await violations(toolbar)).toEqual([]);
  await userEvent.keyboard('{Enter}');
  expect(paper.view.state.doc.toString()).toBe(
    '# 灯光办法\n\n第一条　依照第二条办理。\n\n第二条　甲。\n\n第三条　乙，见第四条。\n\n第四条　丙。',
  );
  expect(paper.view.hasFocus).toBe(true);
  // What is typed at once beside a mended citation is a step of its own.
  await paper.keys('1');
  undo(paper.view);
  expect(paper.view.state.doc.toString()).toContain('乙，见第四条。');
  undo(paper.view);
  expect(paper.view.state.doc.toString()).toBe(doubled.replace('‸', ''));
});

test('what changed meanwhile is looked at again before anything is done', async () => {
  const { paper, toolbar, button } = await shown(doubled);
  await userEvent.click(button('renumber'));
  await vi.waitFor(() => expect(toolbar.querySelector('dialog')?.open).toBe(true));
  paper.view.dispatch({ changes: { from: 0, to: 0, insert: '\n' } });
  toolbar.querySelector<HTMLButtonElement>('.button.main')!.click();
  await vi.waitFor(() => expect(said(toolbar.querySelector('dialog'))).toContain('已重新计算'));
  expect(paper.view.state.doc.toString()).toContain('第二条　乙');
  toolbar.querySelector<HTMLButtonElement>('.button.main')!.click();
  await vi.waitFor(() => expect(paper.view.state.doc.toString()).toContain('第三条　乙'));
});

test('a text in order says so', async () => {
  const { toolbar, button } = await shown('第一条　甲。‸');
  await userEvent.click(button('renumber'));
  await vi.waitFor(() => expect(said(toolbar.querySelector('dialog'))).toContain('编号已经连续'));
  expect(toolbar.querySelector('.button.main')).toBeNull();
});
