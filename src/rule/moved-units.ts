import type { Link } from './align-units.ts';
import { longestIncreasing } from './longest-increasing.ts';
import type { RuleText } from './rule-text.ts';

/** Those links, by index into `before`, that changed their order among the others. */
export function outOfOrder(links: readonly Link[]): Set<number> {
  const kept = new Set(longestIncreasing(links.map(({ after }) => after)));
  return new Set(links.flatMap(({ before }, at) => (kept.has(at) ? [] : [before])));
}

/**
 * Units that stand elsewhere: in another order among their neighbours, or under another heading. A heading that is
 * new or gone moves nothing.
 *
 * @param links in the order of the old edition
 * @returns indexes of the old units
 */
export function movedUnits(
  links: readonly Link[],
  before: RuleText,
  after: RuleText,
  headings: readonly Link[],
): Set<number> {
  const moved = outOfOrder(links);
  const became = new Map(headings.map((one) => [one.before, one.after]));
  const known = new Set(became.values());
  for (const link of links) {
    const expected = became.get(before.units[link.before]!.heading);
    const heading = after.units[link.after]!.heading;
    if (expected !== undefined && known.has(heading) && expected !== heading) moved.add(link.before);
  }
  return moved;
}
