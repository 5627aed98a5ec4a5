import { fileName } from '../exchange/markdown-path.ts';
import { verifyProofFile } from '../exchange/proof/read-proof.ts';
import { writeProof } from '../exchange/proof/write-proof.ts';
import { proofEntries } from '../ledger/proof-entries.ts';
import type { Library } from '../store/library.ts';
import { EngineProblem } from './engine-problem.ts';
import type { Office } from './office.ts';
import type { SavedFile } from './office-protocol.ts';

/**
 * One issued edition as a file that shows and verifies itself without the app.
 *
 * @param what id of the rule, and hash of the edition or the beginning of it
 * @throws {EngineProblem} `not-found` when the office has not issued it, `unexpected` when the proof would not verify
 */
export async function exportProof(
  what: { rule: string; edition: string },
  { library, office }: { library: Library; office: Office },
): Promise<SavedFile> {
  const { catalogue } = library;
  const { keeper } = office;
  const { ledger } = keeper;
  const edition = catalogue.rule(what.rule)?.editions.find((one) => one.hash.startsWith(what.edition));
  const publication =
    edition === undefined ? undefined : catalogue.official.publication(what.rule, edition.hash);
  if (ledger === undefined || edition === undefined || publication === undefined)
    throw new EngineProblem('not-found');
  const content = await library.openEdition(edition.hash);
  const bytes = await writeProof(
    {
      v: 1,
      kind: 'edition',
      office: ledger.office,
      publish: publication.id,
      at: Date.now(),
      content,
      entries: await keeper.signed(proofEntries(ledger, what.rule)),
    },
    (sealed) => keeper.seal(sealed),
  );
  // Nobody is given a file that would not stand: the ledger of this device may have lost something.
  const { fault } = await verifyProofFile(bytes);
  if (fault !== undefined && fault !== 'withdrawn' && fault !== 'disputed')
    throw new EngineProblem('unexpected', `the proof does not verify: ${fault}`);
  const { title, part, date } = content;
  return { name: `${fileName(`《${title}${part ?? ''}》${date ?? ''}`)} 证明.html`, bytes };
}
