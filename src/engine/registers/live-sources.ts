import type { Ledger } from '../../ledger/ledger.ts';
import type { CirculationBook } from '../../office/circulation-book.ts';
import type { DocumentFacts, RegisterSources } from '../../office/registers/register-sources.ts';
import type { Catalogue } from '../../store/catalogue.ts';

/** What registers are made of in the app: the book as it stands, and the rows of the catalogue. */
export function liveSources(book: CirculationBook, catalogue: Catalogue): RegisterSources {
  const documents = new Map<string, DocumentFacts>();
  const incoming: string[] = [];
  for (const { title, part, kind, editions } of catalogue.rows())
    for (const { hash, docNo, issuer, received } of editions) {
      documents.set(hash, {
        title,
        ...(part !== undefined && { part }),
        ...(docNo !== undefined && { docNo }),
        ...(issuer !== undefined && { issuer }),
        ...(received !== undefined && { received }),
      });
      if (kind === 'forwarded' || received !== undefined) incoming.push(hash);
    }
  return { book, documents, incoming, witnessOf: (entry) => witnessedAt(book.ledger, entry) };
}

export function witnessedAt(
  { witness }: Ledger,
  entry: Parameters<Ledger['witness']['of']>[0],
): number | undefined {
  return witness.of(entry).before?.at;
}
