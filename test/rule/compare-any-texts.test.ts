import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareTexts } from '../../src/rule/compare-texts.ts';
import { articles, editionOf, seven, someBodies, wrongIn } from './some-editions.ts';
import { anyText } from './some-text.ts';

const [one, two, three] = seven;
const old = articles(...seven);

describe('any two texts', () => {
  test('each unit stands once on its side, and pieces give both texts back', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const [before, after] = [editionOf(a), editionOf(b)];
        expect(wrongIn(compareTexts(before, after), before, after)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('changed a little: the same holds', () => {
    const edit = fc.tuple(
      fc.nat(400),
      fc.nat(30),
      fc.constantFrom('', '，必要时报告', '\n\n第九条 另行通知。', '。\n\n（一）灯油；'),
    );
    fc.assert(
      fc.property(anyText, fc.array(edit, { maxLength: 5 }), (a, edits) => {
        let b = a;
        for (const [at, gone, added] of edits) b = b.slice(0, at) + added + b.slice(at + gone);
        const [before, after] = [editionOf(a), editionOf(b)];
        expect(wrongIn(compareTexts(before, after), before, after)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('a text beside itself is the same', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const edition = editionOf(text);
        const { rows } = compareTexts(edition, editionOf(text));
        expect(rows.filter(({ kind, moved, renumbered }) => kind !== 'same' || moved || renumbered)).toEqual(
          [],
        );
      }),
      { numRuns: 300 },
    );
  });

  test('articles that come and go leave the others the same', () => {
    fc.assert(
      fc.property(someBodies, fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }), (bodies, kept) => {
        const rest = bodies.filter((_, at) => kept[at]);
        const { counts } = compareTexts(articles(...bodies), articles(...rest));
        expect(counts).toMatchObject({ same: rest.length, deleted: bodies.length - rest.length, moved: 0 });
      }),
      { numRuns: 100 },
    );
  });

  test('plain data: it can be sent to another worker', () => {
    const comparison = compareTexts(old, articles(two, one, three));
    expect(structuredClone(comparison)).toEqual(comparison);
    expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison);
  });
});

describe('hostile texts', () => {
  test('thousands of equal articles go by their place', () => {
    const many = (count: number) => articles(...Array.from({ length: count }, () => two));
    const { counts } = compareTexts(many(6000), many(5990));
    expect(counts).toMatchObject({ same: 5990, deleted: 10, moved: 0 });
  });

  test('thousands of articles that hardly differ, and of equal headings', () => {
    const [before, after] = [0, 3].map((step) =>
      articles(...Array.from({ length: 3000 }, (_, at) => two + (at + step))),
    );
    expect(wrongIn(compareTexts(before!, after!), before!, after!)).toEqual([]);
    const headings = (count: number) => editionOf('# 总则\n\n'.repeat(count) + two);
    expect(compareTexts(headings(20_000), headings(19_000)).otherChanges).toBeGreaterThanOrEqual(1000);
  });

  test('one paragraph of millions of clauses', () => {
    const [before, after] = [editionOf('甲，'.repeat(1_000_000)), editionOf('甲，乙，'.repeat(500_000))];
    expect(wrongIn(compareTexts(before, after), before, after)).toEqual([]);
  });

  test('articles that are all half alike', () => {
    const half = (mark: string) =>
      articles(...Array.from({ length: 2000 }, (_, at) => `甲${at}，${mark}${at}，`.repeat(40)));
    const [before, after] = [half('乙'), half('丙')];
    expect(wrongIn(compareTexts(before, after), before, after)).toEqual([]);
  });
});
