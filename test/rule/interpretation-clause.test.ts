import { expect, test } from 'vitest';
import { interpretationClause } from '../../src/rule/interpretation-clause.ts';
import { parseText } from '../../src/rule/parse-text.ts';

function clauseOf(...articles: string[]): [string, string] | undefined {
  const text = articles.map((words, at) => `第${'一二三'[at]}条　${words}`).join('\n\n');
  const units = parseText(text).units.map(({ label, bodyStart, end }) => ({ label, body: bodyStart, end }));
  const found = interpretationClause(text, units);
  return found && [found.label, found.organ];
}

test('who explains a text is found where it says so', () => {
  expect(clauseOf('守时。', '本办法由行政科负责解释。')).toEqual(['第二条', '行政科']);
  expect(clauseOf('本办法由机关党委负责解释，自发布之日起施行。')).toEqual(['第一条', '机关党委']);
  expect(clauseOf('本规定由全国人民代表大会常务委员会解释。')).toEqual([
    '第一条',
    '全国人民代表大会常务委员会',
  ]);
  expect(clauseOf('本规定的解释权归信息科所有。')).toEqual(['第一条', '信息科']);
  expect(clauseOf('具体解释工作由法规科承担。')).toEqual(['第一条', '法规科']);
});

test('the last one counts, and what is quoted or named nowhere does not', () => {
  expect(clauseOf('技术问题由信息科负责解释。', '本办法由行政科负责解释。')).toEqual(['第二条', '行政科']);
  for (const words of [
    '守时。',
    '原文为“本办法由行政科负责解释。”。',
    '本办法由本局负责解释。',
    '由范围等不符合民事诉讼法和本解释。',
    '由铁路运输企业按照本解释赔偿。',
    '解释权属于制定机关。',
  ])
    expect(clauseOf(words), words).toBeUndefined();
});
