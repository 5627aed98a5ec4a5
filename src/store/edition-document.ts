import type { EditionContent } from '../rule/edition.ts';
import { canonicalBytes } from '../ledger/canonical-json.ts';
import { DamagedDocument } from './damaged-document.ts';
import { toEditionContent } from './edition-content.ts';
import { readUnproven } from './simple-document.ts';
import { valueTypes } from './simple-json.ts';
import type { Operation } from './simple-operations.ts';
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

/**
 * Is this surely the edition that it should be? Without Automerge, and without unpacking its text into a string.
 *
 * @returns false also for those of which only `openEdition` can say
 */
export async function isEdition(bytes: Uint8Array, expected: string): Promise<boolean> {
  const simple = readUnproven(bytes);
  return simple !== undefined && isOfEdition(simple.operations) && (await hashOf(simple.json)) === expected;
}

/** Would `toEditionContent` take what these say? */
function isOfEdition(operations: readonly Operation[]): boolean {
  const field = (name: string): Operation | undefined =>
    operations.find(({ to, key }) => to === 0 && key === name);
  const isText = (one: Operation | undefined): boolean =>
    one?.action === 1 && (one.head & 15) === valueTypes.text;
  const version = field('v');
  return (
    isText(field('title')) &&
    isText(field('text')) &&
    version?.head === 16 + valueTypes.integer &&
    version.value[0] === 1
  );
}

const hashOf = async (canonical: Uint8Array): Promise<string> =>
  hex(await sha256('guiju/edition/1', canonical));

/** All that the document says, fields among it that only a newer app knows. */
async function editionData(bytes: Uint8Array, expected: string): Promise<Fields> {
  // Its own copy: what was read holds until another document is, and hashing lets others have their turn.
  const simple = readUnproven(bytes)?.json.slice();
  if (simple !== undefined && (await hashOf(simple)) === expected)
    return JSON.parse(new TextDecoder('utf-8', { ignoreBOM: true }).decode(simple)) as Fields;
  const data = withDocument(bytes, plain);
  let canonical: Uint8Array;
  try {
    canonical = canonicalBytes(data);
  } catch (cause) {
    throw new DamagedDocument('an edition that holds more than plain data', { cause });
  }
  // Everything in the document counts, so that nothing can ride along beside what was hashed.
  const hash = await hashOf(canonical);
  if (hash !== expected) throw new DamagedDocument(`edition ${expected} has the content of ${hash}`);
  return data;
}
