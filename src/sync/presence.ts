import { sha256 } from '@noble/hashes/sha2.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** Bytes of salt and of the tag after it. */
const saltBytes = 16;
export const presenceBytes = 32;

const mark = utf8ToBytes('guiju/presence/1\0');
const roomMark = utf8ToBytes('guiju/room/1\0');

/** Where the devices of an office meet at a desk: what the desk sees of the office. */
export function officeRoom(office: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(sha256.create().update(roomMark).update(hexToBytes(office)).digest().subarray(0, 16));
}

/**
 * How a device shows itself in a room: random bytes to everybody but those who have the roster. Another one each time.
 *
 * @param office id of the genesis
 * @param device its id
 */
export function makePresence(office: string, device: string): Uint8Array<ArrayBuffer> {
  const salt = crypto.getRandomValues(new Uint8Array(saltBytes));
  const presence = new Uint8Array(presenceBytes);
  presence.set(salt);
  presence.set(tag(office, device, salt), saltBytes);
  return presence;
}

/** Which of the devices it is, if any. It is a claim: whoever copies it cannot speak for the device. */
export function recognise(
  office: string,
  devices: Iterable<string>,
  presence: Uint8Array,
): string | undefined {
  if (presence.length !== presenceBytes) return undefined;
  const salt = presence.subarray(0, saltBytes);
  const shown = presence.subarray(saltBytes);
  for (const device of devices)
    if (tag(office, device, salt).every((byte, i) => byte === shown[i])) return device;
  return undefined;
}

function tag(office: string, device: string, salt: Uint8Array): Uint8Array {
  const hash = sha256.create().update(mark).update(hexToBytes(office)).update(hexToBytes(device));
  return hash
    .update(salt)
    .digest()
    .subarray(0, presenceBytes - saltBytes);
}
