import { DamagedDocument } from './damaged-document.ts';

/** A part of a saved document. */
export interface Chunk {
  kind: 'document' | 'change' | 'packed change';
  /** Where the chunk begins, where what it holds begins, and where both end. */
  begin: number;
  at: number;
  end: number;
}

/**
 * The parts of what Automerge has saved: a document in one chunk, or changes one after another. Of each (Automerge binary
 * format, §chunks):
 *
 *     magic 85 6f 4a 83 · check of 4 bytes · u8 kind: 0 document, 1 change, 2 change deflated · length as LEB128 · content
 *
 * @throws {DamagedDocument} when the bytes are anything else, or end too early
 */
export function chunksOf(bytes: Uint8Array): Chunk[] {
  const chunks: Chunk[] = [];
  for (let begin = 0; begin < bytes.length;) {
    if (!magic.every((byte, i) => bytes[begin + i] === byte))
      throw new DamagedDocument('no chunk begins here');
    const kind = kinds[bytes[begin + 8] ?? -1];
    const reader = new ByteReader(bytes, begin + 9);
    const length = reader.number();
    const end = reader.at + length;
    if (kind === undefined || end > bytes.length) throw new DamagedDocument('no chunk that is known');
    chunks.push({ kind, begin, at: reader.at, end });
    begin = end;
  }
  return chunks;
}

const magic = [0x85, 0x6f, 0x4a, 0x83];
const kinds: readonly (Chunk['kind'] | undefined)[] = ['document', 'change', 'packed change'];

/** Reads numbers of variable length, one after another. */
export class ByteReader {
  at: number;
  #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** Unsigned LEB128; Infinity for what is too long to be a length here, or not there. */
  number(): number {
    let value = 0;
    for (let unit = 1; unit <= 2 ** 42; unit *= 128) {
      const byte = this.#bytes[this.at++];
      if (byte === undefined) return Infinity;
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
    return Infinity;
  }

  /** Signed LEB128; NaN for what is too long to be a count here, or not there. */
  signed(): number {
    let value = 0;
    for (let unit = 1; unit <= 2 ** 42; unit *= 128) {
      const byte = this.#bytes[this.at++];
      if (byte === undefined) return NaN;
      value += (byte & 127) * unit;
      if (byte < 128) return byte < 64 ? value : value - unit * 128;
    }
    return NaN;
  }

  /** So many bytes as they lie there; fewer at the end. */
  bytes(length: number): Uint8Array {
    const from = this.at;
    this.at += length;
    return this.#bytes.subarray(from, this.at);
  }

  /** Passes over a LEB128 of any length. */
  skip(): void {
    while (this.#bytes[this.at++]! >= 128);
  }
}
