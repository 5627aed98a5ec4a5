import { scryptAsync } from '@noble/hashes/scrypt.js';
import { digest } from '../../ledger/digest.ts';
import type { SharedRoot } from '../channel/derive.ts';

/**
 * Six digits that two people compare. The joiner is bound to its part before it sees the other's, and nothing that
 * either says later goes into them: somebody between the two, even with the code, has one chance in a million.
 */
export async function digitsOf(root: SharedRoot, seen: Uint8Array<ArrayBuffer>): Promise<string> {
  return lastDigits(await root.bytes(seen, 'guiju/pairing/1 digits', 16), 6);
}

/** 32 MiB for every request that somebody tries. */
const cost = { N: 2 ** 15, r: 8, p: 1, dkLen: 16 };

/**
 * Twelve digits of a request file. There nobody is bound to anything, and whoever has the code can write requests
 * until one has the right digits; so there are more of them, and each costs a tenth of a second.
 */
export async function requestDigits(request: Uint8Array): Promise<string> {
  const salt = new TextEncoder().encode('guiju/join-request-digits/1');
  return lastDigits(await scryptAsync(digest('guiju/join-request/1', request), salt, cost), 12);
}

function lastDigits(bytes: Uint8Array, length: number): string {
  const number = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return (number % 10n ** BigInt(length)).toString().padStart(length, '0');
}
