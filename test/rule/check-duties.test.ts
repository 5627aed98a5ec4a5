import { expect, test } from 'vitest';
import { findings, marked, type Given } from './check-input.ts';
import { textOf } from './some-text.ts';

const duties = (text: string, given?: Given): string[] =>
  marked(text, /^duty-/, given).map(([, , words]) => words);

test.each([
  ['应当在三日内换灯。', ['应当']],
  ['在三日内应当换灯。', ['应当']],
  ['每月应当换灯。', ['应当']],
  ['必须关灯。', ['必须']],
  ['不得在夜里开灯。', ['不得']],
  ['负责换灯。', ['负责']],
  ['应在三日内换灯。', ['应']],
  ['值班员应当在三日内换灯。应当登记。', []],
  ['应当按照规定的期限换灯。', ['应当']],
  ['应当更换的灯由值班员换。', []],
  ['负责换灯的人登记。', []],
  ['负责人应当换灯。', []],
  ['应急灯应当换。', []],
  ['应用灯光时登记。', []],
])('%s', (sentence, expected) => {
  expect(duties(textOf(`第一条 ${sentence}`, '第二条 完。'))).toEqual(expected);
});

test('items and further paragraphs have their subject above them', () => {
  expect(duties(textOf('第一条 值班员：', '（一）负责换灯；', '（二）不得睡觉。', '应当登记。'))).toEqual([]);
});

test('a code of conduct speaks to everybody, and what came from others is theirs', () => {
  const text = textOf('第一条 不得在夜里开灯。', '第二条 完。');
  expect(duties(text, { kind: 'code' })).toEqual([]);
  expect(duties(text, { kind: 'forwarded' })).toEqual([]);
});

test('it is advice, and says the word', () => {
  const text = textOf('第一条 必须关灯。', '第二条 完。');
  expect(findings(text).find(({ kind }) => kind === 'duty-without-subject')).toEqual({
    kind: 'duty-without-subject',
    at: 'a1.p1',
    label: '第一条',
    start: 4,
    end: 6,
    detail: { word: '必须' },
    weight: 'advice',
  });
});
