import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { BadEntry } from './bad-entry.ts';
import type { SignedEntry } from './entry.ts';

/** Longest body: a roster change with the twenty thousand people that a table may have. */
export const longestBody = 12_000_000;
const longestSignature = 512;

/** What stands before the body in everything that is hashed or signed, so that it is never taken for something else. */
const purpose = new TextEncoder().encode('guiju/entry/1\0');

/** The bytes that are hashed and signed. */
export function signedBytes(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(purpose.length + body.length);
  bytes.set(purpose);
  bytes.set(body, purpose.length);
  return bytes;
}

/** Name of an entry: SHA-256 of what is signed, in hexadecimal. Worked out at once, since chains need it in order. */
export function entryId(body: Uint8Array): string {
  return bytesToHex(sha256.create().update(purpose).update(body).digest());
}

/**
 * One entry as bytes: `1`, u32 length of the body, body, signature. Little-endian.
 */
export function packEntry({ body, sig }: SignedEntry): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(5 + body.length + sig.length);
  bytes[0] = 1;
  new DataView(bytes.buffer).setUint32(1, body.length, true);
  bytes.set(body, 5);
  bytes.set(sig, 5 + body.length);
  return bytes;
}

/** @throws {BadEntry} `malformed`, `too-large`, `version` */
export function unpackEntry(bytes: Uint8Array): SignedEntry {
  if (bytes.length < 5) throw new BadEntry('malformed', 'too short');
  if (bytes[0] !== 1) throw new BadEntry('version');
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1, true);
  if (length > longestBody) throw new BadEntry('too-large');
  const left = bytes.length - 5 - length;
  if (left <= 0 || left > longestSignature) throw new BadEntry('malformed', 'cut off');
  return { body: bytes.slice(5, 5 + length), sig: bytes.slice(5 + length) };
}
