import { EditorState, StateEffect } from '@codemirror/state';
import { afterEach, expect, test } from 'vitest';
import { SomePaper } from './some-paper.ts';

afterEach(() => document.body.replaceChildren());

test.each([
  ['第一条　甲。‸', '{Enter}', '第一条　甲。\n\n第二条　‸'],
  ['第一条　甲。‸\n\n第二条　乙。', '{Enter}', '第一条　甲。\n\n第二条　‸\n\n第二条　乙。'],
  ['第一条　‸', '{Enter}', '‸'],
  ['第一条　甲。\n\n第二条　‸', '{Backspace}', '第一条　甲。\n\n‸'],
  ['第一条　‸甲。', '{Backspace}', '‸甲。'],
  ['第一条　‸甲。', '{Enter}', '\n\n第一条　‸甲。'],
  ['第一条　甲，‸乙。', '{Enter}', '第一条　甲，\n\n‸乙。'],
  ['第一条　甲。‸', '{Shift>}{Enter}{/Shift}', '第一条　甲。\n\n‸'],
  ['（一）甲；‸', '{Enter}', '（一）甲；\n\n（二）‸'],
  ['1. 甲；‸', '{Enter}', '1. 甲；\n\n2. ‸'],
  ['（二）‸', '{Enter}', '‸'],
  ['周末也关。‸', '{Enter}', '周末也关。\n\n‸'],
  ['## 第二章　灯‸', '{Enter}', '## 第二章　灯\n\n第一条　‸'],
  ['> 旧文‸', '{Enter}', '> 旧文\n> ‸'],
  ['> ‸', '{Enter}', '‸'],
  ['第一条　包括：\n\n走廊；‸', '{Tab}', '第一条　包括：\n\n（一）走廊；‸'],
  ['（一）走廊；\n\n第二条　‸', '{Tab}', '（一）走廊；\n\n（二）‸'],
  ['（一）走廊：\n\n（二）‸灯', '{Tab}', '（一）走廊：\n\n1. ‸灯'],
  ['（一）走廊：\n\n1. 灯‸', '{Shift>}{Tab}{/Shift}', '（一）走廊：\n\n（二）灯‸'],
  ['第一条　甲。\n\n（一）灯‸', '{Shift>}{Tab}{/Shift}', '第一条　甲。\n\n灯‸'],
  ['第一条　甲。\n\n灯‸', '{Shift>}{Tab}{/Shift}', '第一条　甲。\n\n第二条　灯‸'],
  ['第一条　甲。\n\n‸乙', '{Backspace}', '第一条　甲。‸乙'],
  ['第一条　甲。\n\n‸乙', '{ArrowLeft}', '第一条　甲。‸\n\n乙'],
  ['第一条　甲。‸\n\n乙', '{ArrowRight}', '第一条　甲。\n\n‸乙'],
  ['第一条　甲。‸\n\n乙', '{Delete}', '第一条　甲。‸乙'],
  ['总则‸', '{Control>}{Alt>}1{/Alt}{/Control}', '## 第一章　总则‸'],
  ['## 第一章　总则‸', '{Control>}{Alt>}1{/Alt}{/Control}', '总则‸'],
  ['第一条　甲。\n\n乙‸', '{Control>}{Alt>}2{/Alt}{/Control}', '第一条　甲。\n\n第二条　乙‸'],
  ['乙‸', '{Control>}{Alt>}3{/Alt}{/Control}', '（一）乙‸'],
  ['关‸走廊‸的灯', '{Control>}b{/Control}', '关**‸走廊‸**的灯'],
  ['关**走‸廊**的灯', '{Control>}b{/Control}', '关走‸廊的灯'],
  ['第一条　‸甲。\n\n（一）乙‸', '{Control>}b{/Control}', '第一条　**‸甲。**\n\n（一）**乙‸**'],
  ['依照‸灯光办法‸', '{Control>}{Alt>}c{/Alt}{/Control}', '依照《灯光办法》‸'],
  ['| 甲 | 乙‸ |\n| --- | --- |\n| 丙 | 丁 |', '{Tab}', '| 甲 | 乙 |\n| --- | --- |\n| ‸丙‸ | 丁 |'],
  ['| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁‸ |', '{Tab}', '| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |\n| ‸ |  |'],
  [
    '| 甲 | 乙 |\n| --- | --- |\n| ‸丙 | 丁 |',
    '{Shift>}{Tab}{/Shift}',
    '| 甲 | ‸乙‸ |\n| --- | --- |\n| 丙 | 丁 |',
  ],
  ['| 甲 |\n| --- |\n| ‸丙 |', '{Backspace}', '| 甲 |\n| --- |\n| ‸丙 |'],
  ['| 甲 |\n| --- |\n| 丙‸ |', '{Delete}', '| 甲 |\n| --- |\n| 丙‸ |'],
  ['| 甲 |\n| --- |\n| ‸ |\n|  |\n|  |\n\n丙', '{Enter}', '| 甲 |\n| --- |\n\n‸\n\n丙'],
  ['| 甲 |\n| --- |\n| 乙‸ |\n|  |', '{Enter}', '| 甲 |\n| --- |\n| 乙 |\n| ‸ |'],
  ['| 甲 |\n| --- |\n| 乙‸ |\n| 丙 |', '{Enter}', '| 甲 |\n| --- |\n| 乙 |\n| ‸ |\n| 丙 |'],
  ['| 甲‸ |\n| --- |\n| 乙 |', '{Enter}', '| 甲 |\n| --- |\n| ‸ |\n| 乙 |'],
  ['| 甲 |\n| --- |\n| ‸ |\n| 丙 |', '{Backspace}', '| 甲‸ |\n| --- |\n| 丙 |'],
  ['乙\n\n| ‸ |\n| --- |\n|  |\n\n丙', '{Backspace}', '乙\n\n‸\n\n丙'],
  ['| 甲 |\n| --- |\n|‸  |', '{Enter}', '| 甲 |\n| --- |\n\n‸'],
  ['| 甲 |\n| --- |\n| 丙 |\n\n‸丁', '{Backspace}', '| 甲 |\n| --- |\n| 丙 |\n\n‸丁'],
])('%j and %s is %j', async (before, key, after) => {
  const paper = new SomePaper(before);
  await paper.keys(key);
  expect(paper.written).toBe(after);
});

test('a proposed article is undone in one step', async () => {
  const paper = new SomePaper('第一条　甲。‸');
  await paper.keys('{Enter}', '{Control>}z{/Control}');
  expect(paper.written).toBe('第一条　甲。‸');
});

test('a table is inserted below, its first head selected', async () => {
  const paper = new SomePaper('第一条　见下表：‸');
  await paper.keys('{Control>}{Alt>}t{/Alt}{/Control}');
  expect(paper.written).toBe(
    '第一条　见下表：\n\n| ‸事项‸ | 内容 | 备注 |\n| --- | --- | --- |\n|  |  |  |\n|  |  |  |\n\n',
  );
});

test('while an input method composes, Enter and Tab are its own', async () => {
  const paper = new SomePaper('第一条　甲。‸');
  await paper.composing('guan');
  for (const code of ['Enter', 'Tab', 'Backspace']) await paper.keyOfInputMethod(code);
  expect(paper.written).toBe('第一条　甲。guan‸');
  await paper.compose(['guan', 'guandeng'], '关灯');
  expect(paper.view.state.doc.toString()).toContain('关灯');
  expect(paper.view.state.doc.lines).toBe(1);
});

test('Tab belongs to the text, and Esc before it leaves', async () => {
  const paper = new SomePaper('甲‸');
  const after = document.createElement('button');
  paper.home.after(after);
  await paper.keys('{Tab}');
  expect(paper.view.hasFocus).toBe(true);
  await paper.keys('{Escape}', '{Tab}');
  expect(document.activeElement).toBe(after);
});

test('a text that may not be written in stays as it is', async () => {
  const paper = new SomePaper('第一条　甲。‸\n\n| 甲 |\n| --- |');
  paper.view.dispatch({ effects: StateEffect.appendConfig.of(EditorState.readOnly.of(true)) });
  const before = paper.view.state.doc.toString();
  const [ctrl, end] = ['{Control>}', '{/Control}'];
  await paper.keys(
    '{Enter}',
    '{Tab}',
    '{Shift>}{Tab}{/Shift}',
    `${ctrl}b${end}`,
    `${ctrl}{Alt>}1{/Alt}${end}`,
  );
  await paper.keys(`${ctrl}{Alt>}t{/Alt}${end}`, `${ctrl}{Alt>}c{/Alt}${end}`, '{Backspace}', '{Delete}');
  expect(paper.view.state.doc.toString()).toBe(before);
});
