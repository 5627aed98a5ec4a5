import type { DocumentKind } from '../store/manifest-row.ts';
import { isDocumentId, isSpaceName } from '../store/space-name.ts';
import { bucketBytes, bucketCount, rootBytes } from '../store/space-rows.ts';
import { BadBytes, ByteReader, ByteWriter } from './bytes.ts';
import { mostLive } from './live.ts';
import type { Space } from './spaces.ts';

/** What a device says that it has of a document. */
export interface ToldRow {
  kind: DocumentKind;
  id: string;
  /** 32 hexadecimal digits; see `Manifest`. */
  digest: string;
}

/** A place that a chain of the ledger has reached. */
export interface ToldHead {
  device: string;
  seq: number;
  /** The first 32 hexadecimal digits of the entry's id. */
  id: string;
}

/** Entries of a device from one place to another, both included, in all branches. */
export interface EntryRange {
  device: string;
  from: number;
  to: number;
}

/** What two devices of one office say to each other over a channel. */
export type Message =
  /** Where I am: the first message of both, and again after every change. */
  | { type: 'state'; ledger: string; roots: { space: Space; root: Uint8Array }[] }
  /** The heads of all chains; whoever gets it as a question answers with its own. */
  | { type: 'vector'; isAnswer: boolean; heads: ToldHead[] }
  | { type: 'get-entries'; ranges: EntryRange[] }
  /** Entries as they are stored. `isLast` ends the answer to one question; news come without a question. */
  | { type: 'entries'; isNews: boolean; isLast: boolean; entries: Uint8Array<ArrayBuffer>[] }
  /** 256 times 8 bytes: answered with the rows of those buckets that differ. */
  | { type: 'buckets'; space: Space; buckets: Uint8Array }
  /** Rows of the buckets whose bits are set: all that there are. */
  | { type: 'rows'; space: Space; which: Uint8Array; rows: ToldRow[] }
  /** Rows that the other side may want: news, or what it lacked in a comparison. */
  | { type: 'offer'; space: Space; rows: ToldRow[] }
  /** `heads`: what the asker has of it, for documents that grow. Answered in the order of asking. */
  | { type: 'get'; space: Space; keys: { kind: DocumentKind; id: string; heads: string[] }[] }
  /** Answers to what was asked, in that order; undefined when it is not to be had here. */
  | { type: 'documents'; documents: (Uint8Array<ArrayBuffer> | undefined)[] }
  | { type: 'get-file'; hash: string; from: number }
  /** `size` 0: not to be had here. */
  | { type: 'file'; hash: string; size: number; from: number; bytes: Uint8Array<ArrayBuffer> }
  /** Changes of a document that were made just now, for who has it open. */
  | { type: 'live'; space: Space; id: string; changes: Uint8Array<ArrayBuffer>[] }
  /** Where this device is in a document; no bytes: it has left. */
  | { type: 'here'; space: Space; id: string; where: Uint8Array<ArrayBuffer> }
  | { type: 'ping' }
  | { type: 'pong' };

const types = [
  'state',
  'vector',
  'get-entries',
  'entries',
  'buckets',
  'rows',
  'offer',
  'get',
  'documents',
  'get-file',
  'file',
  'ping',
  'pong',
  'live',
  'here',
] as const satisfies Message['type'][];

const kinds = ['rule', 'edition', 'document'] as const satisfies DocumentKind[];

/** Bounds of what is believed to be one message. */
export const most = {
  spaces: 200,
  heads: 100_000,
  ranges: 100_000,
  /** Rows of one answer; an office with more documents than that is none. */
  rows: 60_000,
  keys: 512,
  headsOfDocument: 64,
} as const;

const absent = 0xffff_ffff;

export function writeMessage(message: Message): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter().u8(types.indexOf(message.type));
  switch (message.type) {
    case 'state':
      out.hex(message.ledger).u8(message.roots.length);
      for (const { space, root } of message.roots) out.name(space).bytes(root);
      break;
    case 'vector':
      out.u8(Number(message.isAnswer)).u32(message.heads.length);
      for (const { device, seq, id } of message.heads) out.hex(device).u32(seq).hex(id);
      break;
    case 'get-entries':
      out.u32(message.ranges.length);
      for (const { device, from, to } of message.ranges) out.hex(device).u32(from).u32(to);
      break;
    case 'entries':
      out.u8(Number(message.isNews)).u8(Number(message.isLast)).u32(message.entries.length);
      for (const entry of message.entries) out.u32(entry.length).bytes(entry);
      break;
    case 'buckets':
      out.name(message.space).bytes(message.buckets);
      break;
    case 'rows':
      out.name(message.space).bytes(message.which);
      writeRows(out, message.rows);
      break;
    case 'offer':
      out.name(message.space);
      writeRows(out, message.rows);
      break;
    case 'get':
      out.name(message.space).u16(message.keys.length);
      for (const { kind, id, heads } of message.keys) {
        writeId(out, kind, id);
        out.u8(heads.length);
        for (const head of heads) out.hex(head);
      }
      break;
    case 'documents':
      out.u16(message.documents.length);
      for (const bytes of message.documents) {
        if (bytes === undefined) out.u32(absent);
        else out.u32(bytes.length).bytes(bytes);
      }
      break;
    case 'get-file':
      out.hex(message.hash).u32(message.from);
      break;
    case 'file':
      out.hex(message.hash).u32(message.size).u32(message.from).bytes(message.bytes);
      break;
    case 'live':
      out.name(message.space).name(message.id).u16(message.changes.length);
      for (const change of message.changes) out.u32(change.length).bytes(change);
      break;
    case 'here':
      out.name(message.space).name(message.id).bytes(message.where);
      break;
    default:
  }
  return out.take();
}

/** What a message is, by its first byte; undefined when it is none. */
export function typeOf(first: number): Message['type'] | undefined {
  return types[first];
}

/** @throws {BadBytes} for anything that is no message */
export function readMessage(bytes: Uint8Array<ArrayBuffer>): Message {
  const from = new ByteReader(bytes);
  const type = typeOf(from.u8());
  if (type === undefined) throw new BadBytes('no message');
  const message = readBody(type, from);
  from.end();
  return message;
}

function readBody(type: Message['type'], from: ByteReader): Message {
  switch (type) {
    case 'state':
      return {
        type,
        ledger: from.hex(rootBytes),
        roots: times(from.u8(), most.spaces, () => ({ space: readSpace(from), root: from.bytes(rootBytes) })),
      };
    case 'vector':
      return {
        type,
        isAnswer: flag(from),
        heads: times(from.u32(), most.heads, () => ({
          device: from.hex(16),
          seq: from.u32(),
          id: from.hex(16),
        })),
      };
    case 'get-entries':
      return {
        type,
        ranges: times(from.u32(), most.ranges, () => ({
          device: from.hex(16),
          from: from.u32(),
          to: from.u32(),
        })),
      };
    case 'entries':
      return {
        type,
        isNews: flag(from),
        isLast: flag(from),
        entries: times(from.u32(), most.rows, () => from.bytes(from.u32())),
      };
    case 'buckets':
      return { type, space: readSpace(from), buckets: from.bytes(bucketCount * bucketBytes) };
    case 'rows':
      return { type, space: readSpace(from), which: from.bytes(bucketCount / 8), rows: readRows(from) };
    case 'offer':
      return { type, space: readSpace(from), rows: readRows(from) };
    case 'get':
      return {
        type,
        space: readSpace(from),
        keys: times(from.u16(), most.keys, () => ({
          ...readId(from),
          heads: times(from.u8(), most.headsOfDocument, () => from.hex(32)),
        })),
      };
    case 'documents':
      return {
        type,
        documents: times(from.u16(), most.keys, () => {
          const length = from.u32();
          return length === absent ? undefined : from.bytes(length);
        }),
      };
    case 'get-file':
      return { type, hash: from.hex(32), from: from.u32() };
    case 'file':
      return { type, hash: from.hex(32), size: from.u32(), from: from.u32(), bytes: from.bytes(from.left) };
    case 'live':
      return {
        type,
        space: readSpace(from),
        id: readDocumentId(from),
        changes: times(from.u16(), mostLive.changes, () => {
          const length = from.u32();
          if (length > mostLive.bytes) throw new BadBytes('longer than any change');
          return from.bytes(length);
        }),
      };
    case 'here': {
      const [space, id] = [readSpace(from), readDocumentId(from)];
      if (from.left > mostLive.where) throw new BadBytes('no place is that long');
      return { type, space, id, where: from.bytes(from.left) };
    }
    default:
      return { type };
  }
}

function times<T>(count: number, bound: number, read: () => T): T[] {
  if (count > bound) throw new BadBytes('more than anybody has');
  const list: T[] = [];
  // One by one: a count that is a lie ends at the first thing that is not there.
  for (let i = 0; i < count; i++) list.push(read());
  return list;
}

function flag(from: ByteReader): boolean {
  const value = from.u8();
  if (value > 1) throw new BadBytes('neither yes nor no');
  return value === 1;
}

function readSpace(from: ByteReader): Space {
  const name = from.name();
  if (!isSpaceName(name)) throw new BadBytes('no space');
  return name;
}

function writeRows(out: ByteWriter, rows: readonly ToldRow[]): void {
  out.u32(rows.length);
  for (const { kind, id, digest } of rows) {
    writeId(out, kind, id);
    // An edition is named by its content: its row says nothing more.
    if (kind !== 'edition') out.hex(digest);
  }
}

function readRows(from: ByteReader): ToldRow[] {
  return times(from.u32(), most.rows, () => {
    const { kind, id } = readId(from);
    return { kind, id, digest: kind === 'edition' ? '' : from.hex(rootBytes) };
  });
}

function writeId(out: ByteWriter, kind: DocumentKind, id: string): void {
  out.u8(kinds.indexOf(kind));
  if (kind === 'edition') out.hex(id);
  else out.name(id);
}

function readId(from: ByteReader): { kind: DocumentKind; id: string } {
  const kind = kinds[from.u8()];
  if (kind === undefined) throw new BadBytes('no kind of document');
  const id = kind === 'edition' ? from.hex(32) : readDocumentId(from);
  return { kind, id };
}

function readDocumentId(from: ByteReader): string {
  const id = from.name();
  if (!isDocumentId(id)) throw new BadBytes('no id');
  return id;
}
