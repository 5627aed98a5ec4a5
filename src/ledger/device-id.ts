import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Alg } from './entry.ts';

/**
 * A device is named by its key: the first 128 bits of a hash of it, in hexadecimal. Nobody can take another
 * device's name without its key.
 *
 * @param key public key, base64url of the uncompressed point
 */
export function deviceId(alg: Alg, key: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(`guiju/device/1\0${alg}\0${key}`)).subarray(0, 16));
}
