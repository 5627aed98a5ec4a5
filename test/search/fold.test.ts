import { expect, test } from 'vitest';
import { bigram, foldText, isBigram, termsOf } from '../../src/search/fold.ts';
import { toSimplified } from '../../src/search/traditional.ts';

test('width, case and traditional forms make no difference', () => {
  expect(foldText('ＡＢＣ１２３')).toBe('abc123');
  expect(foldText('Word文檔')).toBe('word文档');
  expect(foldText('會議管理規則')).toBe('会议管理规则');
  expect(foldText('請假條例')).toBe('请假条例');
});

test('every pair of the table leads to one simplified form that stays as it is', () => {
  for (let code = 0x4e00; code <= 0x9fff; code++) {
    const simple = toSimplified(code);
    expect(toSimplified(simple), String.fromCharCode(code)).toBe(simple);
  }
});

test('signs become spaces, one for each character', () => {
  const text = '《办法》（试行），〔2024〕5号。\n一　二';
  expect(foldText(text)).toBe(' 办法  试行   2024 5号  一 二');
  expect(foldText(text)).toHaveLength(text.length);
});

test('a circle is a digit of numbers, accents are letters', () => {
  expect(foldText('二〇二四')).toBe('二〇二四');
  expect(foldText('Müller')).toBe('müller');
});

test('terms are characters and neighbours, never across a sign', () => {
  const [a, b, c] = ['会', '议', '室'].map((one) => one.charCodeAt(0)) as [number, number, number];
  expect(termsOf('会议，室')).toEqual([a, b, bigram(a, b), c]);
  expect(isBigram(a)).toBe(false);
  expect(isBigram(bigram(a, b))).toBe(true);
  expect(termsOf('，。')).toEqual([]);
});
