import { expect, test } from 'vitest';
import { marked } from './check-input.ts';
import { textOf } from './some-text.ts';

const kinds = /^(nothing-before|paragraph-missing)$/;

test.each([
  ['前款规定的灯不换。', [['nothing-before', '前款']]],
  ['前两款规定的灯不换。', [['nothing-before', '前两款']]],
  ['前条规定的灯不换。', [['nothing-before', '前条']]],
  ['前项规定的灯不换。', [['nothing-before', '前项']]],
  ['第三款规定的灯不换。', [['paragraph-missing', '第三款']]],
  ['目前条件不够，提前条款另定。', []],
  ['以前款项不退。', []],
  ['前三项灯不换。', []],
  ['“前款规定的灯”不换。', []],
  ['该条第三款规定的灯不换。', []],
  ['依照《用电办法》第三条第一款，以及第二款规定的办法。', []],
  ['用电法第三百零七条之一前三款行为从重。', []],
])('in a first article: %s', (sentence, expected) => {
  const text = textOf(`第一条 ${sentence}`, '第二条 完。');
  expect(marked(text, kinds).map(([kind, , words]) => [kind, words])).toEqual(expected);
});

test('where something stands before, it is no fault', () => {
  const text = textOf(
    '第一条 灯亮。',
    '前款规定的灯不换。',
    '前两款规定的灯另换。',
    '第二条 前条规定的灯：',
    '（一）亮；',
    '（二）前项规定以外的。',
    '前项规定另定，第二款规定亦同。',
  );
  expect(marked(text, kinds)).toEqual([]);
});

test('前项 in a first item', () => {
  const text = textOf('第一条 灯有：', '（一）前项规定以外的。');
  expect(marked(text, kinds)).toEqual([['nothing-before', '第一条', '前项']]);
});
