import type { EditionContent } from '../rule/edition.ts';
import { canonicalBytes } from '../ledger/canonical-json.ts';
import { DamagedDocument } from './damaged-document.ts';
import { toEditionContent } from './edition-content.ts';
import { plain, saveWhole, withDocument } from './plain-document.ts';
import type { Fields } from './read-fields.ts';
import { hex, sha256 } from '../ledger/sha256.ts';

/**
 * The content as a document of a single change, by a fixed actor at time 0: the same content gives the same
 * bytes on every device. Needs Automerge started.
 */
export function saveEdition(content: EditionContent): Uint8Array {
  return saveWhole(content);
}

/**
 * The content of a saved edition, after checking that it is the one it should be. Needs Automerge started.
 *
 * @param expected the edition's hash
 * @throws {DamagedDocument} when the bytes are no document, another edition, or not an edition at all
 */
export async function openEdition(bytes: Uint8Array, expected: string): Promise<EditionContent> {
  return toEditionContent(await editionData(bytes, expected));
}

/**
 * The same, with the document as it would have been made here of what it says: whatever else rides along in the history
 * of the one that came is not in it.
 */
export async function openAndCleanEdition(
  bytes: Uint8Array,
  expected: string,
): Promise<{ content: EditionContent; clean: Uint8Array }> {
  const data = await editionData(bytes, expected);
  return { content: toEditionContent(data), clean: saveWhole(data) };
}

/** All that the document says, fields among it that only a newer app knows. */
async function editionData(bytes: Uint8Array, expected: string): Promise<Fields> {
  const data = withDocument(bytes, plain);
  let canonical: Uint8Array;
  try {
    canonical = canonicalBytes(data);
  } catch (cause) {
    throw new DamagedDocument('an edition that holds more than plain data', { cause });
  }
  // Everything in the document counts, so that nothing can ride along beside what was hashed.
  const hash = hex(await sha256('guiju/edition/1', canonical));
  if (hash !== expected) throw new DamagedDocument(`edition ${expected} has the content of ${hash}`);
  return data;
}
