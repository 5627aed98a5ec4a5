import { compareTexts } from '../rule/compare-texts.ts';
import type { Comparison } from '../rule/comparison.ts';
import { parseText } from '../rule/parse-text.ts';

/** Two texts compared article by article. */
export function compared(before: string, after: string): Comparison {
  return compareTexts({ text: before, parsed: parseText(before) }, { text: after, parsed: parseText(after) });
}

/** Numbers of the articles of a text that two who began with it both changed. */
export function bothChanged(base: string, one: string, other: string): string[] {
  const [ours, theirs] = [changedIn(base, one), changedIn(base, other)];
  return [...ours].filter(([address]) => theirs.has(address)).map(([, label]) => label);
}

/** Articles that are not as they were, by their address in the older text. */
function changedIn(before: string, after: string): Map<string, string> {
  const changed = new Map<string, string>();
  for (const { of, kind, before: places } of compared(before, after).rows) {
    if (of !== 'unit' || kind === 'same') continue;
    for (const { address, label } of places) changed.set(address, label);
  }
  return changed;
}
