import { titleKey } from '../rule/title-key.ts';
import type { Citation } from '../rule/citation.ts';
import type { EditionContent } from '../rule/edition.ts';
import type { ParsedEdition } from './new-edition.ts';
import { present } from './read-fields.ts';
import type { EditionRow } from './rows.ts';
import type { Change } from './storage.ts';

/** The catalogue's line for an edition. */
export function editionRow(
  hash: string,
  content: EditionContent,
  parsed: ParsedEdition,
  importedAt: number,
): EditionRow {
  return present<EditionRow>({
    hash,
    date: content.date,
    docNo: content.docNo,
    issuer: content.issuer,
    adoptedOn: content.adoptedOn,
    publishedOn: content.publishedOn,
    effectiveOn: content.effectiveOn,
    effectiveFrom: content.effectiveFrom,
    expiresOn: content.expiresOn,
    trial: content.trial,
    events: content.events,
    received: content.received,
    interpreter: content.interpreter,
    basis: content.basis,
    standing: 'imported',
    importedAt,
    articles: parsed.articles,
    units: parsed.units.length,
    characters: countCharacters(content.text),
    repeals: parsed.repeals,
    warnings: parsed.warnings,
  });
}

/** Everything derived from one edition except its line in the catalogue. */
export function derivedChanges(
  rule: string,
  hash: string,
  { text, articleIds }: Pick<EditionContent, 'text' | 'articleIds'>,
  parsed: ParsedEdition,
): Change[] {
  const ids = articleIds?.length === parsed.units.length ? { ids: articleIds } : {};
  return [
    { room: 'texts', key: hash, value: { edition: hash, rule, text, units: parsed.units, ...ids } },
    { room: 'cites', key: hash, value: { edition: hash, rule, citations: parsed.citations } },
    ...citedNames(parsed.citations).map((name): Change => {
      return { room: 'citedBy', key: `${name}\n${hash}`, value: { edition: hash, rule } };
    }),
  ];
}

/**
 * Names under which citations can be looked up from the cited side: title keys, and for a title without 《》
 * `~` with the last two characters of what stands before 第…条, since where it begins is not known.
 */
export function citedNames(citations: readonly Citation[]): string[] {
  const names = new Set<string>();
  for (const { text } of citations) {
    if (text.kind === 'title' || text.kind === 'abbreviation') names.add(titleKey(text.title));
    else if (text.kind === 'lead') names.add(`~${text.lead.slice(-2)}`);
  }
  return [...names];
}

/** Characters that are not white space. */
function countCharacters(text: string): number {
  return text.length - (text.match(/\s/g)?.length ?? 0);
}

/** Oldest first; those without a date before all others, equal dates by hash so that every device agrees. */
export function sortEditions(editions: readonly EditionRow[]): EditionRow[] {
  const place = (row: EditionRow): string => `${row.date ?? row.effectiveOn ?? ''} ${row.hash}`;
  return [...editions].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}
