import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 of a file in hexadecimal, as `sha256sum` prints it: anybody can compare. */
export function fileHash(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}
