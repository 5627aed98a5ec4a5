import type { Link } from './align-units.ts';
import { Similarity } from './similarity.ts';
import type { Heading, RuleText } from './rule-text.ts';

/** Titles less alike than this are one heading only when the units below them are. */
const leastLikeness = 0.3;

/**
 * Which heading of the old edition became which of the new one: by the units that stand below both, and by title.
 *
 * @param partners units that belong together, as `alignUnits` finds them
 * @returns each heading at most once, in the order of the old edition
 */
export function alignHeadings(before: RuleText, after: RuleText, partners: readonly Link[]): Link[] {
  const votes = new Map<number, number>();
  const size = after.outline.length;
  const [belowBefore, belowAfter] = [unitsBelow(before), unitsBelow(after)];
  for (const link of partners) {
    const old = chain(before.outline, before.units[link.before]!.heading);
    const now = chain(after.outline, after.units[link.after]!.heading);
    for (const [depth, heading] of old.entries()) {
      if (now[depth] === undefined) break;
      const key = heading * size + now[depth];
      votes.set(key, (votes.get(key) ?? 0) + 1);
    }
  }
  const scores = new Map<number, number>();
  for (const [key, count] of votes) {
    const all = belowBefore[Math.floor(key / size)]! + belowAfter[key % size]!;
    scores.set(key, (2 * count) / all);
  }
  for (const { before: i, after: j, likeness } of alikeTitles(before.outline, after.outline)) {
    if (before.outline[i]!.level !== after.outline[j]!.level || likeness < leastLikeness) continue;
    const key = i * size + j;
    scores.set(key, (scores.get(key) ?? 0) + likeness);
  }
  const links: Link[] = [];
  const [done, taken] = [new Set<number>(), new Set<number>()];
  for (const [key, score] of [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    const [i, j] = [Math.floor(key / size), key % size];
    if (score < leastLikeness || done.has(i) || taken.has(j)) continue;
    done.add(i);
    taken.add(j);
    links.push({ before: i, after: j, likeness: Math.min(1, score / 2) });
  }
  return links.sort((a, b) => a.before - b.before);
}

/** A heading and those above it, the outermost first. Broken parents end it. */
function chain(outline: readonly Heading[], heading: number): number[] {
  const found: number[] = [];
  for (let at = heading; at >= 0 && at < outline.length; at = outline[at]!.parent) found.push(at);
  return found.reverse();
}

function unitsBelow({ outline, units }: RuleText): number[] {
  const counts = outline.map(() => 0);
  for (const { heading } of units) for (const above of chain(outline, heading)) counts[above]! += 1;
  return counts;
}

function alikeTitles(before: readonly Heading[], after: readonly Heading[]): Link[] {
  const titles = (outline: readonly Heading[]): string[] => outline.map(({ title }) => title);
  const [old, now] = [titles(before), titles(after)];
  const equal: Link[] = [];
  const where = new Map<string, number[]>();
  for (const [j, title] of now.entries()) {
    const list = where.get(title);
    if (list === undefined) where.set(title, [j]);
    else list.push(j);
  }
  const times = new Map<string, number>();
  for (const [i, title] of old.entries()) {
    // The first 一般规定 with the first, the second with the second.
    const time = times.get(title) ?? 0;
    times.set(title, time + 1);
    const j = where.get(title)?.[time];
    if (j !== undefined) equal.push({ before: i, after: j, likeness: 1 });
  }
  return [...equal, ...new Similarity(old, now).likely().filter(({ likeness }) => likeness < 1)];
}
