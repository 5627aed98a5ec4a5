import { expect, test } from 'vitest';
import { abbreviationsIn } from '../../src/rule/abbreviations.ts';

test.each([
  ['依照《机关灯光办法》（以下简称《办法》）', '办法', '机关灯光办法'],
  ['依照《机关灯光办法》（以下简称办法）', '办法', '机关灯光办法'],
  ['依照《机关灯光办法》(以下简称“办法”)', '办法', '机关灯光办法'],
  ['依照《机关灯光办法》（以下称《灯办》）', '灯办', '机关灯光办法'],
  ['依照《机关灯光办法》（2018年修订）（以下简称《办法》）', '办法', '机关灯光办法'],
  ['依照《关于〈灯光办法〉的解释》（以下简称《解释》）', '解释', '关于〈灯光办法〉的解释'],
  ['依照《机关灯光办法》（办〔2018〕5号，以下简称《办法》）', '办法', '机关灯光办法'],
  ['机关灯光办法（以下简称灯光办法）', '灯光办法', '机关灯光办法'],
])('%s', (text, short, title) => {
  expect(abbreviationsIn(text)).toEqual([
    {
      short,
      title,
      start: text.slice(0, text.lastIndexOf('以下')).lastIndexOf(text.includes('（') ? '（' : '('),
    },
  ]);
});

test.each([
  '机关工作人员（以下简称工作人员）',
  '综合科（以下统称主管科室）',
  '（以下简称《办法》）',
  '《灯光办法》（以下简称）',
])('%s defines no text', (text) => {
  expect(abbreviationsIn(text)).toEqual([]);
});

test('two hundred are enough', () => {
  expect(abbreviationsIn('《灯光办法》（以下简称《办法》）'.repeat(300))).toHaveLength(200);
});
