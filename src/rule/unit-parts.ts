import type { Alignment } from './align-units.ts';
import type { CommonUnits } from './common-units.ts';
import type { Likely, Similarity } from './similarity.ts';

/**
 * When a unit without a partner is a part of another one: that has most of its words, or it has some words from
 * there, and what is missing there now.
 */
const least = { held: 0.6, given: 0.15, givenAndLost: 0.7 };

/** Units of which some have found their partners. */
export interface Partnered {
  /** Of those that are not equal to their partners, by their place among these. */
  similarity: Similarity;
  likely: readonly Likely[];
  common: CommonUnits;
  /** Which units those are. */
  freeBefore: readonly number[];
  freeAfter: readonly number[];
  /** For each unit the index of its partner, or -1. */
  toAfter: Int32Array;
  toBefore: Int32Array;
}

interface Part {
  isSplit: boolean;
  i: number;
  j: number;
  likeness: number;
  share: number;
}

/**
 * Finds the units without a partner that were split off from an old one, or merged into a new one. Each is part of
 * one at most, and what was split takes nothing in: a row of a comparison has several units on one side only.
 */
export function unitParts(units: Partnered): Pick<Alignment, 'splitOff' | 'mergedIn'> {
  const found: Pick<Alignment, 'splitOff' | 'mergedIn'> = { splitOff: [], mergedIn: [] };
  const split = new Set<number>();
  const merged = new Set<number>();
  const done = new Set<number>();
  for (const { isSplit, i, j, likeness } of candidates(units)) {
    const part = isSplit ? -1 - j : i;
    const whole = isSplit ? units.toAfter[i]! : j;
    if (done.has(part) || (isSplit ? merged : split).has(whole)) continue;
    done.add(part);
    (isSplit ? split : merged).add(whole);
    (isSplit ? found.splitOff : found.mergedIn).push({ before: i, after: j, likeness });
  }
  return found;
}

/** The surest first. */
function candidates({
  similarity,
  likely,
  common,
  freeBefore,
  freeAfter,
  toAfter,
  toBefore,
}: Partnered): Part[] {
  const inBefore = new Map(freeBefore.map((i, index) => [i, index]));
  const inAfter = new Map(freeAfter.map((j, index) => [j, index]));
  const found: Part[] = [];
  for (const one of likely) {
    const [i, j] = [freeBefore[one.before]!, freeAfter[one.after]!];
    const isSplit = toBefore[j] === -1;
    if (isSplit === (toAfter[i] === -1)) continue;
    const [side, part, whole, partner, held] = isSplit
      ? (['after', one.after, one.before, inAfter.get(toAfter[i]!)!, one.heldByBefore] as const)
      : (['before', one.before, one.after, inBefore.get(toBefore[j]!)!, one.heldByAfter] as const);
    if (common[side].has(part)) continue;
    const { given, lost } = similarity.wentOver(side, part, whole, partner);
    if (held < least.held && (given < least.given || given + lost < least.givenAndLost)) continue;
    found.push({ isSplit, i, j, likeness: one.likeness, share: Math.max(given, held) });
  }
  return found.sort((a, b) => b.share - a.share || a.i - b.i || a.j - b.j);
}
