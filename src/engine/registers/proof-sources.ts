import { contentHash } from '../../ledger/edition-hash.ts';
import type { Entry } from '../../ledger/entry.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { CirculationBook } from '../../office/circulation-book.ts';
import { placeOf } from '../../office/registers/register-entries.ts';
import type { DocumentFacts, RegisterSources } from '../../office/registers/register-sources.ts';
import { toEditionContent } from '../../store/edition-content.ts';
import { fieldsIn } from '../../store/read-fields.ts';

interface Grounds {
  office: string;
  entries: readonly Entry[];
  editions: readonly unknown[];
  incoming: readonly string[];
  witnesses: ReadonlyMap<string, string>;
}

/**
 * What a register is made of, from the file alone: entries whose signatures are good and that join together, contents
 * named by their hashes, and checkpoints that are only believed when they say what is claimed of them.
 *
 * @throws {TypeError} for a content that has no canonical notation
 */
export function proofSources({ office, entries, editions, incoming, witnesses }: Grounds): RegisterSources {
  const ledger = new Ledger(office);
  ledger.restoreAll(entries);
  const book = new CirculationBook(ledger);
  const documents = new Map<string, DocumentFacts>();
  for (const content of editions)
    documents.set(contentHash(content), toEditionContent(fieldsIn(content) ?? {}));
  return {
    book,
    documents,
    incoming,
    witnessOf(entry) {
      const checkpoint = ledger.chains.get(witnesses.get(entry.id) ?? '');
      if (checkpoint === undefined || placeOf(checkpoint, entry, book) === undefined) return undefined;
      // Nobody is their own witness, and neither is a stranger.
      const { member, refusal } = ledger.roster.judge(checkpoint, 'member');
      const own = ledger.roster.judge(entry, 'member').member;
      return refusal === undefined && member !== own ? checkpoint.at : undefined;
    },
  };
}
