import { afterEach, expect, test, vi } from 'vitest';
import { SomePaper } from './some-paper.ts';

afterEach(() => document.body.replaceChildren());

/** Wherever hidden signs, gaps, numbers and cells might disturb the input method. */
test.each([
  ['at the end of a paragraph, before the distance', '第一条　甲‸\n\n第二条　乙。'],
  ['at the beginning of a paragraph, behind the distance', '第一条　甲。\n\n‸周末也关。'],
  ['in an empty paragraph between others', '第一条　甲。\n\n‸\n\n第二条　乙。'],
  ['in an empty text', '‸'],
  ['directly behind a number', '第一条　‸'],
  ['directly behind a number with words', '第一条　‸甲。'],
  ['before bold words', '根据‸**《办法》**第三条'],
  ['behind the sign that opens bold', '根据**‸《办法》**第三条'],
  ['in bold words', '根据**《办‸法》**第三条'],
  ['before the sign that closes bold', '根据**《办法》‸**第三条'],
  ['behind bold words', '根据**《办法》**‸第三条'],
  ['at the beginning of a heading', '## ‸第一章　总则\n\n第一条　甲。'],
  ['at the end of a heading', '## 第一章　总则‸\n\n第一条　甲。'],
  ['at the end of the title', '# 办法‸\n\n第一条　甲。'],
  ['in an item', '第一条　甲：\n\n（一）‸走廊；'],
  ['at the beginning of a cell', '| 甲 | 乙 |\n| --- | --- |\n| ‸丙 | 丁 |'],
  ['at the end of a cell', '| 甲 | 乙 |\n| --- | --- |\n| 丙‸ | 丁 |'],
  ['in an empty cell', '| 甲 | 乙 |\n| --- | --- |\n| ‸ |  |'],
  ['in a quote', '> ‸旧文'],
  ['at the end of a text', '第一条　甲。\n\n第二条　乙‸'],
])('a word is composed %s', async (_where, written) => {
  const paper = new SomePaper(written);
  // The signs of this line are shown first, as they are for whoever has put the caret there.
  await vi.waitFor(() => expect(paper.view.hasFocus).toBe(true));
  await paper.compose(['j', 'ji', 'jia', 'jiaq', 'jiaqiang'], '加强');
  await vi.waitFor(() => expect(paper.written).toBe(written.replace('‸', '加强‸')));
  // And once more, from where the first left off.
  await paper.compose(['g', 'gl'], '管理');
  await vi.waitFor(() => expect(paper.written).toBe(written.replace('‸', '加强管理‸')));
});

test('a composition that is given up leaves nothing', async () => {
  const paper = new SomePaper('第一条　甲‸\n\n第二条　乙。');
  await paper.composing('jia');
  await paper.composing('');
  await vi.waitFor(() => expect(paper.written).toBe('第一条　甲‸\n\n第二条　乙。'));
});
