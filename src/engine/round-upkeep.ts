import { hexToBytes } from '@noble/hashes/utils.js';
import type { ConsultationRecord } from '../office/consultations.ts';
import type { Library } from '../store/library.ts';
import { newSealed, roundOf, sealedHash, sealedKey, type SealedKind } from '../store/sealed-document.ts';
import { sealFor } from '../sync/sealed/seal-for.ts';
import { sealedUses, type OpenedRounds } from './opened-rounds.ts';
import type { Office } from './office.ts';
import type { RoundIntake } from './round-intake.ts';
import { askedIn, editorsOf, type Reader, readersAmong } from './round-readers.ts';

/** Writes a sealed thing to where everybody carries it. @returns its hash */
export async function carrySealed(
  library: Library,
  round: string,
  kind: SealedKind,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const hash = sealedHash(bytes);
  await library.changeDocument(sealedKey({ round, kind, hash }), (before) =>
    before === undefined ? newSealed(bytes) : undefined,
  );
  return hash;
}

/** Devices that may open the copy: of those who are asked, and of editors. */
export function readersOf(office: Office, record: Pick<ConsultationRecord, 'act'>): Reader[] {
  return readersAmong(office, new Set([...askedIn(office, record), ...editorsOf(office.roster)]));
}

/** Seals the key of a copy for some devices. */
export async function giveKey(
  library: Library,
  sealed: string,
  key: Uint8Array<ArrayBuffer>,
  readers: readonly Reader[],
): Promise<void> {
  const points = readers.map(({ point }) => point);
  const bytes = await sealFor(points, sealedUses.key, hexToBytes(sealed), key);
  await carrySealed(library, roundOf(sealed), 'key', bytes);
}

/** By device, the key for which it was sealed. */
export function givenTo(readers: readonly Reader[]): Record<string, unknown> {
  return Object.fromEntries(readers.map(({ device, key }) => [device, key]));
}

/** Devices that joined, or people who came to be meant, after a round had begun can open its copy too. */
export async function giveKeyToNew(
  record: ConsultationRecord,
  parts: { office: Office; library: Library; opened: OpenedRounds; intake: RoundIntake },
): Promise<void> {
  const { office, library, opened, intake } = parts;
  const round = await opened.round(record.act);
  if (round === undefined) return;
  const fresh = readersOf(office, record).filter(({ device, key }) => round.given[device] !== key);
  if (fresh.length === 0) return;
  await giveKey(library, record.act.sealed, round.key, fresh);
  await intake.put(record, { given: givenTo(fresh) });
}
