import { expect, test } from 'vitest';
import { citationTrigger, isBegun } from '../../src/app/citation-trigger.ts';

test.each([
  ['依照《', { kind: 'title', words: '', from: 3 }],
  ['依照《会议', { kind: 'title', words: '会议', from: 3 }],
  ['依照《会议》', undefined],
  ['依照第', { kind: 'article', number: '', from: 2 }],
  ['依照本办法第三', { kind: 'article', number: '三', from: 5 }],
  ['《会议制度》第', { kind: 'article', title: '会议制度', number: '', from: 6 }],
  ['**《会议制度》**第12', { kind: 'article', title: '会议制度', number: '12', from: 10 }],
  ['《会议制度》（某办〔2026〕1号）第', { kind: 'article', title: '会议制度', number: '', from: 18 }],
  ['第', { kind: 'label', from: 0 }],
  ['## 第', { kind: 'label', from: 3 }],
  ['第三', undefined],
  ['次第展开', undefined],
] as const)('%s', (before, trigger) => {
  expect(citationTrigger(before)).toEqual(trigger);
});

test('a number is known from its first digits, in either script', () => {
  expect(isBegun('第十二条', '1')).toBe(true);
  expect(isBegun('第十二条', '12')).toBe(true);
  expect(isBegun('第十二条', '十')).toBe(true);
  expect(isBegun('第二条', '12')).toBe(false);
  expect(isBegun('第二条', '')).toBe(true);
});
