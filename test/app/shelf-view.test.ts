import { describe, expect, test } from 'vitest';
import { countShelf, filterShelf, sortShelf } from '../../src/app/shelf-view.ts';
import type { ShelfRow } from '../../src/engine/protocol.ts';

const row = (title: string, some: Partial<ShelfRow> = {}): ShelfRow => ({
  id: title,
  title,
  kind: 'rule',
  tags: [],
  edition: title,
  editions: 1,
  articles: 1,
  validity: 'inForce',
  signing: 'official',
  trial: false,
  updatedAt: 0,
  ...some,
});

const rows = [
  row('安全规定', { unit: '保卫科', category: '安全', date: '2024-01-05', articles: 9, updatedAt: 3 }),
  row('保密守则', { kind: 'code', unit: '秘书科', date: '2022-06-01', articles: 20, updatedAt: 9 }),
  row('采购规定', { unit: '财务科', category: '财务', validity: 'repealed', date: '2022-01-01' }),
  row('差旅规定', { unit: '财务科', category: '财务', articles: 9, updatedAt: 9 }),
];

const titles = (list: readonly ShelfRow[]): string[] => list.map(({ title }) => title);

describe('filtering', () => {
  test.each<[Record<string, string[]>, string[]]>([
    [{}, ['安全规定', '保密守则', '采购规定', '差旅规定']],
    [{ unit: [] }, ['安全规定', '保密守则', '采购规定', '差旅规定']],
    [{ unit: ['财务科'] }, ['采购规定', '差旅规定']],
    [{ unit: ['财务科', '保卫科'] }, ['安全规定', '采购规定', '差旅规定']],
    [{ unit: ['财务科'], validity: ['inForce'] }, ['差旅规定']],
    [{ year: ['2022'] }, ['保密守则', '采购规定']],
    [{ year: [''] }, ['差旅规定']],
    [{ category: [''] }, ['保密守则']],
    [{ kind: ['law'] }, []],
    [{ colour: ['red'] }, ['安全规定', '保密守则', '采购规定', '差旅规定']],
  ])('%j', (filters, left) => {
    expect(titles(filterShelf(rows, filters))).toEqual(left);
  });
});

describe('counting', () => {
  test('every value of every facet, none among them', () => {
    expect(countShelf(rows, {})).toEqual({
      validity: { inForce: 3, repealed: 1 },
      kind: { rule: 3, code: 1 },
      category: { 安全: 1, '': 1, 财务: 2 },
      unit: { 保卫科: 1, 秘书科: 1, 财务科: 2 },
      year: { 2024: 1, 2022: 2, '': 1 },
    });
  });

  test('a facet is counted as if nothing were chosen in it, the others as they are chosen', () => {
    const counts = countShelf(rows, { unit: ['财务科'], validity: ['inForce'] });
    expect(counts.unit).toEqual({ 保卫科: 1, 秘书科: 1, 财务科: 1 });
    expect(counts.validity).toEqual({ inForce: 1, repealed: 1 });
    expect(counts.category).toEqual({ 财务: 1 });
    // What is counted for a value is what choosing it shows.
    for (const [unit, count] of Object.entries(counts.unit))
      expect(filterShelf(rows, { unit: [unit], validity: ['inForce'] })).toHaveLength(count);
  });

  test('names that mean something to the machine are names like any other', () => {
    const odd = ['constructor', '__proto__', 'toString'].map((name) => row(name, { category: name }));
    expect(Object.entries(countShelf(odd, {}).category)).toEqual([
      ['constructor', 1],
      ['__proto__', 1],
      ['toString', 1],
    ]);
  });
});

describe('sorting', () => {
  test.each([
    ['title', ['安全规定', '保密守则', '采购规定', '差旅规定']],
    ['date', ['安全规定', '保密守则', '采购规定', '差旅规定']],
    ['changed', ['保密守则', '差旅规定', '安全规定', '采购规定']],
    ['articles', ['保密守则', '安全规定', '差旅规定', '采购规定']],
  ] as const)('by %s', (sort, order) => {
    const mixed = [rows[2]!, rows[0]!, rows[3]!, rows[1]!];
    expect(titles(sortShelf(mixed, sort))).toEqual(order);
    expect(titles(mixed)).toEqual(['采购规定', '安全规定', '差旅规定', '保密守则']);
  });

  test('numbers in titles count as numbers', () => {
    expect(titles(sortShelf([row('办法10'), row('办法9'), row('办法1')], 'title'))).toEqual([
      '办法1',
      '办法9',
      '办法10',
    ]);
  });
});
