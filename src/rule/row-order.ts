import type { ComparisonRow } from './comparison.ts';

/** A row with where it stood and stands; offsets in the text, undefined where it does not. */
export interface PlacedRow {
  row: ComparisonRow;
  oldStart?: number;
  newStart?: number;
}

/** Rows in the order of the new edition; a deleted one follows what stood before it and has not moved. */
export function inOrderOfNew(placed: readonly PlacedRow[]): ComparisonRow[] {
  const first: ComparisonRow[] = [];
  const deletedAfter = new Map<ComparisonRow, ComparisonRow[]>();
  let list = first;
  for (const { row, newStart } of sortedBy('oldStart', placed)) {
    if (newStart === undefined) list.push(row);
    else if (!row.moved) {
      list = [];
      deletedAfter.set(row, list);
    }
  }
  const kept = sortedBy('newStart', placed);
  return [...first, ...kept.flatMap(({ row }) => [row, ...(deletedAfter.get(row) ?? [])])];
}

function sortedBy(key: 'oldStart' | 'newStart', placed: readonly PlacedRow[]): PlacedRow[] {
  return placed
    .filter((one) => one[key] !== undefined)
    .sort((a, b) => a[key]! - b[key]! || rank(a.row) - rank(b.row));
}

/** An empty heading may begin where its first unit does. */
const rank = ({ of }: ComparisonRow): number => (of === 'preamble' ? 0 : of === 'heading' ? 1 : 2);
