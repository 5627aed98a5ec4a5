import { makeAgreementKeys, pointOf } from '../../ledger/agreement-keys.ts';
import { passphraseCost, passphraseKey } from '../../ledger/passphrase-key.ts';
import { signBytes } from '../../ledger/signature.ts';
import { deviceId } from '../../ledger/device-id.ts';
import type { DocumentKey } from '../../store/manifest-row.ts';
import { joined } from '../joined.ts';
import { ByteWriter } from '../bytes.ts';
import type { About } from './about.ts';
import type { BundleBase, BundleWatch } from './bundle-base.ts';
import { BundleFailed } from './bundle-failed.ts';
import { BundleOutput, type BundleSink } from './bundle-output.ts';
import { addresseesOf } from './addressees.ts';
import { type BundleContent, contentOf, sayContent } from './bundle-content.ts';
import type { BundleMark } from './entries-to-carry.ts';
import { checkNotes, type ReaderNotes } from './notes.ts';
import { areSlots, newSalt, type Prologue, writePrologue } from './prologue.ts';
import { newSectionKey, type SectionKey, signatureSealer } from './section-keys.ts';
import { sealForPassphrase, sealSlots, slotCount } from './slots.ts';
import { headHash, officeTag, prologueHash, signedStatement } from './transcript.ts';

/** What has been written. */
export interface BundleWritten {
  /** To be kept, and given as `since` when the next one is to follow on this. */
  mark: BundleMark;
  /** Size in bytes. */
  bytes: number;
  entries: number;
  documents: number;
  /** Which they are. */
  carried: DocumentKey[];
  /** Documents that are larger than what may travel. */
  leftOut: number;
  /** Devices that can open it. */
  devices: string[];
  /** Devices of those meant that have not announced a key, and for which it could not be sealed. */
  unreachable: string[];
}

export interface BundleFor extends BundleWatch {
  /** What changed since then; absent for everything. */
  since?: BundleMark;
  /** Ids of members; absent for the whole office. */
  members?: ReadonlySet<string>;
}

/**
 * Writes a bundle for the office or for some of its members: the ledger, and of every space that this device may have the
 * documents, each for the devices that may have them too.
 *
 * @param sink waited for, so that no more is in memory than one portion; after an error what it got is worth nothing
 * @throws {BundleFailed} `not-admitted`, `nobody-to-read`, `too-large`, `stopped`
 * @throws {StorageFailed} and whatever the sink throws
 */
export async function writeBundle(
  base: BundleBase,
  { since, members, ...watch }: BundleFor,
  sink: BundleSink,
): Promise<BundleWritten> {
  const { keeper } = base.replica;
  const own = keeper.device;
  if (keeper.ledger === undefined || own === undefined || !base.rights.isActive(own))
    throw new BundleFailed('not-admitted');
  const { office } = keeper.ledger;
  const content = contentOf(base, {
    since,
    mayHold: (space) => base.rights.mayHave(own, space),
    notes: undefined,
  });
  const { reachable, unreachable } = addresseesOf(base, members);
  if (reachable.length === 0) throw new BundleFailed('nobody-to-read');
  const keys = newKeys(content);
  if (!areSlots(slotCount(reachable.length), keys.length)) throw new BundleFailed('too-large');
  const ephemeral = await makeAgreementKeys();
  const salt = newSalt();
  const prologue: Prologue = {
    kind: 'courier',
    salt,
    sections: keys.length,
    officeTag: officeTag(office, salt),
    point: pointOf(ephemeral.key)!,
    slots: slotCount(reachable.length),
  };
  const bytes = writePrologue(prologue);
  const transcript = prologueHash(office, bytes);
  const recipients = reachable.map(({ device, point }) => ({
    point,
    keys: keys.map((key, i) => {
      const space = content.sections[i]!.space;
      return space === undefined || base.rights.mayHave(device, space) ? key : undefined;
    }),
  }));
  const slots = await sealSlots(recipients, ephemeral, keys.length, transcript);
  const written = await write(base, content, { keys, bytes, slots, transcript, office }, watch, sink);
  return { ...written, devices: reachable.map(({ device }) => device), unreachable };
}

export interface BackupWith extends BundleWatch {
  /** As it was typed; spaces around it do not count. */
  passphrase: string;
  /** What this reader has noted here, by name, see `checkNotes`. */
  notes: ReaderNotes;
}

/**
 * Writes a backup: everything that this device has, of all spaces, for whoever has the passphrase. It holds no keys of
 * this device: where it is restored, another device begins.
 *
 * @param sink see `writeBundle`
 * @throws {RangeError} when the notes are too many or too long
 * @throws {BundleFailed} `too-large`, `stopped`
 * @throws {StorageFull | StorageFailed} and whatever the sink throws
 */
export async function writeBackup(
  base: BundleBase,
  { passphrase, notes, ...watch }: BackupWith,
  sink: BundleSink,
): Promise<BundleWritten> {
  checkNotes(notes);
  await base.replica.keeper.makeDevice();
  const content = contentOf(base, { since: undefined, mayHold: () => true, notes });
  const keys = newKeys(content);
  const salt = newSalt();
  const bytes = writePrologue({ kind: 'backup', salt, sections: keys.length, cost: passphraseCost });
  const transcript = prologueHash(undefined, bytes);
  const slots = await sealForPassphrase(await passphraseKey(passphrase, salt, passphraseCost), keys);
  const office = base.replica.keeper.ledger?.office;
  const written = await write(base, content, { keys, bytes, slots, transcript, office }, watch, sink);
  return { ...written, devices: [], unreachable: [] };
}

function newKeys({ sections }: BundleContent): SectionKey[] {
  return sections.map(() => newSectionKey());
}

async function write(
  base: BundleBase,
  content: BundleContent,
  head: {
    keys: readonly SectionKey[];
    bytes: Uint8Array<ArrayBuffer>;
    slots: Uint8Array<ArrayBuffer>;
    transcript: Uint8Array<ArrayBuffer>;
    office: string | undefined;
  },
  watch: BundleWatch,
  sink: BundleSink,
): Promise<Omit<BundleWritten, 'devices' | 'unreachable'>> {
  const { alg, key } = base.replica.keeper.keys!;
  const about: About = {
    ...(head.office !== undefined && { office: head.office }),
    device: deviceId(alg, key),
    alg,
    key,
    at: content.mark.at,
    ...(content.since !== undefined && { since: content.since }),
  };
  const seen = headHash(head.transcript, head.slots);
  const output = new BundleOutput(sink);
  await output.write(joined(head.bytes, head.slots));
  const counts = await sayContent(base, content, { about, keys: head.keys, seen, output, watch });
  const statement = signedStatement(head.office, output.hash.end());
  const sig = await signBytes(base.replica.keeper.keys!, statement);
  const sealed = await (await signatureSealer(head.keys[0]!, seen)).seal(sig);
  await output.writeUnsigned(new ByteWriter().u16(sealed.length).bytes(sealed).take());
  return { mark: content.mark, bytes: output.length, ...counts };
}
