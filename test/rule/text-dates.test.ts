import { expect, test } from 'vitest';
import { firstDateIn, isoDay, readDay } from '../../src/rule/text-dates.ts';

test.each([
  ['2026-03-01', '2026-03-01'],
  ['2026/3/1', '2026-03-01'],
  [' 2026.3.1 ', '2026-03-01'],
  ['2026-03-01T00:00:00.000Z', '2026-03-01'],
  ['2026年3月1日', '2026-03-01'],
  ['2026 年 3 月 1 日', '2026-03-01'],
  ['２０２６年３月１日', '2026-03-01'],
  ['二〇二六年三月一日', '2026-03-01'],
  ['二○二六年十二月三十一日', '2026-12-31'],
  ['二零二六年十月二十日', '2026-10-20'],
  ['于2026年3月1日通过', '2026-03-01'],
])('%s', (text, day) => {
  expect(readDay(text)).toBe(day);
});

test.each([
  '',
  '2026',
  '2026年3月',
  '2026-02-30',
  '2026年13月1日',
  '2026年2月31日',
  '0000-01-01',
  '明天',
  '26年3月1日',
])('%j is no day', (text) => {
  expect(readDay(text)).toBeUndefined();
});

test('leap days are days', () => {
  expect(isoDay(2024, 2, 29)).toBe('2024-02-29');
  expect(isoDay(2023, 2, 29)).toBeUndefined();
});

test('the first date of a sentence, and where it stands', () => {
  expect(firstDateIn('自2026年3月1日起，至2027年1月1日止')).toEqual({ on: '2026-03-01', start: 1, end: 10 });
});
