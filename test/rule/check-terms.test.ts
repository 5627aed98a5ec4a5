import { expect, test } from 'vitest';
import { marked } from './check-input.ts';
import { textOf } from './some-text.ts';

const unused = (...paragraphs: string[]): string[] =>
  marked(textOf(...paragraphs), /^term-unused$/).map(([, , words]) => words);

test.each([
  ['第一条 本办法所称走廊灯，是指走廊里的灯。'],
  ['第一条 本办法所称的“走廊灯”是指走廊里的灯。'],
  ['第一条 本办法所称走廊灯（含楼梯灯），是指走廊里的灯。'],
  ['第一条 走廊里的灯（以下简称走廊灯）夜里开。'],
  ['第一条 走廊里的灯（以下统称“走廊灯”）夜里开。'],
])('%s', (definition) => {
  expect(unused(definition, '第二条 夜里开灯。')).toEqual(['走廊灯']);
  expect(unused(definition, '第二条 走廊灯夜里开。')).toEqual([]);
});

test('本办法所称 may stand behind its use, 以下简称 may not', () => {
  expect(unused('第一条 走廊灯夜里开。', '第二条 本办法所称走廊灯，是指走廊里的灯。')).toEqual([]);
  expect(unused('第一条 走廊灯夜里开。', '第二条 走廊里的灯（以下简称走廊灯）白天关。')).toEqual(['走廊灯']);
});

test('the title uses it', () => {
  expect(unused('第一条 本办法所称灯光，是指亮光。')).toEqual([]);
});

test.each(['第一条 用电法和本办法所称走廊灯，是指走廊里的灯。', '第一条 本条所称走廊灯，是指走廊里的灯。'])(
  'no term of this text: %s',
  (definition) => {
    expect(unused(definition)).toEqual([]);
  },
);
