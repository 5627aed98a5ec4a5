import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bigram, isBigram } from '../../src/search/fold.ts';
import { parseQuery } from '../../src/search/query.ts';

const pair = (two: string): number => bigram(two.charCodeAt(0), two.charCodeAt(1));
const styleOf = (query: string): string => parseQuery(query).style;

describe('a query is', () => {
  test.each(['请假', '公务员 回避', '值班 交接 记录', '“连续旷工” 处理', '会议室', '档案销毁办法', 'OA系统'])(
    'a few words: %s',
    (query) => expect(styleOf(query)).toBe('keywords'),
  );

  test.each([
    '请假三天要谁批准',
    '怎么请假',
    '值班津贴有多少？',
    '新来的同事试用期内能不能调休',
    '会后，记录没有交，应当找办公室，还是找科室。',
  ])('a question: %s', (query) => expect(styleOf(query)).toBe('question'));
});

test('words in quotes are phrases, whatever the marks', () => {
  for (const query of ['“请假条” 领导', '"请假条" 领导', '「請假條」 领导', '『请假条』领导']) {
    expect(parseQuery(query)).toMatchObject({ style: 'keywords', phrases: ['请假条'], words: ['领导'] });
  }
  expect(parseQuery('“请假').phrases).toEqual([]);
  expect(parseQuery('“，。” 请假').phrases).toEqual([]);
});

test('of a few words all pairs are required, and single characters that stand alone', () => {
  const { terms, share } = parseQuery('请假 证');
  expect(share).toBe(1);
  const required = terms.filter((term) => term.required).map(({ term }) => term);
  expect(required).toEqual([pair('请假'), '证'.charCodeAt(0)]);
});

test('words written together need not all stand in an article', () => {
  expect(parseQuery('值班交接').share).toBeLessThan(1);
  expect(parseQuery('值班').share).toBe(1);
  expect(parseQuery('“值班交接”').share).toBe(1);
});

test('question words say nothing of what is asked', () => {
  const held = (query: string): Set<number> => new Set(parseQuery(query).terms.map(({ term }) => term));
  const terms = held('请问试用期内是否可以请假吗？');
  for (const two of ['试用', '用期', '请假']) expect(terms).toContain(pair(two));
  for (const two of ['请问', '是否', '可以', '以请']) expect(terms).not.toContain(pair(two));
  expect(held('什么什么？').size).toBeGreaterThan(0);
});

test('a question also looks for the words of rules, and requires none of them', () => {
  const required = (query: string, two: string): boolean | undefined =>
    parseQuery(query).terms.find(({ term }) => term === pair(two))?.required;
  expect(required('老板要辞退怀孕的人吗？', '用人')).toBe(false);
  expect(required('老板要辞退怀孕的人吗？', '老板')).toBe(true);
  expect(required('老板', '用人')).toBeUndefined();
});

test('a character that is repeated weighs more, but not so much more', () => {
  const weight = (query: string): number =>
    parseQuery(query).terms.find(({ term }) => term === pair('请假'))!.weight;
  expect(weight('请假请假请假请假登记簿？')).toBeCloseTo(2 * weight('请假登记簿？'), 6);
});

test('nothing makes it throw, and it never takes more than it can', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (query) => {
      const { terms, text } = parseQuery(query);
      expect(text).toBe(query);
      expect(new Set(terms.map(({ term }) => term)).size).toBe(terms.length);
      for (const { weight } of terms) expect(weight).toBeGreaterThan(0);
    }),
  );
  expect(parseQuery('假'.repeat(500)).text).toHaveLength(300);
  expect(parseQuery('').terms).toEqual([]);
  const long = parseQuery('请假'.repeat(500)).terms.filter(
    ({ term, required }) => isBigram(term) && required,
  );
  expect(long).toHaveLength(2);
});
