import type { ShelfRow } from '../engine/protocol.ts';
import { facetNames, type FacetName, type ShelfSort } from './route.ts';

/** The value of a row under a facet; empty when it has none. */
function valueOf(row: ShelfRow, facet: FacetName): string {
  if (facet === 'year') return row.date?.slice(0, 4) ?? '';
  return row[facet] ?? '';
}

function passes(row: ShelfRow, filters: Record<string, string[]>, except?: FacetName): boolean {
  return facetNames.every((facet) => {
    const wanted = filters[facet];
    return (
      facet === except || wanted === undefined || wanted.length === 0 || wanted.includes(valueOf(row, facet))
    );
  });
}

/** Rows that pass: within one facet any of the values, between facets all. */
export function filterShelf(rows: readonly ShelfRow[], filters: Record<string, string[]>): ShelfRow[] {
  return rows.filter((row) => passes(row, filters));
}

/** Counts by value; each facet is counted as if it were not chosen itself, so that other values can be added. */
export function countShelf(
  rows: readonly ShelfRow[],
  filters: Record<string, string[]>,
): Record<FacetName, Record<string, number>> {
  // Without a prototype, because values are names that people chose.
  const counts = Object.fromEntries(facetNames.map((facet) => [facet, Object.create(null)])) as Record<
    FacetName,
    Record<string, number>
  >;
  for (const row of rows) {
    for (const facet of facetNames) {
      if (!passes(row, filters, facet)) continue;
      const value = valueOf(row, facet);
      counts[facet][value] = (counts[facet][value] ?? 0) + 1;
    }
  }
  return counts;
}

const byPinyin = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true });

/** A sorted copy. Titles sort by pinyin; dates, changes and lengths run from the latest or longest. */
export function sortShelf(rows: readonly ShelfRow[], sort: ShelfSort): ShelfRow[] {
  const byTitle = (a: ShelfRow, b: ShelfRow): number => byPinyin.compare(a.title, b.title);
  const compare: Record<ShelfSort, (a: ShelfRow, b: ShelfRow) => number> = {
    title: byTitle,
    date: (a, b) => (b.date ?? '').localeCompare(a.date ?? '') || byTitle(a, b),
    changed: (a, b) => b.updatedAt - a.updatedAt || byTitle(a, b),
    articles: (a, b) => b.articles - a.articles || byTitle(a, b),
  };
  return [...rows].sort(compare[sort]);
}
