import { alignHeadings } from './align-headings.ts';
import { alignUnits } from './align-units.ts';
import { fullBudget } from './compare-words.ts';
import { rowKinds, type Comparison, type ComparisonRow, type ParsedEdition } from './comparison.ts';
import { followedNumbers, maskNumbers } from './followed-numbers.ts';
import { headingRows, preambleRows } from './heading-rows.ts';
import { movedUnits } from './moved-units.ts';
import { inOrderOfNew } from './row-order.ts';
import { unitRows } from './unit-rows.ts';

/**
 * Compares two editions of a text unit by unit: what is the same, changed, moved, renumbered, split, merged,
 * inserted and deleted, and within what changed, which words. Works for texts of every style.
 *
 * Takes time in proportion to the length of both; where very much changed, clauses are compared instead of words.
 *
 * @param before the older edition
 * @param after the newer edition
 */
export function compareTexts(before: ParsedEdition, after: ParsedEdition): Comparison {
  const texts = [before, after].map(({ text, parsed }) =>
    parsed.units.map((unit) => maskNumbers(text.slice(unit.bodyStart, unit.end)).replaceAll(/\s+/g, '')),
  );
  const alignment = alignUnits(texts[0]!, texts[1]!);
  const { partners } = alignment;
  const headings = alignHeadings(before.parsed, after.parsed, partners);
  const budget = fullBudget();
  const rows = inOrderOfNew([
    ...preambleRows(before, after, budget),
    ...headingRows(before.parsed, after.parsed, headings, budget),
    ...unitRows(before, after, alignment, {
      moved: movedUnits(partners, before.parsed, after.parsed, headings),
      follows: followedNumbers(before.parsed.units, after.parsed.units, partners),
      budget,
    }),
  ]);
  return { rows, counts: countsOf(rows), otherChanges: rows.filter(isOtherChange).length };
}

function countsOf(rows: readonly ComparisonRow[]): Comparison['counts'] {
  const units = rows.filter((row) => row.of === 'unit');
  const count = (holds: (row: ComparisonRow) => boolean): number => units.filter(holds).length;
  return {
    ...(Object.fromEntries(rowKinds.map((kind) => [kind, count((row) => row.kind === kind)])) as Record<
      (typeof rowKinds)[number],
      number
    >),
    moved: count((row) => row.moved),
    renumbered: count((row) => row.renumbered),
  };
}

const isOtherChange = ({ of, kind, moved, renumbered }: ComparisonRow): boolean =>
  of !== 'unit' && (kind !== 'same' || moved || renumbered);
