import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articleIdsFor } from '../../src/rule/article-ids.ts';
import { articleMapping, followAddress, type MappedArticle } from '../../src/rule/article-mapping.ts';
import { compareTexts } from '../../src/rule/compare-texts.ts';
import type { ParsedEdition } from '../../src/rule/comparison.ts';
import { articles, seven, someBodies } from './some-editions.ts';
import { addresses } from './some-text.ts';

const [one, two, three, four, five, six, last] = seven;
const old = articles(...seven);
const mapped = (before: ParsedEdition, after: ParsedEdition): MappedArticle[] =>
  articleMapping(compareTexts(before, after));
const inShort = (mapping: MappedArticle[]): string =>
  mapping.map(({ before, after }) => `${before}>${after}`).join(' ');

const [oil, store] = five.split('，存放于');
const split = articles(one, two, three, four, `${oil}。`, `油料存放于${store}`, six, last);
const merged = articles(one, two, `${three}\n\n${four}`, five, six, last);

describe('articleMapping', () => {
  test('deleted and inserted articles are not in it', () => {
    expect(
      inShort(mapped(old, articles(one, three, '每年汛期前检修一次避雷针。', four, five, six, last))),
    ).toBe('a1>a1 a3>a2 a4>a4 a5>a5 a6>a6 a7>a7');
  });

  test('split and merged: the chief part first', () => {
    expect(inShort(mapped(old, split))).toBe('a1>a1 a2>a2 a3>a3 a4>a4 a5>a6 a5>a5 a6>a7 a7>a8');
    expect(inShort(mapped(old, merged))).toMatch(/a2>a2 (?:a3>a3 a4>a3|a4>a3 a3>a3) a5>a4/);
  });

  test('the other way round it is the same table, when articles only come, go and change places', () => {
    const order = fc.array(fc.nat(1000), { minLength: 14, maxLength: 14 });
    fc.assert(
      fc.property(
        someBodies,
        fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }),
        order,
        (bodies, kept, ranks) => {
          const rest = bodies
            .map((body, at) => ({ body, rank: ranks[at]!, kept: kept[at] }))
            .filter((body) => body.kept)
            .sort((a, b) => a.rank - b.rank)
            .map(({ body }) => body);
          const [before, after] = [articles(...bodies), articles(...rest)];
          const back = mapped(after, before).map((pair) => ({ before: pair.after, after: pair.before }));
          const sorted = (mapping: MappedArticle[]): MappedArticle[] =>
            [...mapping].sort((a, b) => a.before.localeCompare(b.before));
          expect(sorted(back)).toEqual(sorted(mapped(before, after)));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('followAddress', () => {
  const mapping = mapped(old, articles(one, '每年汛期前检修一次避雷针。', two, four, five, six, last));

  test.each([
    ['a2', 'forward', 'a3'],
    ['a2.p2.i3.s1', 'forward', 'a3.p2.i3.s1'],
    ['a3.p2', 'back', 'a2.p2'],
    ['a3', 'forward', undefined],
    ['a2', 'back', undefined],
    ['a99', 'forward', undefined],
    ['no address', 'forward', undefined],
  ] as const)('%s %s: %s', (address, direction, expected) => {
    expect(followAddress(mapping, address, direction)).toBe(expected);
  });

  test('a split article leads to its chief part, each part back to it', () => {
    const parts = mapped(old, split);
    expect(followAddress(parts, 'a5.p1', 'forward')).toBe('a6.p1');
    expect(followAddress(parts, 'a5', 'back')).toBe('a5');
    expect(followAddress(parts, 'a6', 'back')).toBe('a5');
  });
});

describe('articleIdsFor', () => {
  const ids = (edition: ParsedEdition): Map<string, string> =>
    new Map(addresses(edition.parsed).map((one) => [one, `id-${one}`]));
  const idsAfter = (after: ParsedEdition): string[] =>
    articleIdsFor(addresses(after.parsed), mapped(old, after), ids(old), (address) => `new-${address}`);

  test('through renumbering, insertion and deletion', () => {
    expect(idsAfter(articles(one, '每年汛期前检修一次避雷针。', two, four, five, six, last))).toEqual([
      'id-a1',
      'new-a2',
      'id-a2',
      'id-a4',
      'id-a5',
      'id-a6',
      'id-a7',
    ]);
  });

  test('the chief part of a split article has its id, the other a new one', () => {
    expect(idsAfter(split)).toEqual([
      'id-a1',
      'id-a2',
      'id-a3',
      'id-a4',
      'new-a5',
      'id-a5',
      'id-a6',
      'id-a7',
    ]);
  });

  test('a merged article has the id of one of its parts', () => {
    const [, , third, ...rest] = idsAfter(merged);
    expect(['id-a3', 'id-a4']).toContain(third);
    expect(rest).toEqual(['id-a5', 'id-a6', 'id-a7']);
  });

  test('an id of a deleted article is not given again', () => {
    const fresh = (): string => 'id-a3';
    const after = articles(one, two, '每年汛期前检修一次避雷针。');
    expect(() => articleIdsFor(addresses(after.parsed), mapped(old, after), ids(old), fresh)).toThrow(
      RangeError,
    );
  });

  test('all are different, whatever the table says', () => {
    const address = fc.constantFrom('a1', 'a2', 'a3', 'a4', 'x1');
    const pair = fc.record({ before: address, after: address });
    fc.assert(
      fc.property(
        fc.array(pair, { maxLength: 12 }),
        fc.uniqueArray(address),
        fc.uniqueArray(address),
        (mapping, now, before) => {
          let count = 0;
          const known = new Map(before.map((one) => [one, `id-${one}`]));
          const found = articleIdsFor(now, mapping, known, () => `new-${++count}`);
          expect(found).toHaveLength(now.length);
          expect(new Set(found).size).toBe(now.length);
          const allowed = new Set(mapping.map((one) => `${one.after} ${known.get(one.before)}`));
          for (const [at, id] of found.entries()) {
            if (id.startsWith('id-')) expect(allowed.has(`${now[at]!} ${id}`)).toBe(true);
          }
        },
      ),
    );
  });
});
