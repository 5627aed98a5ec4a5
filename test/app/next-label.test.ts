import { expect, test } from 'vitest';
import { nextArticle, nextChapter, nextItem, nextSubitem, proposedAfter } from '../../src/app/next-label.ts';

test.each([
  ['第三条　下班关灯。', '第四条　'],
  ['**第九条** 甲', '第十条　'],
  ['第12条 甲', '第13条　'],
  ['第三条之一 甲', '第四条　'],
  ['（二）走廊；', '（三）'],
  ['（九）走廊；', '（十）'],
  ['1. 甲', '2. '],
  ['（1）甲', '（2）'],
  ['①甲', '②'],
  ['1、甲', '2、'],
  ['一、总体要求', '二、'],
  ['周末也关。', ''],
  ['第三条规定的灯除外。', ''],
  ['# 灯光办法', ''],
] as const)('after %s comes %s', (line, next) => {
  expect(proposedAfter(line, [])).toBe(next);
});

test('behind a heading comes the next article of the whole text', () => {
  expect(proposedAfter('## 第二章 费用', ['', '周末也关。', '', '第三条　下班关灯。'])).toBe('第四条　');
  expect(proposedAfter('第一章 总则', ['# 办法'])).toBe('第一条　');
});

test('the next number of each level, by what stands above', () => {
  const above = [
    '1. 丙',
    '',
    '（二）乙：',
    '',
    '（一）甲；',
    '',
    '第三条　包括：',
    '',
    '## 第二章　灯',
    '第一编 总',
  ];
  expect(nextArticle(above)).toBe('第四条　');
  expect(nextChapter(above)).toBe('第三章　');
  expect(nextItem(above)).toBe('（三）');
  expect(nextSubitem(above)).toBe('2. ');
  expect(nextItem(above.slice(6))).toBe('（一）');
  expect(nextSubitem(above.slice(2))).toBe('1. ');
  expect(nextChapter(above.slice(9))).toBe('第一章　');
});
