import type { RuleText, Unit } from './rule-text.ts';

/** The article, or what stands for one, in which a place of the text is; undefined before the first. */
export function unitAt({ units }: Pick<RuleText, 'units'>, at: number): Unit | undefined {
  let [low, high] = [0, units.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (units[middle]!.start <= at) low = middle + 1;
    else high = middle;
  }
  return units[low - 1];
}
