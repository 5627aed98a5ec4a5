import { diffLines } from 'diff';
import type { ParsedEdition } from '../../../src/rule/comparison.ts';

/** The unit that holds each line of a text, -1 where none does. */
function unitOfLines({ text, parsed }: ParsedEdition): number[] {
  const found: number[] = [];
  let [at, unit] = [0, -1];
  for (const line of text.split('\n')) {
    while (unit + 1 < parsed.units.length && parsed.units[unit + 1]!.start <= at) unit += 1;
    found.push(unit >= 0 && at < parsed.units[unit]!.end ? unit : -1);
    at += line.length + 1;
  }
  return found;
}

/**
 * A plain line diff as an alignment: the partner of an old unit is the new one that holds most of its lines which
 * `diffLines` calls common, empty ones left out; none when there is no such line. Labels of articles stand in
 * their lines, so that a renumbering alone makes them differ.
 *
 * @returns pairs of indexes
 */
export function lineDiff(before: ParsedEdition, after: ParsedEdition): [before: number, after: number][] {
  const [old, now] = [unitOfLines(before), unitOfLines(after)];
  const votes = new Map<number, Map<number, number>>();
  let [i, j] = [0, 0];
  for (const { value, count, added, removed } of diffLines(before.text, after.text)) {
    if (added) j += count;
    else if (removed) i += count;
    else {
      for (const line of value.split('\n').slice(0, count)) {
        const [one, other] = [old[i++] ?? -1, now[j++] ?? -1];
        if (line.trim() === '' || one === -1 || other === -1) continue;
        const counts = votes.get(one) ?? new Map<number, number>();
        votes.set(one, counts.set(other, (counts.get(other) ?? 0) + 1));
      }
    }
  }
  return [...votes].map(([one, counts]) => [one, [...counts].sort((a, b) => b[1] - a[1])[0]![0]]);
}

/** The same edition with the labels of its units cut out, so that a line diff sees no renumbering. */
export function withoutLabels({ text, parsed }: ParsedEdition): ParsedEdition {
  let [cut, at] = ['', 0];
  const units = parsed.units.map((unit) => {
    cut += text.slice(at, unit.start);
    at = unit.bodyStart;
    const start = cut.length;
    return { ...unit, start, bodyStart: start, end: start + (unit.end - unit.bodyStart) };
  });
  return { text: cut + text.slice(at), parsed: { ...parsed, units } };
}
