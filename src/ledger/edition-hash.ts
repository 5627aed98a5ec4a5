import { sha256 as sha256Here } from '@noble/hashes/sha2.js';
import type { EditionContent } from '../rule/edition.ts';
import { canonicalBytes } from './canonical-json.ts';
import { hex, sha256 } from './sha256.ts';

const purpose = 'guiju/edition/1';

/**
 * The name of an edition: SHA-256, in hexadecimal, over `guiju/edition/1`, a zero byte and the canonical
 * bytes of its content (see `canonical-json.ts`). It depends on the content alone, not on Automerge.
 */
export async function editionHash(content: EditionContent): Promise<string> {
  return hex(await sha256(purpose, canonicalBytes(content)));
}

/**
 * The same name for content that came from outside, worked out at once and without the browser's help: a page that
 * was opened from a file may not be given it.
 *
 * @throws {TypeError} when the content holds what has no canonical notation
 */
export function contentHash(content: unknown): string {
  const head = new TextEncoder().encode(`${purpose}\0`);
  return hex(sha256Here.create().update(head).update(canonicalBytes(content)).digest());
}
