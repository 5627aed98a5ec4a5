import { expect, test } from 'vitest';
import { unitRows } from '../../src/exchange/unit-rows.ts';
import { parseText } from '../../src/rule/parse-text.ts';

test('a row says where its unit stands, and below which headings', () => {
  const text = '第一条 甲。\n\n第一章 总则\n\n第一节 灯\n\n第二条 【开】乙。';
  expect(unitRows(parseText(text))).toEqual([
    { address: 'a1', label: '第一条', path: '', start: 0, body: 4, end: 6 },
    { address: 'a2', label: '第二条', path: '第一章 总则 › 第一节 灯', start: 23, body: 30, end: 32 },
  ]);
});
