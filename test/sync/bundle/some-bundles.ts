import * as Automerge from '@automerge/automerge/slim';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { BundleBase } from '../../../src/sync/bundle/bundle-base.ts';
import { BundleFailed, type BundleFault } from '../../../src/sync/bundle/bundle-failed.ts';
import type { BundleReport } from '../../../src/sync/bundle/bundle-report.ts';
import {
  type BackupWith,
  type BundleFor,
  type BundleWritten,
  writeBackup,
  writeBundle,
} from '../../../src/sync/bundle/write-bundle.ts';
import { takeBundle } from '../../../src/sync/bundle/take-bundle.ts';
import { ledgerDigest } from '../../../src/sync/ledger-digest.ts';
import { joined } from '../../../src/sync/joined.ts';
import { someBases, type SomeBase } from '../some-bases.ts';

export type File = Uint8Array<ArrayBuffer>;

export const baseOf = ({ replica, rights, clock }: SomeBase): BundleBase => ({
  replica,
  rights,
  now: () => clock.now(),
});

/** Bases of one office that all know each other's agreement keys. */
export async function acquainted(...roles: ('member' | 'editor' | 'admin')[]): Promise<SomeBase[]> {
  const bases = await someBases(...roles);
  for (const base of bases) await base.keeper.announce();
  for (const from of bases) for (const to of bases) await tell(from, to);
  return bases;
}

/** Everything in the ledger of one is told to the other. */
export async function tell(from: SomeBase, to: SomeBase): Promise<void> {
  const ids = [...from.keeper.ledger!.chains.all()].map(({ id }) => id);
  await to.keeper.take(await from.keeper.signed(ids));
}

export async function write(
  base: SomeBase,
  options: BundleFor = {},
): Promise<{ file: File; written: BundleWritten }> {
  const parts: File[] = [];
  const written = await writeBundle(baseOf(base), options, (bytes) => void parts.push(bytes));
  return { file: joined(...parts), written };
}

export async function back(
  base: SomeBase,
  options: BackupWith,
): Promise<{ file: File; written: BundleWritten }> {
  const parts: File[] = [];
  const written = await writeBackup(baseOf(base), options, (bytes) => void parts.push(bytes));
  return { file: joined(...parts), written };
}

export async function take(
  base: SomeBase,
  file: File,
  options: Parameters<typeof takeBundle>[2] = {},
): Promise<BundleReport> {
  return await takeBundle(baseOf(base), new Blob([file]), options);
}

/** The fault with which taking a file ends; undefined when it does not. */
export async function faultOf(run: Promise<unknown>): Promise<BundleFault | undefined> {
  try {
    await run;
    return undefined;
  } catch (error) {
    if (error instanceof BundleFailed) return error.fault;
    throw error;
  }
}

/** All that a base holds: roots of its spaces, and its ledger. */
export function stateOf({ replica, keeper }: SomeBase, spaces?: readonly string[]): Record<string, string> {
  const roots = (spaces ?? replica.manifest.spaces().sort()).map((space) => [
    space,
    bytesToHex(replica.manifest.root(space)),
  ]);
  const digest = keeper.ledger === undefined ? '' : ledgerDigest(keeper.ledger);
  return { ...Object.fromEntries(roots), ledger: digest };
}

/** Adds a word to a document that grows, beginning from the same one everywhere. */
export async function addWord(base: SomeBase, space: string, id: string, word: string): Promise<void> {
  await base.library.changeDocument({ space, kind: 'document', id }, (before) => {
    const begun = Automerge.change(
      Automerge.init<{ words: string[] }>({ actor: '00' }),
      { time: 0 },
      (doc) => {
        doc.words = [];
      },
    );
    const doc = before === undefined ? Automerge.clone(begun) : Automerge.load<{ words: string[] }>(before);
    return Automerge.save(Automerge.change(doc, ({ words }) => void words.push(word)));
  });
}

export async function wordsIn(base: SomeBase, space: string, id: string): Promise<string[] | undefined> {
  const bytes = await base.library.document({ space, kind: 'document', id });
  return bytes && [...Automerge.load<{ words: string[] }>(bytes).words].map(String).sort();
}
