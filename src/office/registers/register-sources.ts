import type { Entry } from '../../ledger/entry.ts';
import type { EditionContent } from '../../rule/edition.ts';
import type { CirculationBook } from '../circulation-book.ts';

/** What a register says of a document. */
export type DocumentFacts = Pick<EditionContent, 'title' | 'part' | 'docNo' | 'issuer' | 'received'>;

/** What registers are made of: the same function makes them in the app, and again in a proof from what lies in that. */
export interface RegisterSources {
  book: CirculationBook;
  /** By hash; an edition whose text is not here is missing. */
  documents: ReadonlyMap<string, DocumentFacts>;
  /** Hashes of the editions that were received from elsewhere. */
  incoming: readonly string[];
  /** When a device of another member had seen an entry. */
  witnessOf: (entry: Entry) => number | undefined;
}

export function titleOf({ title, part }: Pick<DocumentFacts, 'title' | 'part'>): string {
  return part === undefined ? title : `${title} ${part}`;
}

/** Title of a circulated edition as it was issued. */
export function circulatedTitle({ ledger }: CirculationBook, publish: string): string {
  const act = ledger.chains.get(publish)?.act;
  return act?.type === 'publish' ? titleOf(act) : '';
}
