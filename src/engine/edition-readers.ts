import type { Publication } from '../ledger/publications.ts';
import type { CirculationBook } from '../office/circulation-book.ts';

/**
 * Who has acknowledged an edition, or one that it only corrects (勘误): by their own word or, marked as such, by that of
 * somebody who may speak for them. People who have left are among them.
 *
 * @param publications of the rule
 * @returns ids of members
 */
export function editionReaders(
  book: CirculationBook,
  publications: readonly Publication[],
  edition: string,
): Set<string> {
  const readers = new Set<string>();
  const circulations = book.all();
  for (const one of corrected(publications, edition)) {
    for (const { member } of book.ledger.acknowledgements.of(one.id, one.edition).counted)
      readers.add(member);
    for (const { read } of circulations)
      for (const [member, byEdition] of read) if (byEdition.has(one.edition)) readers.add(member);
  }
  return readers;
}

/** The edition itself, the one of which it is the erratum, and so on back. */
function corrected(publications: readonly Publication[], edition: string): Publication[] {
  const found: Publication[] = [];
  for (let hash: string | undefined = edition; hash !== undefined;) {
    const one = publications.find(
      (other) => other.edition === hash && other.withdrawn === undefined && !found.includes(other),
    );
    if (one === undefined) break;
    found.push(one);
    hash = one.change === 'erratum' ? one.act.revises : undefined;
  }
  return found;
}
