import { packEntry, unpackEntry } from '../../ledger/entry-bytes.ts';
import type { SignedEntry } from '../../ledger/entry.ts';
import type { DocumentKind } from '../../store/manifest-row.ts';
import { isDocumentId, isSpaceName } from '../../store/space-name.ts';
import { BadBytes, ByteReader, ByteWriter } from '../bytes.ts';
import type { Space } from '../spaces.ts';
import { type About, readAbout, writeAbout } from './about.ts';
import { BundleFailed } from './bundle-failed.ts';

/**
 * What a section holds, told by the first byte of its first message. Numbers are never used again, and 4 is for files.
 *
 *     1 ledger      what the bundle says of itself; then entries: u32 length, packed entry, and so on
 *     2 documents   name of the space; then documents: u8 kind, name, u32 length, bytes, and so on
 *     3 notes       then notes of the reader: name, u32 length, bytes, and so on
 */
export type Section =
  | { type: 'ledger'; about: About }
  | { type: 'documents'; space: Space }
  | { type: 'notes' }
  | { type: 'unknown' };

const types = { ledger: 1, documents: 2, notes: 3 } as const;
const kinds = ['rule', 'edition', 'document'] as const satisfies DocumentKind[];

export interface SectionDocument {
  kind: DocumentKind;
  id: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export function beginLedger(about: About): Uint8Array<ArrayBuffer> {
  return new ByteWriter().u8(types.ledger).bytes(writeAbout(about)).take();
}

export function beginDocuments(space: Space): Uint8Array<ArrayBuffer> {
  return new ByteWriter().u8(types.documents).name(space).take();
}

export function beginNotes(): Uint8Array<ArrayBuffer> {
  return new ByteWriter().u8(types.notes).take();
}

/** @throws {BundleFailed} `altered` */
export function readBegin(message: Uint8Array<ArrayBuffer>): Section {
  return reading(() => {
    const from = new ByteReader(message);
    switch (from.u8()) {
      case types.ledger:
        return { type: 'ledger', about: readAbout(from.bytes(from.left)) };
      case types.documents: {
        const space = from.name();
        from.end();
        if (!isSpaceName(space)) throw new BadBytes('no space');
        return { type: 'documents', space };
      }
      case types.notes:
        return { type: 'notes' };
      default:
        return { type: 'unknown' };
    }
  });
}

export function writeEntry(out: ByteWriter, entry: SignedEntry): void {
  const packed = packEntry(entry);
  out.u32(packed.length).bytes(packed);
}

/** @throws {BundleFailed} `altered` */
export function readEntries(message: Uint8Array<ArrayBuffer>): SignedEntry[] {
  return all(message, (from) => unpackEntry(from.bytes(from.u32())));
}

export function writeDocument(out: ByteWriter, { kind, id, bytes }: SectionDocument): void {
  out.u8(kinds.indexOf(kind)).name(id).u32(bytes.length).bytes(bytes);
}

/** @throws {BundleFailed} `altered` */
export function readDocuments(message: Uint8Array<ArrayBuffer>): SectionDocument[] {
  return all(message, (from) => {
    const kind = kinds[from.u8()];
    const id = from.name();
    if (kind === undefined || !isDocumentId(id)) throw new BadBytes('no document');
    // A copy: what is kept must not hold on to the whole message.
    return { kind, id, bytes: from.bytes(from.u32()).slice() };
  });
}

export function writeNote(out: ByteWriter, name: string, bytes: Uint8Array): void {
  out.name(name).u32(bytes.length).bytes(bytes);
}

/** @throws {BundleFailed} `altered` */
export function readNotes(
  message: Uint8Array<ArrayBuffer>,
): [name: string, bytes: Uint8Array<ArrayBuffer>][] {
  return all(message, (from) => [from.name(), from.bytes(from.u32()).slice()]);
}

function all<T>(message: Uint8Array<ArrayBuffer>, read: (from: ByteReader) => T): T[] {
  return reading(() => {
    const from = new ByteReader(message);
    const list: T[] = [];
    while (from.left > 0) list.push(read(from));
    return list;
  });
}

/** What is sealed and signed and cannot be read all the same was not written by an app that keeps to the format. */
function reading<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw new BundleFailed('altered');
  }
}
