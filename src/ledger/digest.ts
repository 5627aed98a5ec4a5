import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * SHA-256 over a purpose and parts, at once where `sha256` has to be waited for. Whoever calls sees to it that the parts
 * can be told apart: at most one of them may vary in length.
 *
 * @param purpose such as `guiju/channel/1`; a zero byte is put between it and the parts
 */
export function digest(purpose: string, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const hash = sha256.create().update(utf8ToBytes(`${purpose}\0`));
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}
