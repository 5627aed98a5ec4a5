import { expect, test } from 'vitest';
import { marked } from './check-input.ts';
import { textOf } from './some-text.ts';

const missing = /^(article|paragraph|item)-missing$/;
/** Five articles; the third has two paragraphs, the second of them two items. */
const withLast = (sentence: string): string =>
  textOf(
    '第一条 甲。',
    '第二条 乙。',
    '第三条 丙。',
    '丁有：',
    '（一）戊；',
    '（二）己。',
    '第四条 庚。',
    `第五条 ${sentence}`,
  );

test.each([
  ['本办法第四条', []],
  ['本办法第三条第二款第（二）项', []],
  ['本办法第三条第二项', []],
  ['本办法第四十条', [['article-missing', '本办法第四十条']]],
  ['本办法第三条、第四十条', [['article-missing', '第四十条']]],
  ['本办法第三条至第九条', [['article-missing', '本办法第三条至第九条']]],
  ['第九条', [['article-missing', '第九条']]],
  ['本办法第三条第三款', [['paragraph-missing', '本办法第三条第三款']]],
  ['本办法第三条第二款第三项', [['item-missing', '本办法第三条第二款第三项']]],
  ['本办法第四条第一项', [['item-missing', '本办法第四条第一项']]],
  ['本条第二款', [['paragraph-missing', '本条第二款']]],
])('%s', (cited, expected) => {
  expect(marked(withLast(`依照${cited}办理。`), missing).map(([kind, , words]) => [kind, words])).toEqual(
    expected,
  );
});

test('a finding stands where the citation stands', () => {
  expect(marked(withLast('依照本办法第四十条办理。'), missing)).toEqual([
    ['article-missing', '第五条', '本办法第四十条'],
  ]);
});

test('第三条 is 三、 where a text counts so', () => {
  const text = textOf('一、开灯的人登记。', '二、依照第一条办理。', '三、依照第八条办理。');
  expect(marked(text, missing)).toEqual([['article-missing', '三、', '第八条']]);
});

test('a bare number behind the name of another text may be that one’s', () => {
  expect(marked(withLast('依照《用电办法》第二条和本市有关规定，第四十条也适用。'), missing)).toEqual([]);
  expect(marked(withLast('依照《用电办法》办理，本办法第四十条也适用。'), missing)).toHaveLength(1);
  const list = '依照《用电办法》办理，本办法第三条、第四十条以及第五十条也适用。';
  const words = marked(withLast(list), missing).map(([, , cited]) => cited);
  expect(words).toEqual(['第四十条', '第五十条']);
  expect(marked(withLast('依照第四十条办理。'), missing, { title: '关于适用用电办法的解释' })).toEqual([]);
});

test('another volume or the base may have it', () => {
  expect(marked(withLast('依照本办法第四十条办理。'), missing, { part: '第一编' })).toEqual([]);
  const base = { 本办法第四十条: { found: true } };
  expect(marked(withLast('依照本办法第四十条办理。'), missing, { base })).toEqual([]);
});

test('where items stand in the line, or have no numbers, nothing is said', () => {
  const text = textOf(
    '第一条 灯有（一）红、（二）绿。',
    '第二条 如下：',
    '红灯；',
    '第三条 依照第一条第四项和第二条第一项办理。',
  );
  expect(marked(text, missing)).toEqual([]);
});

test('a text without numbers has none to miss', () => {
  expect(marked(textOf('灯亮时依照本办法第四十条办理。', '灯灭时不办理。'), missing)).toEqual([]);
});
