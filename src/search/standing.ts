import type { Day, Validity } from '../rule/validity.ts';
import type { Signing } from '../store/official.ts';
import type { EditionRow, RuleRow } from '../store/rows.ts';
import type { FindFilters } from './find.ts';
import { levelFactor } from './weights.ts';

/** An edition with everything that filters, facets and ranking ask of it. */
export interface Standing {
  row: RuleRow;
  edition: EditionRow;
  validity: Validity;
  signing: Signing;
  year: string;
  /** What the level of the text counts for questions. */
  level: number;
}

/** What standing goes by; the catalogue has it. */
export interface Standings {
  editionOn(row: RuleRow, day: Day): EditionRow | undefined;
  validity(row: RuleRow, edition: EditionRow, day: Day): Validity;
  signing(row: RuleRow, edition: EditionRow): Signing;
}

/** Standing of every edition of the base on a day. */
export function standings(rows: readonly RuleRow[], day: Day, by: Standings): Map<string, Standing> {
  const all = new Map<string, Standing>();
  for (const row of rows) {
    const level = levelFactor(row.title);
    for (const edition of row.editions) {
      const validity = by.validity(row, edition, day);
      const signing = by.signing(row, edition);
      if (signing === 'absorbed') continue;
      const year = (edition.date ?? '').slice(0, 4);
      all.set(edition.hash, { row, edition, validity, signing, year, level });
    }
  }
  return all;
}

/** Current texts come before those that no longer hold. */
export function isCurrent(validity: Validity): boolean {
  return validity === 'inForce' || validity === 'notYet' || validity === 'undated';
}

export type Facet = 'validity' | 'kind' | 'category' | 'unit' | 'year';
export const facetKinds: readonly Facet[] = ['validity', 'kind', 'category', 'unit', 'year'];

/** The value of an edition under a facet; empty when it has none. */
export function facetValue({ row, validity, year }: Standing, facet: Facet): string {
  switch (facet) {
    case 'validity':
      return validity;
    case 'year':
      return year;
    case 'kind':
      return row.kind;
    case 'category':
      return row.category ?? '';
    case 'unit':
      return row.unit ?? '';
  }
}

/** Does an edition pass the filters? Within one facet any value, between facets all. */
export function passes(standing: Standing, filters: FindFilters | undefined, except?: Facet): boolean {
  if (filters === undefined) return true;
  if (filters.rule !== undefined && standing.row.id !== filters.rule) return false;
  return facetKinds.every((facet) => {
    const wanted: readonly string[] | undefined = filters[facet];
    return (
      facet === except ||
      wanted === undefined ||
      wanted.length === 0 ||
      wanted.includes(facetValue(standing, facet))
    );
  });
}
