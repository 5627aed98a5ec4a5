import { createHash } from 'node:crypto';
import { sameBytes } from '../../src/ledger/same-bytes.ts';
import { pieceBytes } from '../../src/store/file-head.ts';
import type { Files } from '../../src/store/files.ts';
import { Random } from '../faults/random.ts';

/** A file of our own making. */
export interface SomeFile {
  bytes: Uint8Array<ArrayBuffer>;
  hash: string;
}

/** @param pieces how many pieces it has; the last one is half a piece */
export function someFile(pieces: number, seed = 1): SomeFile {
  const bytes = new Uint8Array((pieces - 0.5) * pieceBytes);
  const random = new Random(seed);
  for (let at = 0; at < bytes.length; at += 64) bytes[at] = random.below(256);
  return { bytes, hash: createHash('sha256').update(bytes).digest('hex') };
}

/** All its bytes as they lie in a base. */
export async function bytesIn(files: Files, { hash }: SomeFile): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of files.read(hash)) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
}

/** Is it there, byte by byte? */
export async function isIn(files: Files, file: SomeFile): Promise<boolean> {
  return sameBytes(await bytesIn(files, file), file.bytes);
}

/** Its piece at that place, counted from 0. */
export const pieceOf = ({ bytes }: SomeFile, place: number): Uint8Array =>
  bytes.slice(place * pieceBytes, (place + 1) * pieceBytes);
