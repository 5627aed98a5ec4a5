import { describe, expect, test } from 'vitest';
import type { Candidate } from '../../src/search/body-index.ts';
import { QuestionTerms, share, together } from '../../src/search/features.ts';
import { bigram, isBigram } from '../../src/search/fold.ts';
import { parseQuery } from '../../src/search/query.ts';
import { rankQuestion, type CandidateText, type QuestionSources } from '../../src/search/rank-question.ts';

const pair = (two: string): number => bigram(two.charCodeAt(0), two.charCodeAt(1));

describe('the terms of a question', () => {
  const terms = new QuestionTerms([
    { term: pair('请假'), rarity: 3 },
    { term: pair('批准'), rarity: 1 },
    { term: '假'.charCodeAt(0), rarity: 2 },
  ]);
  const { pairs, singles, squared } = terms;

  test('are found at the end of their first place', () => {
    expect([...terms.placesIn('先请假，再请假，批准。')]).toEqual([3, 10, 3]);
    expect([...terms.placesIn('请，假')]).toEqual([0, 0, 3]);
    expect([...terms.placesIn('請假')]).toEqual([2, 0, 2]);
  });

  test('are shared by rarity', () => {
    const places = terms.placesIn('先请假。');
    expect(share(pairs, places)).toBeCloseTo(3 / 4, 6);
    expect(share(squared, places)).toBeCloseTo(9 / 10, 6);
    expect(share(singles, places)).toBe(1);
    expect(share(pairs, places, 2)).toBe(0);
    expect(share(pairs, places, 3)).toBeCloseTo(3 / 4, 6);
    expect(
      share(
        terms.group(() => false),
        places,
      ),
    ).toBe(0);
  });

  test('stand together in several texts', () => {
    const places = together(terms.placesIn('请假'), terms.placesIn('批准'));
    expect(share(pairs, places)).toBe(1);
  });
});

/** Every pair is twice as rare as a character, and no law is about the question more than another. */
function sources(question: string, textOf: QuestionSources['textOf']): QuestionSources {
  return {
    query: parseQuery(question),
    evidence: new Map(),
    rarity: (term) => (isBigram(term) ? 4 : 2),
    textOf,
  };
}

/** Candidates of the same score, each of its own edition. */
function ranked(question: string, texts: Partial<CandidateText>[], scores?: number[]): number[] {
  const candidates = texts.map((_, i): Candidate => ({
    edition: `e${i}`,
    unit: 0,
    score: scores?.[i] ?? 10,
  }));
  const order = rankQuestion(
    candidates,
    sources(question, ({ edition }) => ({
      title: '办法',
      path: '',
      text: '',
      ...texts[Number(edition.slice(1))],
    })),
  );
  return order.map(({ edition }) => Number(edition.slice(1)));
}

describe('a question prefers', () => {
  test('what holds more of it', () => {
    expect(ranked('借用印章要登记吗？', [{ text: '印章保管。' }, { text: '借用印章须登记。' }])).toEqual([
      1, 0,
    ]);
  });

  test('what says so at the beginning', () => {
    const rest = '其他事项由有关科室另行通知，并在每月月底之前汇总上报。';
    expect(ranked('印章怎么保管？', [{ text: `${rest}印章保管。` }, { text: `印章保管。${rest}` }])).toEqual([
      1, 0,
    ]);
  });

  test('what has its characters at the beginning, were they in other words', () => {
    const rest =
      '其他事项由有关科室另行通知，并在每月月底之前汇总上报给上级，逾期不予受理，另有约定的从其约定。';
    const texts = [{ text: `${rest}章，管，保。` }, { text: `章，管，保。${rest}` }];
    expect(ranked('印章怎么保管？', texts)).toEqual([1, 0]);
  });

  test('what has words of every clause', () => {
    const texts = [{ text: '值班，人员，离岗。' }, { text: '值班，人员，钥匙。' }];
    expect(ranked('值班人员离岗，钥匙交接怎么办？', texts)[0]).toBe(1);
  });

  test('a number, when it asks for one', () => {
    const texts = [{ text: '休假天数另行规定。' }, { text: '休假十五日为限。' }];
    expect(ranked('休假最多有多少天？', texts)[0]).toBe(1);
  });

  test('laws, and codes above all', () => {
    const text = '合伙债务由合伙人承担。';
    const titles = ['合伙通知', '合伙法', '民商法典'];
    expect(
      ranked(
        '合伙的债务谁承担？',
        titles.map((title) => ({ title, text })),
      ),
    ).toEqual([2, 1, 0]);
  });

  test('what the title or a heading completes', () => {
    const text = '须经批准。';
    expect(ranked('出差坐飞机谁批准？', [{ text }, { text, path: '第二章 出差' }])).toEqual([1, 0]);
    expect(ranked('出差坐飞机谁批准？', [{ text }, { text, title: '出差办法' }])).toEqual([1, 0]);
  });
});

test('neighbours of good answers are lifted', () => {
  const texts: Record<string, string> = { 'a 0': '印章保管登记。', 'a 1': '另行通知。', 'b 7': '另行通知。' };
  const candidates = [
    { edition: 'a', unit: 0, score: 10 },
    { edition: 'b', unit: 7, score: 5 },
    { edition: 'a', unit: 1, score: 5 },
  ];
  const order = rankQuestion(
    candidates,
    sources('印章保管要登记吗？', ({ edition, unit }) => ({
      title: '',
      path: '',
      text: texts[`${edition} ${unit}`]!,
    })),
  );
  expect(order.map(({ edition, unit }) => `${edition} ${unit}`)).toEqual(['a 0', 'a 1', 'b 7']);
});

test('what has no text keeps its place by its score, and nothing is nothing', () => {
  const candidates = [
    { edition: 'a', unit: 0, score: 10 },
    { edition: 'b', unit: 0, score: 3 },
  ];
  const textless = sources('印章怎么保管？', () => undefined);
  expect(rankQuestion(candidates, textless).map(({ edition }) => edition)).toEqual(['a', 'b']);
  expect(rankQuestion([], textless)).toEqual([]);
});

test('of two alike the one comes first whose law has more to say', () => {
  const candidates = [
    { edition: 'a', unit: 0, score: 10 },
    { edition: 'b', unit: 0, score: 10 },
  ];
  const asked = sources('印章怎么保管？', () => ({ title: '', path: '', text: '印章保管。' }));
  const evidence = new Map([
    ['a', 100],
    ['b', 300],
  ]);
  const order = rankQuestion(candidates, { ...asked, evidence });
  expect(order.map(({ edition }) => edition)).toEqual(['b', 'a']);
});
