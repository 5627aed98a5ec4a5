import { randomBytes } from 'node:crypto';
import type { Disk, DiskFile } from './disk.ts';
import { KeyTable } from './key-table.ts';
import { headLength, isHead, makeHead, sealFrame } from './log-frame.ts';
import { encodePayload, type Entry, type EntryKind, entrySize } from './log-payload.ts';
import { NewerBase } from './newer-base.ts';
import { scanLog } from './scan-log.ts';
import { rooms, StorageFailed } from './storage.ts';

/** Where a value lies. */
export interface Place {
  kind: EntryKind;
  at: number;
  length: number;
}

export type Tables = Map<string, KeyTable<Place>>;

/** A log that is open, with what was found in it. */
export interface LogFile {
  file: DiskFile;
  head: Uint8Array;
  /** The file is `log-<number>`. */
  number: number;
  tables: Tables;
  /** Where the next frame goes. */
  end: number;
  /** Bytes that a fresh log of the same content would need, without heads. */
  live: number;
  /** Bytes that cannot be read any more. */
  damaged: number;
}

const bytesPerFrame = 4 * 1024 * 1024;

const newTables = (): Tables => new Map(rooms.map((room) => [room, new KeyTable<Place>()]));

/**
 * Opens the newest log of a disk and removes what older ones and broken-off attempts left; begins one if
 * there is none.
 */
export async function openLog(disk: Disk): Promise<LogFile> {
  const names = await disk.list();
  const numbers = names.flatMap((name) => /^log-(\d{1,9})$/.exec(name)?.[1] ?? []);
  const number = Math.max(0, ...numbers.map(Number));
  if (number === 0) {
    const made = await makeLog(disk, 1, []);
    await nameLog(disk, 1);
    return made;
  }
  const log = await readLog(disk, number);
  // A name that is seen after a crash need not be on disk yet, and the older log must not go before it is.
  await disk.sync();
  for (const name of names) {
    if (/^log-\d+(\.new)?$/.test(name) && name !== `log-${number}`) await disk.remove(name);
  }
  return log;
}

async function readLog(disk: Disk, number: number): Promise<LogFile> {
  const file = await disk.open(`log-${number}`);
  try {
    const head = file.size() < headLength ? new Uint8Array(0) : file.read(0, headLength);
    if (!isHead(head)) throw new StorageFailed('this is not the log of a base');
    const tables = newTables();
    let live = 0;
    const { end, damaged } = scanLog(file, head, (entry) => {
      live += enter(tables, entry.room, entry.key, entry);
    });
    if (end < file.size()) await file.cut(end);
    // What survived the end of a process may still be in the system's memory only.
    await file.sync();
    return { file, head, number, tables, end, live, damaged };
  } catch (cause) {
    await file.close();
    throw cause;
  }
}

const unfinished = (number: number): string => `log-${number}.new`;

/** Writes a whole log that has no name yet, and brings it to disk. */
export async function makeLog(disk: Disk, number: number, entries: Iterable<Entry>): Promise<LogFile> {
  await disk.remove(unfinished(number));
  const file = await disk.open(unfinished(number));
  const head = makeHead(randomBytes(8));
  const log: LogFile = { file, head, number, tables: newTables(), end: headLength, live: 0, damaged: 0 };
  try {
    await file.write(head, 0);
    let waiting: Entry[] = [];
    let size = 0;
    for (const entry of entries) {
      waiting.push(entry);
      size += entrySize(entry, entry.value.length);
      if (size < bytesPerFrame) continue;
      await appendWhole(log, waiting);
      waiting = [];
      size = 0;
    }
    if (waiting.length > 0) await appendWhole(log, waiting);
    await file.sync();
    return log;
  } catch (cause) {
    await file.close().catch(() => undefined);
    await disk.remove(unfinished(number)).catch(() => undefined);
    throw cause;
  }
}

async function appendWhole(log: LogFile, entries: readonly Entry[]): Promise<void> {
  // By the time this log has its name, everything before the frame is on disk.
  const frame = sealFrame(log.head, log.end, log.end, encodePayload(entries));
  await log.file.write(frame, log.end);
  log.end += frame.length;
  log.live += put(log.tables, entries, log.end);
}

/** Gives a log its name, for good. */
export async function nameLog(disk: Disk, number: number): Promise<void> {
  await disk.rename(unfinished(number), `log-${number}`);
  await disk.sync();
}

/**
 * Enters what a frame holds.
 *
 * @param end where the frame ends, its values being the last thing in it
 * @returns by how many bytes a fresh log would grow
 */
export function put(tables: Tables, entries: readonly Entry[], end: number): number {
  let grown = 0;
  let at = end - entries.reduce((sum, { value }) => sum + value.length, 0);
  for (const { kind, room, key, value } of entries) {
    grown += enter(tables, room, key, { kind, at, length: value.length });
    at += value.length;
  }
  return grown;
}

function enter(tables: Tables, room: string, key: string, { kind, at, length }: Place): number {
  const table = tables.get(room);
  if (table === undefined) throw new NewerBase(`the base has a room named ${room}`);
  const old = table.get(key);
  const before = old === undefined ? 0 : entrySize({ room, key }, old.length);
  if (kind === 0) {
    table.delete(key);
    return -before;
  }
  table.set(key, { kind, at, length });
  return entrySize({ room, key }, length) - before;
}
