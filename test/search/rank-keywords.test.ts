import { expect, test } from 'vitest';
import { parseQuery } from '../../src/search/query.ts';
import { holdsPhrases, rankKeywords } from '../../src/search/rank-keywords.ts';
import type { CandidateText } from '../../src/search/rank-question.ts';

function first(query: string, texts: Partial<CandidateText>[], scores: number[] = []): number {
  const candidates = texts.map((_, unit) => ({ edition: 'e', unit, score: scores[unit] ?? 10 }));
  const [best] = rankKeywords(candidates, parseQuery(query), ({ unit }) => ({
    title: '',
    path: '',
    text: '',
    ...texts[unit],
  }));
  return best!.unit;
}

test('whole words come before scattered parts', () => {
  expect(first('印章管理', [{ text: '印章由章管员管理。' }, { text: '印章管理。' }], [10, 5])).toBe(1);
});

test('words near each other come before words far apart, in any order', () => {
  const far = '此处隔着许多别的话。'.repeat(5);
  expect(first('印章 登记', [{ text: `印章${far}登记` }, { text: `登记印章${far}` }], [10, 9])).toBe(1);
});

test('words in title and headings count', () => {
  expect(first('印章', [{ text: '印章。' }, { text: '印章。', path: '第二章 印章' }])).toBe(1);
  expect(first('印章', [{ text: '印章。' }, { text: '印章。', title: '印章办法' }])).toBe(1);
});

test('what has no text stays', () => {
  const candidates = [{ edition: 'e', unit: 0, score: 1 }];
  expect(rankKeywords(candidates, parseQuery('印章'), () => undefined)).toEqual(candidates);
});

test('phrases stand letter for letter, in any writing', () => {
  expect(holdsPhrases('領用印章時登記', ['印章'])).toBe(true);
  expect(holdsPhrases('印，章', ['印章'])).toBe(false);
  expect(holdsPhrases('印章', ['印章', '登记'])).toBe(false);
});
