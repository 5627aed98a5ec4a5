import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import type { DiskFile } from '../store/disk.ts';
import { headLength, isHead } from '../store/log-frame.ts';
import { scanLog } from '../store/scan-log.ts';
import { BackupWriter, readBackup, readBytes } from './backup-file.ts';
import { authorityFile, certificateFolder } from './certificate-authority.ts';

export interface BackupReport {
  /** Length of the file. */
  bytes: number;
  /** Things that were written or removed since the log began. */
  entries: number;
  /** Bytes in the middle of the log that cannot be read any more, in the folder either. */
  damaged: number;
}

/** The file is there already, or the folder is not empty: nothing is written over. */
export class NotEmpty extends Error {
  override name = 'NotEmpty';
}

/** There is nothing to back up in the folder. */
export class NoBase extends Error {
  override name = 'NoBase';
}

/** Name of the log inside a backup. */
export const backedUpLog = 'log';

/**
 * Copies a base as it is at this moment, while a desk uses it or not: a log only grows, and what is half written at
 * its end is left off. Takes the authority of the desk with it, if there is one.
 *
 * @param out the file to make; only its owner can read it, since it holds the device's keys
 * @throws {NotEmpty} when `out` exists
 * @throws {NoBase} when no base is in the folder
 */
export function backUp(folder: string, out: string): BackupReport {
  const log = openNewestLog(folder);
  // A name of its own, so that two backups to one file do not write into each other.
  const unfinished = `${out}.${process.pid}.part`;
  try {
    if (existsSync(out)) throw new NotEmpty(out);
    try {
      const report = write(folder, log, unfinished);
      takeName(unfinished, out);
      return report;
    } finally {
      rmSync(unfinished, { force: true });
    }
  } finally {
    closeSync(log);
  }
}

/** Gives a finished file its name, if nobody else has taken that meanwhile. */
function takeName(finished: string, out: string): void {
  try {
    linkSync(finished, out);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new NotEmpty(out);
    // There are file systems without links (FAT on a stick): between looking and renaming somebody may take the name.
    if (existsSync(out)) throw new NotEmpty(out);
    renameSync(finished, out);
  }
}

function openNewestLog(folder: string): number {
  for (let attempt = 0; ; attempt++) {
    const name = newestLog(folder);
    if (name === undefined) throw new NoBase(folder);
    try {
      return openSync(join(folder, name), 'r');
    } catch (error) {
      // The log was written anew just now, and this one is gone.
      if (attempt >= 5) throw error;
    }
  }
}

/** Name of the log that is the base in a folder, if there is one. */
export function newestLog(folder: string): string | undefined {
  const numbers = namesIn(folder).flatMap((name) => /^log-(\d{1,9})$/.exec(name)?.[1] ?? []);
  return numbers.length === 0 ? undefined : `log-${Math.max(...numbers.map(Number))}`;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function write(folder: string, log: number, path: string): BackupReport {
  rmSync(path, { force: true });
  const out = openSync(path, 'wx+', 0o600);
  try {
    const writer = new BackupWriter(out);
    addAuthority(writer, folder);
    const found = { entries: 0, damaged: 0 };
    const { size } = fstatSync(log);
    writer.add(backedUpLog, log, size, (at) => {
      // The copy is looked through, not the log, which may have gone on.
      const { end, damaged } = scanCopy(out, at, size, () => (found.entries += 1));
      found.damaged = damaged;
      return end;
    });
    const bytes = writer.end((length) => ftruncateSync(out, length));
    fsyncSync(out);
    readBackup(out);
    return { bytes, ...found };
  } finally {
    closeSync(out);
  }
}

function addAuthority(writer: BackupWriter, folder: string): void {
  let source: number;
  try {
    source = openSync(join(folder, certificateFolder, authorityFile), 'r');
  } catch (error) {
    // One that is there and cannot be read must not be missing without a word.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return;
  }
  writer.add(authorityFile, source, fstatSync(source).size);
  closeSync(source);
}

/** Reads a log as opening it does: all frames, their checks, their entries. */
function scanCopy(fd: number, at: number, size: number, found: () => void): { end: number; damaged: number } {
  const head = size < headLength ? new Uint8Array() : readBytes(fd, at, headLength);
  if (!isHead(head)) throw new NoBase('this is not the log of a base');
  const refuse = (): Promise<never> => Promise.reject(new Error('only for reading'));
  const view: DiskFile = {
    size: () => size,
    read: (place, length) => readBytes(fd, at + place, length),
    write: refuse,
    cut: refuse,
    sync: refuse,
    close: refuse,
  };
  return scanLog(view, head, found);
}
