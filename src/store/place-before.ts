import type { TextSplice } from './text-splices.ts';

/**
 * Where a stretch was before the text was changed: from the first of its letters that was there to behind the last one.
 *
 * @param splices what was done, one after another
 * @returns undefined when none of its letters was there
 */
export function placeBefore(
  place: { from: number; to: number },
  splices: readonly TextSplice[],
): { from: number; to: number } | undefined {
  let { from, to } = place;
  for (const { at, remove, insert } of [...splices].reverse()) {
    const come = insert.length;
    if (from >= at) from = Math.max(from - come, at) + remove;
    if (to > at) to = to - come <= at ? at : to - come + remove;
  }
  return from < to ? { from, to } : undefined;
}
