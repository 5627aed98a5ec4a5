import { expect, test } from 'vitest';
import { countCharacters } from '../../src/app/count-characters.ts';

test.each([
  ['', 0],
  ['加强管理。', 5],
  ['加强 hello, world。', 5],
  ['使用GB/T 9704标准', 6],
  ['2026年1月1日', 6],
  ['“规矩”……', 6],
  ['第一条　为了节电', 7],
  ['## 第一章 总则', 5],
  ['根据**《办法》**', 6],
  ['| 甲 | 乙 |\n| --- | --- |\n| 丙 | 20 人 |', 5],
  ['𠮷野家😀', 4],
  ['\n\n  \n', 0],
] as const)('%j has %i', (text, count) => {
  expect(countCharacters(text)).toBe(count);
});

test('a long text is counted once over', () => {
  expect(countCharacters('节电。\n\n'.repeat(50_000))).toBe(150_000);
});
