import type { Day } from '../rule/validity.ts';
import type { Catalogue } from '../store/catalogue.ts';
import type { EditionRow, RuleRow } from '../store/rows.ts';
import type { HomeView, ShelfRow } from './protocol.ts';
import type { ReaderNotes } from './reader-notes.ts';

/** A rule as a shelf shows it on a day: by its edition of that day, or by the one that is given. */
export function shelfRowOf(
  row: RuleRow,
  catalogue: Catalogue,
  on: Day,
  edition: EditionRow | undefined = catalogue.editionOn(row, on),
): ShelfRow | undefined {
  if (edition === undefined) return undefined;
  return {
    id: row.id,
    title: row.title,
    ...(row.part !== undefined && { part: row.part }),
    kind: row.kind,
    ...(row.category !== undefined && { category: row.category }),
    ...(row.unit !== undefined && { unit: row.unit }),
    tags: row.tags,
    edition: edition.hash,
    editions: row.editions.length,
    ...(edition.date !== undefined && { date: edition.date }),
    ...(edition.docNo !== undefined && { docNo: edition.docNo }),
    articles: edition.articles,
    validity: catalogue.validity(row, edition, on),
    signing: catalogue.signing(row, edition),
    trial: edition.trial === true,
    updatedAt: row.updatedAt,
  };
}

export function shelfRows(catalogue: Catalogue, on: Day): ShelfRow[] {
  return catalogue
    .rows()
    .map((row) => shelfRowOf(row, catalogue, on))
    .filter((row) => row !== undefined);
}

/** Lines of each list on the home page. */
const perList = 8;

export function homeView(
  catalogue: Catalogue,
  notes: ReaderNotes,
  on: Day,
): Omit<HomeView, 'favouritePlaces' | 'needsRecovery' | 'attention'> {
  const rows = catalogue.rows();
  const named = (ids: readonly string[]): ShelfRow[] =>
    ids
      .map((id) => catalogue.rule(id))
      .map((row) => (row === undefined ? undefined : shelfRowOf(row, catalogue, on)))
      .filter((row) => row !== undefined);
  const latest = [...rows].sort((a, b) => b.updatedAt - a.updatedAt).slice(0, perList);
  const coming = rows
    .flatMap((row) => catalogue.official.counting(row).map((edition) => ({ row, edition })))
    .filter(({ edition }) => edition.effectiveOn !== undefined && edition.effectiveOn > on)
    .sort((a, b) => a.edition.effectiveOn!.localeCompare(b.edition.effectiveOn!));
  return {
    rules: rows.length,
    articles: rows.reduce((sum, row) => sum + (catalogue.editionOn(row, on)?.articles ?? 0), 0),
    recent: named(notes.recent.slice(0, perList)),
    favourites: named(notes.favourites.slice(0, perList * 2)),
    changed: latest.map((row) => shelfRowOf(row, catalogue, on)).filter((row) => row !== undefined),
    coming: coming.slice(0, perList).map(({ row, edition }) => ({
      ...shelfRowOf(row, catalogue, on, edition)!,
      ...(edition.effectiveOn !== undefined && { date: edition.effectiveOn }),
    })),
  };
}
