import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignUnits } from '../../src/rule/align-units.ts';
import { longestIncreasing } from '../../src/rule/longest-increasing.ts';
import { seven, someBodies } from './some-editions.ts';

const pairs = (before: readonly string[], after: readonly string[]): string =>
  alignUnits(before, after)
    .partners.map((one) => `${one.before}>${one.after}`)
    .join(' ');

describe('alignUnits', () => {
  test('equal units find each other wherever they stand', () => {
    expect(pairs(seven, [...seven].reverse())).toBe('0>6 1>5 2>4 3>3 4>2 5>1 6>0');
  });

  test('equal units that occur twice go by their neighbours', () => {
    const [one, two, three] = seven;
    expect(pairs([one, two, one, three], [two, one, three])).toBe('1>0 2>1 3>2');
    expect(pairs([one, one, one], [one, one])).toBe('0>0 1>1');
    expect(pairs(['', '', ''], ['', ''])).toBe('0>0 1>1');
    // Nothing tells them but their place: a single character is no pair of characters.
    expect(pairs([one, '略', '', three], [one, '无', three])).toBe('0>0 1>1 3>2');
  });

  test('in its place a unit needs to be less like its partner than far away', () => {
    const [one, two, three, four] = seven;
    const rewritten = '守塔人在大雾的夜里点亮主灯，并值守至次日。';
    expect(pairs([one, two, three, four], [one, rewritten, three, four])).toBe('0>0 1>1 2>2 3>3');
  });

  test('what all units have binds nobody', () => {
    const boilerplate = (own: string): string =>
      `违反本办法规定，${own}，由港务科责令限期改正；逾期不改正的，处三百元以下罚款。`;
    const before = ['擅自熄灯的', '私借油料的', '涂改日志的'].map(boilerplate);
    expect(
      pairs(before, [before[0]!, boilerplate('私自外借航标的'), before[2]!, boilerplate('不按时鸣笛的')]),
    ).toBe('0>0 1>1 2>2');
    const { splitOff, mergedIn } = alignUnits(before, [...before, '违反本办法规定，由港务科责令限期改正。']);
    expect([splitOff, mergedIn]).toEqual([[], []]);
  });

  test('of two that are much alike, the one in its place is the partner', () => {
    const [one, , three, four] = seven;
    const unit = '守塔人每晚日落前点亮主灯，日出后熄灭，不得擅离塔顶。';
    const near = '守塔人每晚日落前点亮主灯，日出后熄灭，不得离开塔顶。';
    const far = '守港人每晚日落前点亮主灯，日出后熄灭，不得擅离塔顶。';
    expect(pairs([one, unit, three, four], [one, near, three, four, far])).toBe('0>0 1>1 2>2 3>3');
  });

  test('a clause that several units gave up comes from none of them', () => {
    const clause = '构成犯罪的，依法追究刑事责任。';
    const before = seven.map((body, at) => (at > 0 && at < 5 ? body + clause : body));
    const { partners, splitOff } = alignUnits(before, [...seven, `违反本办法规定，${clause}`]);
    expect(partners).toHaveLength(7);
    expect(splitOff).toEqual([]);
  });

  test('what was split takes nothing in', () => {
    const [first, second, third] = [seven[1] + seven[2], seven[3], seven[5]];
    const { partners, splitOff, mergedIn } = alignUnits([first + second, third], [first + third, second]);
    expect(partners.map((one) => [one.before, one.after])).toEqual([[0, 0]]);
    expect(splitOff.length + mergedIn.length).toBe(1);
  });

  test('a unit is a part of at most one other, and none is split and merged into at once', () => {
    fc.assert(
      fc.property(
        someBodies,
        fc.array(fc.tuple(fc.nat(13), fc.nat(13), fc.nat(20)), { maxLength: 8 }),
        (bodies, edits) => {
          const after = [...bodies];
          for (const [from, to, at] of edits) {
            const source = after[from % after.length]!;
            after[to % after.length] = (after[to % after.length]! + source.slice(at)).slice(0, 80);
          }
          const { partners, splitOff, mergedIn } = alignUnits(bodies, after);
          const olds = [...partners, ...mergedIn].map((one) => one.before);
          const news = [...partners, ...splitOff].map((one) => one.after);
          expect(new Set(olds).size).toBe(olds.length);
          expect(new Set(news).size).toBe(news.length);
          const partnerOf = new Map(partners.map((one) => [one.before, one.after]));
          const into = new Set(mergedIn.map((one) => one.after));
          for (const { before } of splitOff) {
            expect(partnerOf.has(before)).toBe(true);
            expect(into.has(partnerOf.get(before)!)).toBe(false);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

test('longestIncreasing: as long as by trying all', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12), { maxLength: 10 }), (numbers) => {
      const run = longestIncreasing(numbers);
      for (let at = 1; at < run.length; at++) {
        expect(run[at]!).toBeGreaterThan(run[at - 1]!);
        expect(numbers[run[at]!]!).toBeGreaterThan(numbers[run[at - 1]!]!);
      }
      const best = numbers.map(() => 1);
      for (let i = 0; i < numbers.length; i++) {
        for (let j = 0; j < i; j++) if (numbers[j]! < numbers[i]!) best[i] = Math.max(best[i]!, best[j]! + 1);
      }
      expect(run.length).toBe(Math.max(0, ...best));
    }),
  );
});
