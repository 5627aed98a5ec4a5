import { type AgreementKeys, makeAgreementKeys, pointLength, pointOf } from '../../ledger/agreement-keys.ts';
import { digest } from '../../ledger/digest.ts';
import { areSlots, slotLength } from '../bundle/prologue.ts';
import { openSlots, sealSlots, slotCount } from '../bundle/slots.ts';
import { ByteReader, ByteWriter } from '../bytes.ts';
import { newContentKey, openOnce, sealOnce } from './seal-once.ts';

const version = 1;
/** Before the slots: version, point, number of slots. */
const headLength = 1 + pointLength + 2;

/**
 * Seals something for some devices, so that whoever carries it can neither open nor change it, nor see for whom it is:
 *
 *     u8 version · ephemeral point (65) · u16 slots · slots as in a bundle, each with the key · content, sealed
 *
 * @param points announced agreement keys of the devices
 * @param use what it is; it opens for this use only
 * @param belongsTo 32 bytes that name what it belongs to; it opens there only
 * @throws {RangeError} when there are no devices, or more than a slot can be made for
 */
export async function sealFor(
  points: readonly Uint8Array<ArrayBuffer>[],
  use: string,
  belongsTo: Uint8Array,
  content: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const count = slotCount(points.length);
  if (!areSlots(count, 1)) throw new RangeError('nobody, or too many, to seal for');
  const ephemeral = await makeAgreementKeys();
  const head = new ByteWriter().u8(version).bytes(pointOf(ephemeral.key)!).u16(count).take();
  const key = newContentKey();
  const recipients = points.map((point) => ({ point, keys: [key] }));
  const slots = await sealSlots(recipients, ephemeral, 1, headHash(belongsTo, head));
  const sealed = await sealOnce(key, wholeHash(belongsTo, head, slots), use, content);
  return new ByteWriter().bytes(head).bytes(slots).bytes(sealed).take();
}

/** @returns undefined when it is not for this device, or not whole, or of another use or place */
export async function openFor(
  bytes: Uint8Array<ArrayBuffer>,
  use: string,
  belongsTo: Uint8Array,
  agreement: Pick<AgreementKeys, 'key' | 'privateKey'>,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const own = pointOf(agreement.key);
  if (own === undefined || bytes.length < headLength || bytes[0] !== version) return undefined;
  const head = bytes.slice(0, headLength);
  const count = new ByteReader(head.slice(headLength - 2)).u16();
  const end = headLength + count * slotLength(1);
  if (!areSlots(count, 1) || bytes.length < end) return undefined;
  const slots = bytes.slice(headLength, end);
  const point = head.slice(1, 1 + pointLength);
  const keys = await openSlots(slots, 1, point, agreement, headHash(belongsTo, head));
  const key = keys?.[0];
  return key && (await openOnce(key, wholeHash(belongsTo, head, slots), use, bytes.slice(end)));
}

function headHash(belongsTo: Uint8Array, head: Uint8Array): Uint8Array<ArrayBuffer> {
  return digest('guiju/sealed-head/1', fixed(belongsTo), head);
}

function wholeHash(belongsTo: Uint8Array, head: Uint8Array, slots: Uint8Array): Uint8Array<ArrayBuffer> {
  return digest('guiju/sealed-for/1', fixed(belongsTo), head, slots);
}

function fixed(belongsTo: Uint8Array): Uint8Array {
  if (belongsTo.length !== 32) throw new RangeError('what something belongs to is named by 32 bytes');
  return belongsTo;
}
