import { hexToBytes } from '@noble/hashes/utils.js';
import { digest } from '../ledger/digest.ts';
import { sameBytes } from '../ledger/same-bytes.ts';
import { joined } from './joined.ts';

/** Bytes of the name of a room. */
export const roomLength = 16;
/** Bytes of salt, and of that with the tag after it. */
const saltLength = 16;
export const presenceLength = 32;

/** Where the devices of an office meet at a desk: what the desk sees of the office. */
export function officeRoom(office: string): Uint8Array<ArrayBuffer> {
  return digest('guiju/room/1', hexToBytes(office)).slice(0, roomLength);
}

/**
 * How a device shows itself in a room: random bytes to everybody but those who have the roster. Another one each time.
 *
 * @param office id of the genesis
 * @param device its id
 */
export function makePresence(office: string, device: string): Uint8Array<ArrayBuffer> {
  const salt = crypto.getRandomValues(new Uint8Array(saltLength));
  return joined(salt, tag(office, device, salt));
}

/** Which of the devices it is, if any. It is a claim: whoever copies it cannot speak for the device. */
export function recognise(
  office: string,
  devices: Iterable<string>,
  presence: Uint8Array,
): string | undefined {
  if (presence.length !== presenceLength) return undefined;
  const salt = presence.subarray(0, saltLength);
  const shown = presence.subarray(saltLength);
  for (const device of devices) if (sameBytes(tag(office, device, salt), shown)) return device;
  return undefined;
}

function tag(office: string, device: string, salt: Uint8Array): Uint8Array {
  const whole = digest('guiju/presence/1', hexToBytes(office), hexToBytes(device), salt);
  return whole.subarray(0, presenceLength - saltLength);
}
