import { expect, test } from 'vitest';
import { placeAt } from '../../src/rule/check-place.ts';
import { parseText } from '../../src/rule/parse-text.ts';
import { textOf } from './some-text.ts';

test('every offset from the first character of a unit on lies in it, and none before', () => {
  const text = textOf('总说几句。', '第一条 甲。', '第二条 乙。');
  const parsed = parseText(text);
  const labels = [...text].map((_, at) => placeAt(at, parsed).label);
  expect(labels.indexOf('第一条')).toBe(text.indexOf('第一条'));
  expect(labels.indexOf('第二条')).toBe(text.indexOf('第二条'));
  expect(placeAt(0, parsed)).toEqual({ at: '', label: '' });
  expect(placeAt(text.length, parsed)).toEqual({ at: 'a2', label: '第二条' });
});
