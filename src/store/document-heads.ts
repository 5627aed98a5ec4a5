import * as Automerge from '@automerge/automerge/slim';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ByteReader, type Chunk, chunksOf } from './document-chunks.ts';
import { load } from './plain-document.ts';
import { unlessDamaged } from './unless-damaged.ts';

/**
 * Hashes of the last changes of a saved document. They stand near its beginning, so it need not be opened, nor Automerge
 * be started, when the bytes are as Automerge saves a document; other bytes are opened.
 *
 * @returns in hexadecimal, sorted
 * @throws {DamagedDocument} when the bytes are no document
 */
export function headsOf(bytes: Uint8Array): string[] {
  const heads = headsInBytes(bytes);
  if (heads !== undefined) return heads;
  const doc = load(bytes);
  try {
    return Automerge.getHeads(doc).sort();
  } finally {
    Automerge.free(doc);
  }
}

/**
 * The same from the bytes alone; undefined when these are not one chunk with a whole document. Its content begins with
 * (Automerge binary format, §document chunks):
 *
 *     count of actors · for each the length and its bytes · count of heads · for each 32 bytes
 */
export function headsInBytes(bytes: Uint8Array): string[] | undefined {
  const chunk = onlyDocument(bytes);
  if (chunk === undefined) return undefined;
  const reader = new ByteReader(bytes, chunk.at);
  const actors = reader.number();
  for (let i = 0; i < actors && reader.at < chunk.end; i++) {
    const length = reader.number();
    reader.at += length;
  }
  const count = reader.number();
  if (!(reader.at + count * headLength <= chunk.end)) return undefined;
  return Array.from({ length: count }, (_, i) => {
    const at = reader.at + i * headLength;
    return bytesToHex(bytes.subarray(at, at + headLength));
  }).sort();
}

const headLength = 32;

function onlyDocument(bytes: Uint8Array): Chunk | undefined {
  const [chunk, ...more] = unlessDamaged(() => chunksOf(bytes)) ?? [];
  return chunk?.kind === 'document' && more.length === 0 ? chunk : undefined;
}

/** Is this the saved document of that state? */
export function sameHeads(bytes: Uint8Array, heads: readonly string[]): boolean {
  return headsInBytes(bytes)?.join() === [...heads].sort().join();
}
