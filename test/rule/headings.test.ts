import { expect, test } from 'vitest';
import { parseText } from '../../src/rule/parse-text.ts';
import { addresses, shapeOf, textOf } from './some-text.ts';

const outline = (text: string) =>
  parseText(text).outline.map(({ level, depth, label, title }) => [level, depth, label, title]);

test('parts, subparts, chapters and sections stand below each other', () => {
  const text = textOf(
    '第一编 通用',
    '第一分编 灯',
    '第一章 总 则',
    '第一节 顶灯',
    '第一条 甲。',
    '第二节 台灯',
    '第二条 乙。',
    '第二章 开关',
    '第三条 丙。',
    '第二编 其他',
    '附 则',
    '第四条 丁。',
  );
  const parsed = parseText(text);
  expect(outline(text)).toEqual([
    ['part', 1, '第一编', '通用'],
    ['subpart', 2, '第一分编', '灯'],
    ['chapter', 3, '第一章', '总则'],
    ['section', 4, '第一节', '顶灯'],
    ['section', 4, '第二节', '台灯'],
    ['chapter', 3, '第二章', '开关'],
    ['part', 1, '第二编', '其他'],
    ['chapter', 2, '', '附则'],
  ]);
  expect(parsed.units.map((unit) => unit.heading)).toEqual([3, 4, 5, 7]);
  expect(parsed.outline.map((heading) => heading.firstUnit)).toEqual([0, 0, 0, 0, 1, 2, 3, 3]);
});

test.each([
  ['第二章 会 议', '会议'],
  ['第二章会议', '会议'],
  ['## 第二章 会议', '会议'],
  ['**第二章 会议**', '会议'],
  ['第2章 会议', '会议'],
  ['第二章', ''],
])('%s', (line, title) => {
  const text = textOf('第一章 总则', '第一条 甲。', line, '第二条 乙。');
  expect(outline(text).at(-1)).toEqual(['chapter', 1, line.includes('2') ? '第2章' : '第二章', title]);
});

test.each([
  '第二章的规定适用于走廊',
  '第二章规定的灯除外',
  '第二章 会议，按下列规定办理：',
  `第二章 ${'灯'.repeat(60)}`,
])('%s is no heading', (line) => {
  expect(outline(textOf('第一条 甲。', line, '第二条 乙。'))).toEqual([]);
});

test('a line of many hundred characters is no heading, even with a mark', () => {
  const parsed = parseText(textOf(`# ${'灯'.repeat(300)}`, '第一条 甲。'));
  expect(parsed.outline).toEqual([]);
  expect(parsed.preamble).toHaveLength(1);
});

test('一、 among articles is a heading when it is short, and text when it is a sentence', () => {
  const parsed = parseText(textOf('一、灯', '第一条 甲。', '二、开关', '第二条 乙：', '一、开关应当牢固。'));
  expect(parsed.outline.map(({ label, title }) => label + title)).toEqual(['一、灯', '二、开关']);
  expect(parsed.units[1]!.blocks).toHaveLength(2);
});

test('words between a heading and its first article are a unit below it', () => {
  const parsed = parseText(
    textOf('序言', '# 序言', '灯照我们。', '我们省电。', '第一章 总则', '第一条 甲。'),
  );
  expect(addresses(parsed)).toEqual(['s1', 'a1']);
  expect(shapeOf(parsed.units[0]!.blocks)).toEqual(['灯照我们。', '我们省电。']);
  expect(parsed.units.map((unit) => unit.heading)).toEqual([0, 1]);
});

test.each([
  ['with a title', textOf('目　录', '第一章 总则', '第二章 会议', '附则')],
  ['without one', textOf('第一章 总则', '第二章 会议', '附则')],
  ['with page numbers', textOf('目录', '第一章 总则……1', '第二章 会议 ……… 3', '附则 …… 12')],
])('a table of contents in the body is left out, and told: %s', (_, contents) => {
  const body = textOf('第一章 总则', '第一条 甲。', '第二章 会议', '第二条 乙。', '附则', '第三条 丙。');
  const parsed = parseText(textOf(contents, body));
  expect(parsed.outline.map(({ title }) => title)).toEqual(['总则', '会议', '附则']);
  expect(parsed.outline.map(({ firstUnit }) => firstUnit)).toEqual([0, 1, 2]);
  expect(parsed.warnings.map(({ kind }) => kind)).toEqual(['contents']);
});

test('one heading that stands twice is an accident and stays', () => {
  const parsed = parseText(textOf('第一章 总则', '第一章 总则', '第一条 甲。', '第二条 乙。'));
  expect(parsed.outline).toHaveLength(2);
  expect(parsed.warnings).toEqual([]);
});
