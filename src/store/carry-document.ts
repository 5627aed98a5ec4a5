import * as Automerge from '@automerge/automerge/slim';
import type { DocumentKey } from './manifest-row.ts';
import { isContacts } from './manifest-row.ts';
import { withDocument } from './plain-document.ts';
import { unlessDamaged } from './unless-damaged.ts';

/** A smaller document goes whole: opening it would cost more than its bytes. */
const leastOpened = 4096;

/**
 * What is sent of a document: whole, or when the other side has a part of its history, only what follows that. Needs
 * Automerge started.
 *
 * @param heads hashes of the last changes that the other side has, in hexadecimal; undefined when it has nothing
 */
export function carryDocument(
  key: DocumentKey,
  bytes: Uint8Array,
  heads: readonly string[] | undefined,
): Uint8Array<ArrayBuffer> {
  const whole = bytes as Uint8Array<ArrayBuffer>;
  if (heads === undefined || heads.length === 0 || key.kind !== 'document') return whole;
  if (isContacts(key) || bytes.length < leastOpened) return whole;
  const following = unlessDamaged(() =>
    withDocument(bytes, (doc) =>
      // Of heads that are not here nothing can be said.
      Automerge.hasHeads(doc, [...heads]) ? Automerge.saveSince(doc, [...heads]) : undefined,
    ),
  );
  return following === undefined ? whole : (following as Uint8Array<ArrayBuffer>);
}
