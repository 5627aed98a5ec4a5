import { termNumber, type PackedPostings } from './postings.ts';

/** What length does to the documents of a list. */
export interface Norms {
  /** k1 * (1 - b + b * length / average) */
  norm: Float32Array;
  /** What a term counts that stands there once, which it mostly does: (k1 + 1) / (1 + norm). */
  once: Float32Array;
}

/** Adds, for each document of a packed list, what one term contributes to it. */
export function accumulate(
  packed: PackedPostings,
  number: number,
  weight: number,
  k1: number,
  norms: Norms,
  scores: Float32Array,
  /** Where the presence of the term is summed up, if that is wanted. */
  presence: Float32Array | undefined,
  presenceWeight: number,
): void {
  const { bytes } = packed;
  const { norm, once } = norms;
  let at = packed.offsets[number]!;
  const end = packed.offsets[number + 1]!;
  let doc = -1;
  while (at < end) {
    // The same as ByteReader.varint, written out because this is the innermost loop of every question.
    let byte = bytes[at++]!;
    let code = byte & 0x7f;
    let shift = 7;
    while (byte >= 0x80) {
      byte = bytes[at++]!;
      code |= (byte & 0x7f) << shift;
      shift += 7;
    }
    doc += (code >>> 1) + 1;
    if (code & 1) {
      byte = bytes[at++]!;
      let count = byte & 0x7f;
      if (byte >= 0x80) count |= (bytes[at++]! & 0x7f) << 7;
      scores[doc]! += (weight * count * (k1 + 1)) / (count + norm[doc]!);
    } else {
      scores[doc]! += weight * once[doc]!;
    }
    if (presence !== undefined) presence[doc]! += presenceWeight;
  }
}

/** Documents that hold a term. */
export function frequencyOf(packed: PackedPostings, term: number): number {
  const number = termNumber(packed, term);
  return number === -1 ? 0 : packed.frequencies[number]!;
}
