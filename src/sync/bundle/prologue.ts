import { isPassphraseCost, type PassphraseCost } from '../../ledger/passphrase-key.ts';
import { pointLength } from '../../ledger/agreement-keys.ts';
import { ByteReader, ByteWriter } from '../bytes.ts';
import { sameBytes } from '../../ledger/same-bytes.ts';
import { tagLength } from '../channel/frame-cipher.ts';
import { BundleFailed } from './bundle-failed.ts';
import type { BundleInput } from './bundle-input.ts';

/** `courier`: sealed for devices of an office. `backup`: sealed with a passphrase. */
export type BundleKind = 'courier' | 'backup';

/** Bytes of the key of a section. */
export const sectionKeyLength = 32;
/** Bytes of what a slot is found by. */
export const slotTagLength = 16;
export const officeTagLength = 16;
const saltLength = 16;

export const mostSections = 255;
/** All slots together, in bytes: twenty thousand devices and a few dozen spaces. */
const mostSlotBytes = 32 * 1024 * 1024;

/**
 * The open part of a bundle, before what tells the section keys:
 *
 *     89 "GJB" 0d 0a 1a 0a · u8 version · u8 kind · salt (16) · u8 sections
 *     courier   tag of the office (16) · ephemeral point (65) · u16 slots
 *     backup    u8 log₂ N · u8 r · u8 p
 *
 * Then, for a courier bundle, the slots: tag (16) and the section keys, sealed; for a backup the section keys, sealed.
 */
export type Prologue = {
  salt: Uint8Array<ArrayBuffer>;
  sections: number;
} & (
  | { kind: 'courier'; officeTag: Uint8Array<ArrayBuffer>; point: Uint8Array<ArrayBuffer>; slots: number }
  | { kind: 'backup'; cost: PassphraseCost }
);

// As in PNG: whatever takes the file for text breaks it here, and it shows.
const magic = Uint8Array.of(0x89, 0x47, 0x4a, 0x42, 0x0d, 0x0a, 0x1a, 0x0a);
const version = 1;
const kinds: readonly BundleKind[] = ['courier', 'backup'];

/** Bytes of a slot: its tag and the sealed section keys. */
export function slotLength(sections: number): number {
  return slotTagLength + sealedKeysLength(sections);
}

/** May a bundle have so many slots? */
export function areSlots(slots: number, sections: number): boolean {
  return slots > 0 && slots <= 0xffff && slots * slotLength(sections) <= mostSlotBytes;
}

export function newSalt(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(saltLength));
}

export function writePrologue(prologue: Prologue): Uint8Array<ArrayBuffer> {
  const { kind, salt, sections } = prologue;
  const out = new ByteWriter().bytes(magic).u8(version).u8(kinds.indexOf(kind)).bytes(salt).u8(sections);
  if (kind === 'courier') out.bytes(prologue.officeTag).bytes(prologue.point).u16(prologue.slots);
  else out.u8(Math.log2(prologue.cost.N)).u8(prologue.cost.r).u8(prologue.cost.p);
  return out.take();
}

/**
 * @returns what it says, and its bytes as they stand in the file
 * @throws {BundleFailed} `not-a-bundle`, `newer-version`, `cut-short`, `altered`, `unreadable`
 */
export async function readPrologue(
  input: BundleInput,
): Promise<{ prologue: Prologue; bytes: Uint8Array<ArrayBuffer> }> {
  const begin = input.at;
  if (input.size < magic.length || !sameBytes(await input.bytes(magic.length), magic))
    throw new BundleFailed('not-a-bundle');
  const [its, of] = await input.bytes(2);
  if (its! > version) throw new BundleFailed('newer-version');
  const kind = kinds[of!];
  if (its !== version || kind === undefined) throw new BundleFailed('altered');
  const salt = await input.bytes(saltLength);
  const sections = (await input.bytes(1))[0]!;
  if (sections === 0) throw new BundleFailed('altered');
  const prologue =
    kind === 'courier'
      ? { kind, salt, sections, ...(await readCourier(input, sections)) }
      : { kind, salt, sections, ...(await readBackup(input)) };
  return { prologue, bytes: await input.again(begin, input.at) };
}

/** Bytes of a sealed list of section keys. */
export function sealedKeysLength(sections: number): number {
  return sections * sectionKeyLength + tagLength;
}

async function readCourier(
  input: BundleInput,
  sections: number,
): Promise<{
  officeTag: Uint8Array<ArrayBuffer>;
  point: Uint8Array<ArrayBuffer>;
  slots: number;
}> {
  const officeTag = await input.bytes(officeTagLength);
  const point = await input.bytes(pointLength);
  const slots = new ByteReader(await input.bytes(2)).u16();
  if (!areSlots(slots, sections)) throw new BundleFailed('altered');
  return { officeTag, point, slots };
}

async function readBackup(input: BundleInput): Promise<{ cost: PassphraseCost }> {
  const [log, r, p] = await input.bytes(3);
  const cost = { N: log! > 30 ? 0 : 2 ** log!, r: r!, p: p! };
  if (!isPassphraseCost(cost)) throw new BundleFailed('altered');
  return { cost };
}
