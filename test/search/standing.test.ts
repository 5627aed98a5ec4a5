import { expect, test } from 'vitest';
import { facetValue, isCurrent, passes, standings } from '../../src/search/standing.ts';
import { someBase, someStandings } from './some-base.ts';

const { rows } = someBase([
  {
    title: '印章管理条例',
    kind: 'law',
    category: '行政',
    unit: '办公室',
    editions: [
      { articles: ['甲。'], effectiveOn: '2010-01-01', date: '2009-11-01' },
      { articles: ['乙。'], effectiveOn: '2020-01-01', date: '2019-12-01' },
    ],
  },
  { title: '档案法', editions: [{ articles: ['丙。'] }] },
]);

test('every edition has its standing on the day', () => {
  const on = (day: string, repealed?: string) =>
    [
      ...standings(
        rows,
        day,
        someStandings(({ id }) => (id === 'r0' ? repealed : undefined)),
      ).values(),
    ].map(({ validity }) => validity);
  expect(on('2015-06-01')).toEqual(['inForce', 'notYet', 'undated']);
  expect(on('2022-06-01')).toEqual(['amended', 'inForce', 'undated']);
  expect(on('2022-06-01', '2021-01-01')).toEqual(['repealed', 'repealed', 'undated']);
});

test('current is what holds, will hold, or says nothing of when it does', () => {
  for (const one of ['inForce', 'notYet', 'undated'] as const) expect(isCurrent(one)).toBe(true);
  for (const one of ['amended', 'repealed', 'expired', 'unofficial'] as const)
    expect(isCurrent(one)).toBe(false);
});

test('laws count more than regulations for questions, and these more than the rest', () => {
  const all = standings(rows, '2022-06-01', someStandings());
  expect(all.get('r1e0')!.level).toBeGreaterThan(all.get('r0e1')!.level);
  expect(all.get('r0e1')!.level).toBeGreaterThan(1);
});

test('facets are read off, and filters go by them', () => {
  const [one] = standings(rows, '2022-06-01', someStandings()).values();
  const values = (['validity', 'kind', 'category', 'unit', 'year'] as const).map((facet) =>
    facetValue(one!, facet),
  );
  expect(values).toEqual(['amended', 'law', '行政', '办公室', '2009']);
  expect(passes(one!, undefined)).toBe(true);
  expect(passes(one!, { year: ['2009', '2010'], kind: ['law'] })).toBe(true);
  expect(passes(one!, { year: ['2010'], kind: ['law'] })).toBe(false);
  expect(passes(one!, { year: ['2010'], kind: ['law'] }, 'year')).toBe(true);
  expect(passes(one!, { rule: 'r1' })).toBe(false);
  expect(passes(one!, { unit: [] })).toBe(true);
});
