import { writeProofPage } from '../../exchange/proof/write-proof.ts';
import { mostEntries, writeSignedEntries } from '../../ledger/proof.ts';
import { writeSeal } from '../../ledger/proof-seal.ts';
import { makeRegister } from '../../office/registers/make-register.ts';
import type { Register, RegisterOrder } from '../../office/registers/register.ts';
import { registerGrounds } from '../../office/registers/register-entries.ts';
import type { RegisterSources } from '../../office/registers/register-sources.ts';
import type { LedgerKeeper } from '../../store/ledger-keeper.ts';
import type { Library } from '../../store/library.ts';
import { EngineProblem } from '../engine-problem.ts';
// oxlint-disable-next-line import/default -- what is imported is the text of the file
import bundle from './page.ts?bundle';
import { proofSources } from './proof-sources.ts';
import { makerBytes } from './register-proof-data.ts';
import { registerPageWords } from './register-page-words.ts';
import { verifyRegisterFile } from './verify-register.ts';

/**
 * A register as a file that shows it and counts it again without the app.
 *
 * @throws {EngineProblem} `not-found`; `too-much` when it rests on more entries than a file takes; `unexpected` when
 *   the proof would not verify
 */
export async function registerProof(
  order: RegisterOrder,
  live: RegisterSources,
  { library, keeper }: { library: Library; keeper: LedgerKeeper },
): Promise<{ register: Register; bytes: Uint8Array<ArrayBuffer>; suffix: string }> {
  const { ledger } = live.book;
  const grounds = registerGrounds(order, live);
  if (grounds.entries.length > mostEntries) throw new EngineProblem('too-much', String(mostEntries));
  const editions = await Promise.all(
    editionsOf(order, live)
      .filter((hash) => library.catalogue.byEdition(hash) !== undefined)
      .map((hash) => library.openEdition(hash)),
  );
  const incoming = order.form === 'incoming' ? [...live.incoming] : [];
  const entries = grounds.entries.map((id) => ledger.chains.get(id)!);
  // Made of what goes into the file, so that it says no more than that shows.
  const register = makeRegister(
    order,
    proofSources({ office: ledger.office, entries, editions, incoming, witnesses: grounds.witnesses }),
  );
  if (register === undefined) throw new EngineProblem('not-found');
  const data = {
    v: 1 as const,
    kind: 'register' as const,
    office: ledger.office,
    order,
    register,
    editions,
    incoming,
    witnesses: Object.fromEntries(grounds.witnesses),
    entries: writeSignedEntries(await keeper.signed(grounds.entries)),
  };
  const maker = writeSeal(await keeper.seal(makerBytes(data)));
  const bytes = await writeProofPage(JSON.stringify({ ...data, maker }), bundle, (sealed) =>
    keeper.seal(sealed),
  );
  // Nobody is given a file that would not stand: the ledger of this device may have lost something.
  const { fault } = await verifyRegisterFile(bytes);
  if (fault !== undefined) throw new EngineProblem('unexpected', `the proof does not verify: ${fault}`);
  return { register, bytes, suffix: registerPageWords(order.language).suffix };
}

/** Editions whose contents the file must hold, since the register says something of them beside their titles. */
function editionsOf({ form, circulation }: RegisterOrder, { book, incoming }: RegisterSources): string[] {
  if (form === 'incoming') return [...new Set(incoming)];
  const record = circulation === undefined ? undefined : book.circulations.of(circulation);
  return record?.act.editions.map(({ edition }) => edition) ?? [];
}
