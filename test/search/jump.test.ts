import { expect, test } from 'vitest';
import { readJump } from '../../src/search/jump.ts';

test.each([
  ['请假办法 12', '请假办法', 12, []],
  ['请假办法　１２', '请假办法', 12, []],
  ['请假办法12条', '请假办法', 12, []],
  ['请假办法第12条', '请假办法', 12, []],
  ['请假办法第十二条', '请假办法', 12, []],
  ['《请假办法》第十二条第一款第（三）项', '请假办法', 12, []],
  ['请假办法 十二', '请假办法', 12, []],
  ['请假办法第一百二十条之一', '请假办法', 120, [1]],
  ['第三条', '', 3, []],
])('%s is a place', (query, title, number, sub) => {
  expect(readJump(query)).toEqual({ title, number, sub });
});

test.each(['请假办法', '12', '请假12天', '十二条令', '请假办法 12 天', '请假办法 0', '2024年请假', ''])(
  '%s is none',
  (query) => expect(readJump(query)).toBeUndefined(),
);
