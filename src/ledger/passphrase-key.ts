import { scryptAsync } from '@noble/hashes/scrypt.js';

/** What it costs to try one passphrase: scrypt (RFC 7914), 128 · N · r bytes of memory. */
export interface PassphraseCost {
  N: number;
  r: number;
  p: number;
}

/** 128 MiB. Other costs are read too, up to twice that, so that it can be raised later. */
export const passphraseCost: PassphraseCost = { N: 2 ** 17, r: 8, p: 1 };
const mostMemory = 256 * 1024 * 1024;

/** Is this a cost that a file may ask for? To be checked before anything is tried. */
export function isPassphraseCost({ N, r, p }: PassphraseCost): boolean {
  return N > 1 && (N & (N - 1)) === 0 && r > 0 && p > 0 && 128 * N * r * p <= mostMemory;
}

/**
 * The AES-256-GCM key that a passphrase stands for.
 *
 * @param passphrase as it was typed; spaces around it do not count
 */
export async function passphraseKey(
  passphrase: string,
  salt: Uint8Array,
  { N, r, p }: PassphraseCost,
): Promise<CryptoKey> {
  const typed = new TextEncoder().encode(passphrase.normalize('NFKC').trim());
  const raw = new Uint8Array(await scryptAsync(typed, salt, { N, r, p, dkLen: 32, maxmem: mostMemory * 2 }));
  return await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
