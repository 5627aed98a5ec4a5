import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { digest } from '../ledger/digest.ts';
import { contactsId, contactsSpace } from './contacts-key.ts';
import { headsOf } from './document-heads.ts';
import { fieldsIn } from './read-fields.ts';
import type { Room } from './storage.ts';

export type DocumentKind = 'rule' | 'edition' | 'document';

/** Which document: what two devices mean when they speak of one. */
export interface DocumentKey {
  /** Who may have it: `members`, `unit:u1a2b3`. */
  space: string;
  kind: DocumentKind;
  /** Id of a rule, hash of an edition, name of any other document within its space. */
  id: string;
}

/** What this device has of a document, without its content. */
export interface ManifestRow extends DocumentKey {
  /** 32 hexadecimal digits. Devices that have the same of a document have the same digest. */
  digest: string;
  /** When it last changed here, in milliseconds since 1970 by this device's clock. */
  at: number;
}

/** Space of rules and editions. */
export const everybody = 'members';

/** Key of a row in room `manifest`; also the key of the document in a map. */
export function rowKey({ space, kind, id }: DocumentKey): string {
  return `${space}\n${kind}\n${id}`;
}

/** Rooms whose documents travel. */
export const travelling = ['rules', 'editions', 'documents'] as const satisfies readonly Room[];

/** Where a document lies. */
export function placeOf({ space, kind, id }: DocumentKey): {
  room: (typeof travelling)[number];
  key: string;
} {
  if (kind === 'document') return { room: 'documents', key: `${space}/${id}` };
  return { room: kind === 'rule' ? 'rules' : 'editions', key: id };
}

/** Which document lies there; undefined for what does not travel. */
export function documentAt(room: Room, key: string): DocumentKey | undefined {
  if (room === 'rules') return { space: everybody, kind: 'rule', id: key };
  if (room === 'editions') return { space: everybody, kind: 'edition', id: key };
  const slash = key.indexOf('/');
  if (room !== 'documents' || slash === -1) return undefined;
  return { space: key.slice(0, slash), kind: 'document', id: key.slice(slash + 1) };
}

export function isContacts({ space, kind, id }: DocumentKey): boolean {
  return space === contactsSpace && kind === 'document' && id === contactsId;
}

/**
 * What stands for the state of a document: of an edition, which never changes, its hash; of the phone numbers, which
 * have no history, their bytes; of every other document the heads of its history.
 *
 * @throws {DamagedDocument} when the bytes are no document
 */
export function digestOf(key: DocumentKey, bytes: Uint8Array): string {
  if (key.kind === 'edition') return editionDigest(key.id);
  if (isContacts(key)) return short('guiju/digest/contacts/1', bytes);
  return headsDigest(headsOf(bytes));
}

export function editionDigest(hash: string): string {
  return short('guiju/digest/edition/1', utf8ToBytes(hash));
}

/** @param heads hashes of the last changes, in hexadecimal, in any order */
export function headsDigest(heads: readonly string[]): string {
  return short('guiju/digest/heads/1', hexToBytes([...heads].sort().join('')));
}

function short(purpose: string, bytes: Uint8Array): string {
  return bytesToHex(digest(purpose, bytes).subarray(0, 16));
}

/** Is this a row as it was written here? */
export function isManifestRow(value: unknown): value is ManifestRow {
  const row = fieldsIn(value);
  return (
    row !== undefined &&
    typeof row['space'] === 'string' &&
    (row['kind'] === 'rule' || row['kind'] === 'edition' || row['kind'] === 'document') &&
    typeof row['id'] === 'string' &&
    typeof row['digest'] === 'string' &&
    /^[0-9a-f]{32}$/.test(row['digest']) &&
    typeof row['at'] === 'number'
  );
}
