import { ByteReader, ByteWriter } from './varint.ts';

/**
 * Which documents hold which terms how often, uncompressed: for the term of number i in order of terms,
 * `docs` and `counts` from `starts[i]` to `starts[i + 1]`.
 */
export interface Postings {
  terms: Uint32Array;
  starts: Uint32Array;
  docs: Uint32Array;
  counts: Uint8Array;
}

/** Highest count that is told apart; a word that stands more often in an article says no more. */
export const mostCounted = 63;

/** The same, compressed, ready to be searched. */
export interface PackedPostings {
  terms: Uint32Array;
  /** Documents of each term. */
  frequencies: Uint32Array;
  /** Where the bytes of each term begin in `bytes`; one more at the end. */
  offsets: Uint32Array;
  bytes: Uint8Array;
}

/**
 * Packs postings: distances between documents instead of their numbers, with one bit that says whether the
 * term stands there once, which it mostly does.
 */
export function packPostings({ terms, starts, docs, counts }: Postings): Uint8Array {
  const table = new ByteWriter(terms.length * 5 + 16);
  const data = new ByteWriter(docs.length * 2 + 16);
  let before = 0;
  for (let i = 0; i < terms.length; i++) {
    const from = starts[i]!;
    const to = starts[i + 1]!;
    const begun = data.length;
    let last = -1;
    for (let at = from; at < to; at++) {
      const doc = docs[at]!;
      const count = counts[at]!;
      const step = doc - last - 1;
      data.varint(((step << 1) | (count > 1 ? 1 : 0)) >>> 0);
      if (count > 1) data.varint(count);
      last = doc;
    }
    table.varint(terms[i]! - before);
    table.varint(to - from);
    table.varint(data.length - begun);
    before = terms[i]!;
  }
  const head = new ByteWriter(16);
  head.varint(terms.length);
  head.varint(table.length);
  head.varint(data.length);
  const all = new ByteWriter(head.length + table.length + data.length);
  all.raw(head.bytes());
  all.raw(table.bytes());
  all.raw(data.bytes());
  return all.bytes();
}

/** @throws {RangeError} when the bytes are damaged */
export function readPacked(reader: ByteReader): PackedPostings {
  const count = reader.varint();
  const tableLength = reader.varint();
  const dataLength = reader.varint();
  if (count > tableLength) throw new RangeError('damaged table');
  const table = new ByteReader(reader.raw(tableLength));
  const bytes = reader.raw(dataLength);
  const terms = new Uint32Array(count);
  const frequencies = new Uint32Array(count);
  const offsets = new Uint32Array(count + 1);
  let term = 0;
  let at = 0;
  for (let i = 0; i < count; i++) {
    term = (term + table.varint()) >>> 0;
    terms[i] = term;
    frequencies[i] = table.varint();
    at += table.varint();
    offsets[i + 1] = at;
  }
  if (at !== dataLength) throw new RangeError('damaged postings');
  return { terms, frequencies, offsets, bytes };
}

/** Number of a term, or -1. */
export function termNumber({ terms }: { terms: Uint32Array }, term: number): number {
  let low = 0;
  let high = terms.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = terms[middle]!;
    if (value === term) return middle;
    if (value < term) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Undoes `packPostings`. */
export function unpackPostings({ terms, frequencies, offsets, bytes }: PackedPostings): Postings {
  let total = 0;
  for (const frequency of frequencies) total += frequency;
  const starts = new Uint32Array(terms.length + 1);
  const docs = new Uint32Array(total);
  const counts = new Uint8Array(total);
  let write = 0;
  for (let i = 0; i < terms.length; i++) {
    const reader = new ByteReader(bytes, offsets[i]);
    let doc = -1;
    for (let n = frequencies[i]!; n > 0; n--) {
      const code = reader.varint();
      doc += (code >>> 1) + 1;
      docs[write] = doc;
      counts[write] = code & 1 ? reader.varint() : 1;
      write += 1;
    }
    starts[i + 1] = write;
  }
  return { terms, starts, docs, counts };
}
