import { expect, test } from 'vitest';
import { parseText } from '../../src/rule/parse-text.ts';
import { addresses, shapeOf, textOf } from './some-text.ts';

function read(...lines: string[]) {
  const parsed = parseText(textOf(...lines));
  return { ...parsed, style: parsed.style, addresses: addresses(parsed) };
}

test('flat 一、 paragraphs are units', () => {
  const { style, units, addresses } = read(
    '灯的规矩如下。',
    '一、开灯。',
    '（一）先开大灯；',
    '二、关灯。',
    '三、省电。',
  );
  expect(style).toBe('numbered');
  expect(addresses).toEqual(['n1', 'n2', 'n3']);
  expect(units[0]).toMatchObject({ kind: 'numbered', label: '一、', number: 1 });
  expect(shapeOf(units[0]!.blocks)).toEqual([['开灯。', '（一）先开大灯；']]);
});

test('below chapters they are units as well', () => {
  const { style, addresses, outline } = read(
    '第一章 总则',
    '一、开灯。',
    '二、关灯。',
    '第二章 附则',
    '三、省电。',
  );
  expect([style, addresses, outline.length]).toEqual(['numbered', ['n1', 'n2', 'n3'], 2]);
});

test('one article among 一、 paragraphs is a citation, two are the style', () => {
  expect(read('一、开灯。', '二、关灯。', '第三条 引文。').style).toBe('numbered');
  expect(read('一、灯', '第一条 开灯。', '第二条 关灯。', '二、其他').style).toBe('articles');
});

test('1. and 1.1 are units', () => {
  const { style, units, addresses } = read('1. 总则', '1.1 开灯。', '1.2 关灯。', '2. 其他', '2.1 省电。');
  expect([style, addresses]).toEqual(['decimal', ['d1', 'd1.1', 'd1.2', 'd2', 'd2.1']]);
  expect(units[1]).toMatchObject({ kind: 'decimal', label: '1.1', number: 1 });
});

test('headings alone: each lowest one with its paragraphs is a unit', () => {
  const { style, units, addresses, warnings } = read('## 开灯', '甲。', '乙。', '## 关灯', '丙。');
  expect([style, addresses]).toEqual(['sections', ['s1', 's2']]);
  expect(units.map((unit) => [unit.heading, unit.blocks.length])).toEqual([
    [0, 2],
    [1, 1],
  ]);
  expect(warnings.map(({ kind }) => kind)).toEqual(['unnumbered']);
});

test('neither numbers nor headings: one unit', () => {
  const { style, units, addresses, warnings } = read('开灯。', '关灯。');
  expect([style, addresses]).toEqual(['plain', ['w1']]);
  expect(shapeOf(units[0]!.blocks)).toEqual(['开灯。', '关灯。']);
  expect(warnings.map(({ kind }) => kind)).toEqual(['unnumbered']);
});

test('chapters with many paragraphs and no article have probably lost their numbers', () => {
  const paragraphs = Array.from({ length: 10 }, (_, i) => `灯${i}。`);
  const { warnings } = read('第一章 总则', ...paragraphs, '第二章 附则', '完。');
  expect(warnings.map(({ kind }) => kind)).toEqual(['lost-numbers']);
});
