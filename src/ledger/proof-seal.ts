import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { deviceId } from './device-id.ts';
import type { Roster } from './roster.ts';
import { signBytes, type DeviceKeys } from './signature.ts';
import type { Verifier } from './verifier.ts';

/** What closes a proof file: over every byte before it, so that nothing in it can be changed unseen. */
export type Seal = { alg: 'ES256'; device: string; sig: string } | { alg: 'SHA-256'; hash: string };

const purpose = new TextEncoder().encode('guiju/proof/1\0');
/** Order of P-256 (SEC 2, 2.4.2). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** @param keys of the device that makes the file; without them the seal tells accidents, but not forgers */
export async function makeSeal(bytes: Uint8Array, keys?: DeviceKeys): Promise<Seal> {
  if (keys === undefined) return { alg: 'SHA-256', hash: hashOf(bytes) };
  const sig = lowered(await signBytes(keys, withPurpose(bytes)));
  return { alg: 'ES256', device: deviceId(keys.alg, keys.key), sig: bytesToHex(sig) };
}

/** A seal as the last line of a file. */
export function writeSeal(seal: Seal): string {
  return seal.alg === 'ES256'
    ? `<!--guiju-seal ES256 ${seal.device} ${seal.sig}-->\n`
    : `<!--guiju-seal SHA-256 ${seal.hash}-->\n`;
}

/** Length of the longest seal, in bytes. */
export const longestSeal = 256;

/** @returns undefined unless the line is exactly what `writeSeal` writes */
export function readSeal(line: string): Seal | undefined {
  const signed = /^<!--guiju-seal ES256 ([0-9a-f]{32}) ([0-9a-f]{128})-->\n$/.exec(line);
  if (signed !== null) return { alg: 'ES256', device: signed[1]!, sig: signed[2]! };
  const plain = /^<!--guiju-seal SHA-256 ([0-9a-f]{64})-->\n$/.exec(line);
  return plain === null ? undefined : { alg: 'SHA-256', hash: plain[1]! };
}

/** Does a seal fit these bytes, and is the device that made it one of the office's? */
export async function checkSeal(
  seal: Seal,
  bytes: Uint8Array,
  roster: Roster,
  verifier: Verifier,
): Promise<boolean> {
  if (seal.alg === 'SHA-256') return hashOf(bytes) === seal.hash;
  const device = roster.devices.get(seal.device);
  const sig = hexToBytes(seal.sig) as Uint8Array<ArrayBuffer>;
  if (device === undefined || device.revoked || !isLow(sig)) return false;
  // The roster of a proof may say anything: a device is named by its key.
  if (deviceId(device.alg, device.key) !== seal.device) return false;
  return await verifier(device.alg, device.key, withPurpose(bytes), sig);
}

function hashOf(bytes: Uint8Array): string {
  return bytesToHex(sha256.create().update(purpose).update(bytes).digest());
}

function withPurpose(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(purpose.length + bytes.length);
  whole.set(purpose);
  whole.set(bytes, purpose.length);
  return whole;
}

function sOf(sig: Uint8Array): bigint {
  return BigInt(`0x${bytesToHex(sig.subarray(32))}`);
}

/** Of the two notations that every such signature has, only one counts here: a changed file is a changed file. */
function isLow(sig: Uint8Array): boolean {
  return sOf(sig) <= order / 2n;
}

function lowered(sig: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (isLow(sig)) return sig;
  const made = Uint8Array.from(sig);
  made.set(hexToBytes((order - sOf(sig)).toString(16).padStart(64, '0')), 32);
  return made;
}
