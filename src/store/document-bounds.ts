import { columnSize } from './column-size.ts';
import { DamagedDocument } from './damaged-document.ts';
import { ByteReader, type Chunk, chunksOf } from './document-chunks.ts';
import { inflate } from './inflate.ts';

/** To what a document may unfold when it is opened. */
export interface Bounds {
  /** Bytes of its columns, and of what these repeat. */
  bytes: number;
  /** Changes, and operations; each takes about 700 bytes of memory in Automerge. */
  rows: number;
}

/** Longest name of an actor, in bytes; it stands in every change anew. */
const mostActorBytes = 128;

/**
 * Looks at a document that came from outside before Automerge sees it: a few bytes can stand for gigabytes, deflated or
 * as runs of equal rows. Walks over all columns of all chunks without unfolding runs, and unpacks no more than is
 * allowed. Whether the document is one at all, Automerge says afterwards.
 *
 * @throws {DamagedDocument} when it is beyond the bounds, or its parts are not where they should be
 */
export function checkBounds(bytes: Uint8Array, bounds: Bounds): void {
  const left = { ...bounds };
  for (const chunk of chunksOf(bytes)) {
    const [rows, taken] = chunkSize(bytes, chunk, left);
    left.rows -= rows;
    left.bytes -= taken;
  }
}

type Size = [rows: number, bytes: number];

function chunkSize(bytes: Uint8Array, { kind, at, end }: Chunk, left: Bounds): Size {
  const content = bytes.subarray(at, end);
  if (kind !== 'packed change')
    return kind === 'document' ? documentSize(content, left) : changeSize(content, left);
  const unpacked = inflate(content, left.bytes);
  return changeSize(unpacked, left);
}

/**
 *     count of actors · each: length, bytes · count of heads · each: 32 bytes · heads of the columns of changes · heads of
 *     the columns of operations · both columns · places of the heads
 */
function documentSize(content: Uint8Array, left: Bounds): Size {
  const reader = new ByteReader(content, 0);
  passActors(reader, content, reader.number());
  const heads = reader.number();
  reader.at += 32 * heads;
  const changes = columnHeads(reader, content);
  const operations = columnHeads(reader, content);
  const [rows, bytes] = tableSize(reader, content, changes, left);
  const [more, others] = tableSize(reader, content, operations, {
    rows: left.rows - rows,
    bytes: left.bytes - bytes,
  });
  return [rows + more, bytes + others];
}

/**
 *     count of dependencies · each: 32 bytes · length of actor, actor · sequence number · first operation · time · length of
 *     message, message · count of other actors · each: length, bytes · heads of the columns · columns · anything more
 */
function changeSize(content: Uint8Array, left: Bounds): Size {
  const reader = new ByteReader(content, 0);
  const dependencies = reader.number();
  reader.at += 32 * dependencies;
  passActors(reader, content, 1);
  for (let i = 0; i < 3; i++) reader.skip();
  const message = reader.number();
  reader.at += message;
  passActors(reader, content, reader.number());
  const [rows, bytes] = tableSize(reader, content, columnHeads(reader, content), left);
  return [rows + 1, Math.max(bytes, content.length)];
}

function passActors(reader: ByteReader, content: Uint8Array, count: number): void {
  for (let i = 0; i < count && reader.at < content.length; i++) {
    const length = reader.number();
    if (!(length <= mostActorBytes)) throw new DamagedDocument('an actor of no possible name');
    reader.at += length;
  }
}

interface ColumnHead {
  kind: number;
  deflated: boolean;
  length: number;
}

/** Count of columns · each: specification (number · 16 + 8 when deflated + kind), length. */
function columnHeads(reader: ByteReader, content: Uint8Array): ColumnHead[] {
  const count = reader.number();
  const heads: ColumnHead[] = [];
  for (let i = 0; i < count && reader.at < content.length; i++) {
    const specification = reader.number();
    heads.push({ kind: specification % 8, deflated: specification % 16 > 7, length: reader.number() });
  }
  if (heads.length !== count) throw new DamagedDocument('columns that are not there');
  return heads;
}

/** Rows of the longest column, and bytes of all together. */
/** Kind of the column with the bytes of all values. */
const rawValues = 7;
/** Deflated bytes become at most so many times as many (RFC 1951: a length of 258 in two bits). */
export const mostExpansion = 1032;

function tableSize(
  reader: ByteReader,
  content: Uint8Array,
  heads: readonly ColumnHead[],
  left: Bounds,
): Size {
  let rows = 0;
  let bytes = 0;
  /** A column that was not unpacked; empty when it has been after all. */
  let text: Uint8Array | undefined;
  for (const { kind, deflated, length } of heads) {
    const end = reader.at + length;
    if (!(end <= content.length)) throw new DamagedDocument('columns that end too early');
    let most = { rows: left.rows, bytes: left.bytes - bytes };
    const stored = content.subarray(reader.at, end);
    reader.at = end;
    // The text itself. What another column says of its length is counted there; and so little cannot become too much.
    const isText = deflated && kind === rawValues;
    if (isText && text === undefined && stored.length * mostExpansion <= most.bytes) {
      text = stored;
      continue;
    }
    if (isText && text !== undefined && text.length > 0) {
      // There should be one such column only. With others it counts like them.
      bytes += inflate(text, most.bytes).length;
      text = stored.subarray(0, 0);
      most = { rows: left.rows, bytes: Math.max(0, left.bytes - bytes) };
    }
    const column = deflated ? inflate(stored, most.bytes) : stored;
    const size = columnSize(kind, column, most);
    rows = Math.max(rows, size.rows, size.grouped);
    // Values of which a column tells the lengths are counted there, and are bytes of another column too.
    bytes += column.length + size.bytes;
    if (bytes > left.bytes) throw new DamagedDocument('it unpacks to more than it may');
  }
  return [rows, bytes];
}
