import { expect, test } from 'vitest';
import { parseText } from '../../src/rule/parse-text.ts';
import type { Paragraph } from '../../src/rule/rule-text.ts';
import { shapeOf, textOf } from './some-text.ts';

/** The blocks of the first article. */
const blocks = (...lines: string[]) => parseText(textOf(...lines, '第二条 完。')).units[0]!.blocks;

test('a plain line is a paragraph; the words after the number are the first', () => {
  expect(shapeOf(blocks('第一条 甲。', '乙。', '丙。'))).toEqual(['甲。', '乙。', '丙。']);
});

test('items belong to the paragraph before them, and a line after them opens a new one', () => {
  const found = blocks('第一条 应当：', '（一）甲；', '（二）乙。', '前款以外的不必。');
  expect(shapeOf(found)).toEqual([['应当：', '（一）甲；', '（二）乙。'], '前款以外的不必。']);
  expect(found.map((block) => (block as Paragraph).number)).toEqual([1, 2]);
});

test.each(['（六）', '(六)', '（六)', '(六）'])('brackets of any width: %s', (label) => {
  const [paragraph] = blocks('第一条 应当：', `${label} 甲。`) as Paragraph[];
  expect(paragraph!.items).toMatchObject([{ label, number: 6, text: '甲。' }]);
});

test('counting from one again opens a list of its own', () => {
  const found = blocks('第一条 应当：', '（一）甲；', '（二）乙。', '（一）丙；', '（二）丁。');
  expect(shapeOf(found)).toEqual([
    ['应当：', '（一）甲；', '（二）乙。'],
    ['', '（一）丙；', '（二）丁。'],
  ]);
});

test('subitems of every kind belong to their item', () => {
  const found = blocks(
    '第一条 应当：',
    '（一）甲：',
    '1.子；',
    '2．丑；',
    '３、寅；',
    '（4）卯；',
    '⑤辰。',
    '（二）乙。',
  );
  expect(shapeOf(found)).toEqual([
    ['应当：', ['（一）甲：', '1.子；', '2．丑；', '３、寅；', '（4）卯；', '⑤辰。'], '（二）乙。'],
  ]);
  const [first] = (found[0] as Paragraph).items;
  expect(first!.subitems.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
});

test('without items above them they are the items', () => {
  expect(shapeOf(blocks('第一条 应当：', '1.甲；', '2.乙。'))).toEqual([['应当：', '1.甲；', '2.乙。']]);
});

test('below a new paragraph they belong to it, not to an item above', () => {
  expect(shapeOf(blocks('第一条 应当：', '（一）甲。', '另外：', '1.乙。'))).toEqual([
    ['应当：', '（一）甲。'],
    ['另外：', '1.乙。'],
  ]);
});

test('a number with a fraction or a year is no subitem', () => {
  expect(shapeOf(blocks('第一条 应当：', '1.5 倍计发。', '2024年起办理。'))).toHaveLength(3);
});

test('a table stays as it was written, in its place', () => {
  const table = '| 灯 | 数 |\n|---|---|\n| 顶灯 | 2 |';
  const found = blocks('第一条 如下：', table, '另有台灯。');
  expect(shapeOf(found)).toEqual(['如下：', { written: table }, '另有台灯。']);
  expect(found.map((block) => block.kind === 'paragraph' && block.number)).toEqual([1, false, 2]);
});

test.each([
  ['quote', '> 第七条 引文。\n> 第八条 引文。'],
  ['list', '- 第七条 甲\n- 第八条 乙'],
  ['fence of backticks', '```\n第七条 甲\n```'],
  ['fence of tildes', '~~~\n第七条 甲\n| a\n~~~'],
])('what looks like an article inside a %s is none', (_, written) => {
  expect(shapeOf(blocks('第一条 如下：', written))).toEqual(['如下：', { written }]);
});

test('a comment is nobody’s text', () => {
  expect(shapeOf(blocks('第一条 甲。', '<!-- 编者按 -->', '乙。'))).toEqual(['甲。', '乙。']);
});
