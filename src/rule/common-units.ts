import type { Likely } from './similarity.ts';

/** By index, those whose words several units of the other side have nearly alike. */
export interface CommonUnits {
  before: ReadonlySet<number>;
  after: ReadonlySet<number>;
}

/** As many have as good as the most of a unit. */
const units = 2;
const nearly = 0.8;

/**
 * Units such as 构成犯罪的，依法追究刑事责任, which stand in many others: that one of these contains them does not
 * say that they come from there.
 */
export function commonUnits(likely: readonly Likely[]): CommonUnits {
  return {
    before: heldBySeveral(likely.map((one) => [one.before, one.heldByAfter])),
    after: heldBySeveral(likely.map((one) => [one.after, one.heldByBefore])),
  };
}

function heldBySeveral(shares: readonly [unit: number, held: number][]): Set<number> {
  const most = new Map<number, number>();
  for (const [unit, held] of shares) most.set(unit, Math.max(held, most.get(unit) ?? 0));
  const times = new Map<number, number>();
  for (const [unit, held] of shares) {
    if (held >= nearly * most.get(unit)!) times.set(unit, (times.get(unit) ?? 0) + 1);
  }
  return new Set([...times].filter(([, count]) => count >= units).map(([unit]) => unit));
}
