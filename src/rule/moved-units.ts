import { chain } from './align-headings.ts';
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
 * new, gone, or put between a chapter and its articles moves nothing.
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
  const was = new Map(headings.map((one) => [one.after, one.before]));
  for (const link of links) {
    const old = chain(before.outline, before.units[link.before]!.heading);
    const now = chain(after.outline, after.units[link.after]!.heading);
    const [from, to] = [old.at(-1), now.at(-1)];
    const [expected, origin] = [became.get(from ?? -1), was.get(to ?? -1)];
    if (expected === undefined || origin === undefined) continue;
    if (!now.includes(expected) && !old.includes(origin)) moved.add(link.before);
  }
  return moved;
}
