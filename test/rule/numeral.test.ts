import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberToNumeral, numeralToNumber } from '../../src/rule/numeral.ts';

test('every number from 1 to 9999 comes back from its numeral', () => {
  for (let n = 1; n <= 9999; n++) expect(numeralToNumber(numberToNumeral(n))).toBe(n);
});

test('so do greater ones', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10_000, max: 99_999_999 }), (n) => {
      expect(numeralToNumber(numberToNumeral(n))).toBe(n);
    }),
    { seed: 1, numRuns: 1000 },
  );
});

test.each([
  [0, '零'],
  [7, '七'],
  [10, '十'],
  [12, '十二'],
  [20, '二十'],
  [100, '一百'],
  [102, '一百零二'],
  [110, '一百一十'],
  [1010, '一千零一十'],
  [1260, '一千二百六十'],
  [10_000, '一万'],
  [20_500, '二万零五百'],
  [110_000, '十一万'],
])('%i is written %s', (n, numeral) => {
  expect(numberToNumeral(n)).toBe(numeral);
});

test.each([
  ['一十', 10],
  ['一百〇二', 102],
  ['一百零二', 102],
  ['一百○二', 102],
  ['两百', 200],
  ['百', 100],
  ['二〇二四', 2024],
  ['二○二四', 2024],
  ['一二〇', 120],
  ['41', 41],
  ['４１', 41],
  ['1２', 12],
  ['一万', 10_000],
  ['零', 0],
])('%s is %i', (numeral, n) => {
  expect(numeralToNumber(numeral)).toBe(n);
});

test.each(['', '甲', '一百二三', '1万', '十二条', '一'.repeat(25), '1234567890', '一二三四五六七八九一'])(
  '%s is no number',
  (numeral) => {
    expect(numeralToNumber(numeral)).toBeUndefined();
  },
);
