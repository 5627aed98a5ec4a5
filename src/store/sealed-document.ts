import { bytesToHex } from '@noble/hashes/utils.js';
import { digest } from '../ledger/digest.ts';
import { DamagedDocument } from './damaged-document.ts';
import { headsInBytes } from './document-heads.ts';
import { type DocumentKey, everybody } from './manifest-row.ts';
import { plain, saveWhole, withDocument } from './plain-document.ts';

/**
 * What is sealed in a round of opinions: the copy, its key for some devices, somebody's opinions, the answer to them, and
 * what became of all for everybody who was asked.
 */
export type SealedKind = 'copy' | 'key' | 'opinions' | 'answer' | 'results';

/** One of them: everybody carries it, and only those it is meant for can open it. */
export interface SealedName {
  /** What its round is called in documents, see `roundOf`. */
  round: string;
  kind: SealedKind;
  /** SHA-256 of its bytes, see `sealedHash`. */
  hash: string;
}

const letters: Record<SealedKind, string> = { copy: 'c', key: 'k', opinions: 'o', answer: 'a', results: 'r' };
const kinds = Object.keys(letters) as SealedKind[];

/** Bytes of one of them: the longest draft; an office with the most devices; a round of opinions that says much. */
const most: Record<SealedKind, number> = {
  copy: 2 * 1024 * 1024,
  key: 4 * 1024 * 1024,
  opinions: 1024 * 1024,
  answer: 1024 * 1024,
  results: 4 * 1024 * 1024,
};

export function sealedHash(bytes: Uint8Array): string {
  return bytesToHex(digest('guiju/sealed-document/1', bytes));
}

/** @param sealed hash of the sealed copy, which the ledger names */
export function roundOf(sealed: string): string {
  return sealed.slice(0, 32);
}

export function sealedKey({ round, kind, hash }: SealedName): DocumentKey & { kind: 'document' } {
  return { space: everybody, kind: 'document', id: `s:${round}:${letters[kind]}:${hash}` };
}

/** Which sealed thing has this key; undefined for other documents. */
export function sealedOfKey({ space, kind, id }: DocumentKey): SealedName | undefined {
  if (space !== everybody || kind !== 'document') return undefined;
  const [, round, letter, hash] = /^s:([0-9a-f]{32}):([a-z]):([0-9a-f]{64})$/.exec(id) ?? [];
  const found = kinds.find((one) => letters[one] === letter);
  return found === undefined ? undefined : { round: round!, kind: found, hash: hash! };
}

/** The same bytes give the same document on every device, and it never changes. */
export function newSealed(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return saveWhole({ v: 1, bytes }) as Uint8Array<ArrayBuffer>;
}

/** What was sealed, of a document that is stored here. @throws {DamagedDocument} */
export function readSealed(document: Uint8Array): Uint8Array<ArrayBuffer> {
  const { v, bytes } = withDocument(document, plain);
  if (v !== 1 || !(bytes instanceof Uint8Array)) throw new DamagedDocument('nothing that is sealed');
  return bytes.slice();
}

/**
 * The document as it is to be stored, when it is the one that its name says: so nobody can change one, or put another in
 * its place.
 *
 * @throws {DamagedDocument}
 */
export function checkSealed(
  { kind, hash, round }: SealedName,
  document: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const bytes = readSealed(document);
  if (bytes.length > most[kind]) throw new DamagedDocument('longer than anything sealed');
  if (sealedHash(bytes) !== hash || (kind === 'copy' && roundOf(hash) !== round))
    throw new DamagedDocument('not what its name says');
  const own = newSealed(bytes);
  // With another history it would never be the same on two devices.
  if (headsInBytes(document)?.join() !== headsInBytes(own)?.join())
    throw new DamagedDocument('a sealed document with a history');
  return own;
}
