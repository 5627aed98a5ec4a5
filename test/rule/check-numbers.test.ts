import { expect, test } from 'vitest';
import { findings, marked } from './check-input.ts';
import { textOf } from './some-text.ts';

const articles = (...numbers: string[]): string => textOf(...numbers.map((n) => `第${n}条 灯亮。`));
const numbers = /^number-/;
const items = /^item-/;

test.each([
  ['a sequence without a fault', ['一', '二', '三'], []],
  ['第二条之一 is no fault', ['一', '二', '二之一', '三'], []],
  ['a gap', ['一', '二', '四', '五'], [['number-gap', '第四条', '第四条']]],
  ['the first is missing', ['二', '三'], [['number-gap', '第二条', '第二条']]],
  ['a double', ['一', '二', '二', '三'], [['number-double', '第二条', '第二条']]],
  [
    'one wrong number is one fault',
    ['一', '二', '十三', '四', '五'],
    [['number-gap', '第十三条', '第十三条']],
  ],
  [
    'one number too low is one fault',
    ['一', '二', '三', '一', '五'],
    [['number-double', '第一条', '第一条']],
  ],
])('%s', (_, given, expected) => {
  expect(marked(articles(...given), numbers)).toEqual(expected);
});

test('backwards', () => {
  expect(marked(articles('一', '二', '五', '六', '四'), numbers)).toEqual([
    ['number-gap', '第五条', '第五条'],
    ['number-backwards', '第四条', '第四条'],
  ]);
});

test('a finding says where, what was expected and what was found', () => {
  const text = textOf('第一条 灯。', '第三条 灯。');
  expect(findings(text)).toContainEqual({
    kind: 'number-gap',
    at: 'a3',
    label: '第三条',
    start: text.indexOf('第三条'),
    end: text.indexOf('第三条') + 3,
    detail: { expected: '2', found: '3' },
    weight: 'error',
  });
});

test('一、 paragraphs are counted as well', () => {
  expect(marked(textOf('一、灯亮。', '二、灯灭。', '四、灯坏。'), numbers)).toEqual([
    ['number-gap', '四、', '四、'],
  ]);
});

test('a volume goes on counting; an amendment counts in another text', () => {
  expect(marked(articles('三十一', '三十二'), numbers, { part: '第二编' })).toEqual([]);
  expect(marked(articles('三十一', '三十二'), numbers, { title: '灯光法修正案' })).toEqual([]);
  expect(marked(articles('三十一'), numbers, { title: '关于修改《灯光办法》的决定' })).toEqual([]);
});

test.each([
  ['no fault', ['（一）开灯；', '（二）关灯。'], []],
  ['a gap', ['（一）开灯；', '（三）关灯。'], [['item-gap', '第一条', '（三）']]],
  ['a double', ['（一）开灯；', '（一）关灯。', '（二）换灯。'], []],
  ['a double within', ['（一）开；', '（二）关；', '（二）换。'], [['item-double', '第一条', '（二）']]],
  [
    'backwards',
    ['（一）开；', '（四）关；', '（五）换；', '（三）修。'],
    [
      ['item-gap', '第一条', '（四）'],
      ['item-backwards', '第一条', '（三）'],
    ],
  ],
  ['without a first', ['（二）开灯；', '（三）关灯。'], [['item-gap', '第一条', '（二）']]],
  ['on over a paragraph', ['（一）开灯；', '天亮以后也一样。', '（二）关灯。'], []],
  ['a heading above the next article', ['开灯应当登记。', '（三）关灯'], []],
])('items: %s', (_, lines, expected) => {
  expect(marked(textOf('第一条 值班员做下列事：', ...lines, '第二条 完。'), items)).toEqual(expected);
});

test('items of an article begin anew; 1. below an item is another count', () => {
  const text = textOf(
    '第一条 甲：',
    '（一）甲；',
    '1.乙；',
    '3.丙；',
    '（二）丁。',
    '第二条 戊：',
    '（一）己。',
  );
  expect(marked(text, items)).toEqual([]);
});

test('an article does not go on with the items of the one before', () => {
  const text = textOf('第一条 甲：', '（一）甲；', '（二）乙。', '第二条 丙：', '（三）丙；', '（四）丁。');
  expect(marked(text, items)).toEqual([['item-gap', '第二条', '（三）']]);
});

test('（一） may be counted through a text of 一、', () => {
  expect(
    marked(textOf('一、甲事如下办理。', '（一）甲；', '二、乙事如下办理。', '（二）乙。'), items),
  ).toEqual([]);
});
