import { expect, test } from 'vitest';
import { parseText } from '../../src/rule/parse-text.ts';
import { textOf } from './some-text.ts';

const warnings = (...numbers: string[]) =>
  parseText(textOf(...numbers.map((n) => `第${n}条 灯。`))).warnings.map(({ kind, at }) => [kind, at]);

test('a sequence without a fault', () => {
  expect(warnings('一', '二', '二之一', '二之二', '三')).toEqual([]);
});

test('a volume goes on counting where the one before left off', () => {
  expect(warnings('二百零五', '二百零六')).toEqual([]);
});

test.each([
  [['一', '三', '四'], [['gap', '第三条']]],
  [['一', '二', '二', '三'], [['double', '第二条']]],
  [
    ['三', '四', '一', '五'],
    [
      ['order', '第一条'],
      ['gap', '第五条'],
    ],
  ],
])('%j', (numbers, found) => {
  expect(warnings(...numbers)).toEqual(found);
});

test('一、 paragraphs are looked at as well, and a warning says where', () => {
  const text = textOf('一、甲。', '二、乙。', '四、丁。');
  expect(parseText(text).warnings).toEqual([{ kind: 'gap', at: '四、', start: text.indexOf('四') }]);
});

test('twenty are enough', () => {
  expect(warnings(...Array.from({ length: 60 }, (_, i) => String(2 * i + 1)))).toHaveLength(20);
});
