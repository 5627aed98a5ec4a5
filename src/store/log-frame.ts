import { crc32 } from 'node:zlib';
import { mostPayload } from './log-payload.ts';

/**
 * A log file is a head of 16 bytes (8 of name and version, 8 at random) and frames:
 *
 *     u32 mark · u32 length of payload · f64 synced · u32 check of payload · u32 check of these 20 bytes · payload
 *
 * `synced` is how far the log was known to be on disk when the frame was written. Both checks (CRC-32) go out
 * from the random bytes and the frame's place, so that a frame only counts in this file and at this place:
 * neither old sectors of a disk nor a log kept inside a value can be taken for one.
 */

const name = 'GUIJULG1';
export const headLength = 16;
export const frameHead = 24;
const mark = Buffer.from('GJFR', 'latin1');

export interface Frame {
  /** Where the payload begins. */
  at: number;
  length: number;
  synced: number;
  check: number;
}

/** A head for a new log; `random` are 8 bytes. */
export function makeHead(random: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(name, 'latin1'), random.subarray(0, 8)]);
}

export function isHead(bytes: Uint8Array): boolean {
  return bytes.length === headLength && Buffer.from(bytes.subarray(0, 8)).toString('latin1') === name;
}

/** What the checks of a frame at this place go out from. */
function seed(head: Uint8Array, place: number): number {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(place);
  return crc32(bytes, crc32(head));
}

/** The whole frame, head and payload, for this place in the log. */
export function sealFrame(head: Uint8Array, place: number, synced: number, payload: Uint8Array): Uint8Array {
  const frame = Buffer.allocUnsafe(frameHead + payload.length);
  const begin = seed(head, place);
  frame.set(mark, 0);
  frame.writeUInt32LE(payload.length, 4);
  frame.writeDoubleLE(synced, 8);
  frame.writeUInt32LE(crc32(payload, begin), 16);
  frame.writeUInt32LE(crc32(frame.subarray(0, 20), begin), 20);
  frame.set(payload, frameHead);
  return frame;
}

/** Reads a frame's head, or nothing when there is none at this place. `bytes` begins there. */
export function readFrame(head: Uint8Array, place: number, bytes: Uint8Array): Frame | undefined {
  if (bytes.length < frameHead) return undefined;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, frameHead);
  if (mark.compare(buffer, 0, 4) !== 0) return undefined;
  const length = buffer.readUInt32LE(4);
  if (length > mostPayload) return undefined;
  if (crc32(buffer.subarray(0, 20), seed(head, place)) !== buffer.readUInt32LE(20)) return undefined;
  return { at: place + frameHead, length, synced: buffer.readDoubleLE(8), check: buffer.readUInt32LE(16) };
}

/** Is this the payload that the frame was sealed with? */
export function isPayload(head: Uint8Array, frame: Frame, payload: Uint8Array): boolean {
  return crc32(payload, seed(head, frame.at - frameHead)) === frame.check;
}

/** Places in `bytes` where a frame might begin, from `from` on. */
export function nextMark(bytes: Uint8Array, from: number): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(mark, from);
}
