import { type AgreementKeys, sharedSecret } from '../../ledger/agreement-keys.ts';
import { sameBytes } from '../../ledger/same-bytes.ts';
import { SharedRoot } from '../channel/derive.ts';
import { FrameOpener, FrameSealer } from '../channel/frame-cipher.ts';
import { joined } from '../joined.ts';
import { joinKeys, type SectionKey, splitKeys } from './section-keys.ts';
import { slotLength, slotTagLength } from './prologue.ts';

/** A device that a bundle is sealed for. */
export interface Recipient {
  /** Its announced agreement key. */
  point: Uint8Array<ArrayBuffer>;
  /** Keys of the sections in their order; undefined for those that it may not have. */
  keys: readonly (SectionKey | undefined)[];
}

/** Slots come in such numbers, the last ones filled with chance, so that devices cannot be counted exactly. */
const slotStep = 8;
const forTag = 'guiju/bundle/1 slot tag';
const forKeys = 'guiju/bundle/1 slot';

/** Number of slots for so many devices. */
export function slotCount(devices: number): number {
  return Math.ceil(devices / slotStep) * slotStep;
}

/**
 * Seals the section keys for each device by itself: a fresh key pair of the bundle agrees with the device's announced one
 * (ECDH, ephemeral-static), and from that come the tag by which the device finds its slot and the key of the slot. To
 * everybody else, members among them, slots are random.
 *
 * @param ephemeral made for this bundle; its private key is to be dropped after this
 * @param transcript see `prologueHash`
 */
export async function sealSlots(
  recipients: readonly Recipient[],
  ephemeral: Pick<AgreementKeys, 'privateKey'>,
  sections: number,
  transcript: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const slots: Uint8Array<ArrayBuffer>[] = [];
  for (const { point, keys } of recipients) {
    const root = await rootOf(ephemeral, point);
    // A point that is none of the curve was never announced by an honest device: its slot stays chance.
    if (root === undefined) continue;
    const tag = await root.bytes(transcript, forTag, slotTagLength);
    const sealer = new FrameSealer(await root.key(transcript, forKeys, 'encrypt'), forKeys);
    slots.push(joined(tag, await sealer.seal(joinKeys(keys))));
  }
  while (slots.length < slotCount(recipients.length))
    slots.push(crypto.getRandomValues(new Uint8Array(slotLength(sections))));
  // The order of the roster must not show.
  slots.sort(byBytes);
  return joined(...slots);
}

/**
 * Finds this device's slot.
 *
 * @returns the section keys that it has; undefined when there is no slot for it
 */
export async function openSlots(
  slots: Uint8Array<ArrayBuffer>,
  sections: number,
  point: Uint8Array<ArrayBuffer>,
  agreement: Pick<AgreementKeys, 'privateKey'>,
  transcript: Uint8Array<ArrayBuffer>,
): Promise<(SectionKey | undefined)[] | undefined> {
  const root = await rootOf(agreement, point);
  if (root === undefined) return undefined;
  const tag = await root.bytes(transcript, forTag, slotTagLength);
  const length = slotLength(sections);
  for (let at = 0; at + length <= slots.length; at += length) {
    if (!sameBytes(slots.subarray(at, at + slotTagLength), tag)) continue;
    const opener = new FrameOpener(await root.key(transcript, forKeys, 'decrypt'), forKeys);
    const keys = await opener.open(slots.slice(at + slotTagLength, at + length));
    return keys && splitKeys(keys);
  }
  return undefined;
}

/** Seals all section keys with the key of a passphrase. */
export async function sealForPassphrase(
  key: CryptoKey,
  keys: readonly SectionKey[],
): Promise<Uint8Array<ArrayBuffer>> {
  return await new FrameSealer(key, forKeys).seal(joinKeys(keys));
}

/** @returns undefined when it is another passphrase */
export async function openWithPassphrase(
  key: CryptoKey,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<(SectionKey | undefined)[] | undefined> {
  const keys = await new FrameOpener(key, forKeys).open(sealed);
  return keys && splitKeys(keys);
}

async function rootOf(
  keys: Pick<AgreementKeys, 'privateKey'>,
  point: Uint8Array<ArrayBuffer>,
): Promise<SharedRoot | undefined> {
  const secret = await sharedSecret(keys, point);
  return secret && (await SharedRoot.of(secret));
}

function byBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}
