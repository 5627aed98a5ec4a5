import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64url, toBase64url } from '../ledger/base64url.ts';
import type { Alg } from '../ledger/entry.ts';

/** Length in bytes of an uncompressed point of P-256. */
const keyLength = 65;
const checkLength = 3;

/**
 * A device's public key as words to hand over: base64url with a check at the end, so that a slip in copying is
 * noticed. Nothing in it is secret.
 */
export function deviceCode(key: string): string {
  const raw = fromBase64url(key)!;
  return toBase64url(new Uint8Array([...raw, ...check(raw)]));
}

/** @returns undefined when the code was not copied whole */
export function readDeviceCode(code: string): { alg: Alg; key: string } | undefined {
  const bytes = fromBase64url(code.replaceAll(/\s/g, ''));
  if (bytes?.length !== keyLength + checkLength || bytes[0] !== 4) return undefined;
  const raw = bytes.subarray(0, keyLength);
  if (!check(raw).every((byte, i) => byte === bytes[keyLength + i])) return undefined;
  return { alg: 'ES256', key: toBase64url(raw) };
}

function check(raw: Uint8Array): Uint8Array {
  return sha256(raw).subarray(0, checkLength);
}
