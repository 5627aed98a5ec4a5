import { deserialize, serialize } from 'node:v8';
import type { Change } from './storage.ts';
import { StorageFailed } from './storage.ts';

/**
 * What a frame of the log carries: one batch.
 *
 *     u32  length of the table that follows
 *     per change:  u8 kind · u8 length of room · u32 length of key · u32 length of value · room · key
 *     then all values, one after another
 *
 * All numbers little-endian; rooms in ASCII, keys in UTF-16, because a key may hold any code units.
 */

/** 0 removes, 1 is a value as `v8.serialize` writes it, 2 is plain bytes. */
export type EntryKind = 0 | 1 | 2;

export interface Entry {
  kind: EntryKind;
  room: string;
  key: string;
  value: Uint8Array;
}

/** An entry as it was found, its value still where it lies. */
export interface FoundEntry {
  kind: EntryKind;
  room: string;
  key: string;
  /** Offset of the value from the beginning of the payload. */
  at: number;
  length: number;
}

const perEntry = 10;
const nothing = new Uint8Array(0);

/** @throws {StorageFailed} when a value is not plain data */
export function toEntry({ room, key, value }: Change): Entry {
  if (value === undefined) return { kind: 0, room, key, value: nothing };
  if (value instanceof Uint8Array) return { kind: 2, room, key, value: value.slice() };
  try {
    return { kind: 1, room, key, value: serialize(value) };
  } catch (cause) {
    throw new StorageFailed('a value cannot be stored', { cause });
  }
}

/** A stored value as it was put. */
export function fromStored(kind: EntryKind, bytes: Uint8Array): unknown {
  return kind === 2 ? bytes : deserialize(bytes);
}

/** Bytes that an entry takes in a payload. */
export function entrySize(entry: { room: string; key: string }, valueLength: number): number {
  return perEntry + entry.room.length + entry.key.length * 2 + valueLength;
}

/** @throws {StorageFailed} when the batch is too long for one frame */
export function encodePayload(entries: readonly Entry[]): Uint8Array {
  let table = 0;
  let values = 0;
  for (const entry of entries) {
    table += entrySize(entry, 0);
    values += entry.value.length;
  }
  if (4 + table + values > mostPayload) throw new StorageFailed('the batch is too long');
  const bytes = Buffer.allocUnsafe(4 + table + values);
  bytes.writeUInt32LE(table, 0);
  let at = 4;
  let valueAt = 4 + table;
  for (const { kind, room, key, value } of entries) {
    at = bytes.writeUInt8(kind, at);
    at = bytes.writeUInt8(room.length, at);
    at = bytes.writeUInt32LE(key.length * 2, at);
    at = bytes.writeUInt32LE(value.length, at);
    at += bytes.write(room, at, 'latin1');
    at += bytes.write(key, at, 'utf16le');
    bytes.set(value, valueAt);
    valueAt += value.length;
  }
  return bytes;
}

/** Longest payload that is written or believed. */
export const mostPayload = 1024 * 1024 * 1024;

/** The entries of a payload, or undefined when it is none. */
export function decodePayload(payload: Uint8Array): FoundEntry[] | undefined {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
  if (bytes.length < 4) return undefined;
  const end = 4 + bytes.readUInt32LE(0);
  if (end > bytes.length) return undefined;
  const entries: FoundEntry[] = [];
  let at = 4;
  let valueAt = end;
  while (at < end) {
    if (at + perEntry > end) return undefined;
    const kind = bytes[at]!;
    const roomEnd = at + perEntry + bytes[at + 1]!;
    const keyEnd = roomEnd + bytes.readUInt32LE(at + 2);
    const length = bytes.readUInt32LE(at + 6);
    if (kind > 2 || keyEnd > end || valueAt + length > bytes.length) return undefined;
    entries.push({
      kind: kind as EntryKind,
      room: bytes.toString('latin1', at + perEntry, roomEnd),
      key: bytes.toString('utf16le', roomEnd, keyEnd),
      at: valueAt,
      length,
    });
    at = keyEnd;
    valueAt += length;
  }
  return valueAt === bytes.length ? entries : undefined;
}
