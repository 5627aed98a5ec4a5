import { createHash } from 'node:crypto';
import { fstatSync, readSync, writeSync } from 'node:fs';

/** It is no backup, or was changed or cut off. */
export class BadBackup extends Error {
  override name = 'BadBackup';
}

/** A file inside a backup. */
export interface BackedUpFile {
  name: string;
  /** Where its content begins. */
  at: number;
  length: number;
}

/*
 * A backup is one file:
 *
 *     8 bytes of name and version · per file: u16 length of its name, u64 length, name, content · u16 0 · SHA-256 of all before
 *
 * Numbers little-endian.
 */
const mark = Buffer.from('GUIJUBK1', 'latin1');
const perFile = 10;
const hashLength = 32;
const mostFiles = 16;
const piece = 1 << 20;

/** Writes a backup into an empty file that is open for reading and writing. */
export class BackupWriter {
  #fd: number;
  #at = mark.length;

  constructor(fd: number) {
    this.#fd = fd;
    writeSync(fd, mark, 0, mark.length, 0);
  }

  /**
   * Adds a file.
   *
   * @param source is read from its beginning
   * @param length how much of it
   * @param keep looks at the copy and says how much of it is kept
   */
  add(name: string, source: number, length: number, keep?: (at: number) => number): void {
    const head = Buffer.alloc(perFile + name.length);
    head.writeUInt16LE(name.length, 0);
    head.write(name, perFile, 'latin1');
    const at = this.#at + head.length;
    copyBytes(source, 0, this.#fd, at, length);
    const kept = keep?.(at) ?? length;
    head.writeBigUInt64LE(BigInt(kept), 2);
    writeSync(this.#fd, head, 0, head.length, this.#at);
    this.#at = at + kept;
  }

  /** @returns its length */
  end(truncate: (length: number) => void): number {
    writeSync(this.#fd, Buffer.alloc(2), 0, 2, this.#at);
    writeSync(this.#fd, hashOf(this.#fd, this.#at + 2), 0, hashLength, this.#at + 2);
    const length = this.#at + 2 + hashLength;
    truncate(length);
    return length;
  }
}

/**
 * Checks a backup to its last byte.
 *
 * @throws {BadBackup} when anything in it is not as it was written
 */
export function readBackup(fd: number): BackedUpFile[] {
  const end = fstatSync(fd).size - hashLength;
  if (end < mark.length + 2 || !readBytes(fd, 0, mark.length).equals(mark)) throw new BadBackup('no backup');
  if (!hashOf(fd, end).equals(readBytes(fd, end, hashLength))) throw new BadBackup('changed or cut off');
  const files: BackedUpFile[] = [];
  let at = mark.length;
  while (files.length <= mostFiles) {
    const nameLength = at + 2 <= end ? readBytes(fd, at, 2).readUInt16LE(0) : 0;
    if (nameLength === 0) {
      if (at + 2 !== end) break;
      return files;
    }
    if (at + perFile + nameLength > end) break;
    const head = readBytes(fd, at, perFile + nameLength);
    const length = Number(head.readBigUInt64LE(2));
    at += head.length;
    if (length > end - at) break;
    files.push({ name: head.toString('latin1', perFile), at, length });
    at += length;
  }
  throw new BadBackup('not well formed');
}

export function copyBytes(from: number, fromAt: number, to: number, toAt: number, length: number): void {
  for (let done = 0; done < length; done += piece) {
    const bytes = readBytes(from, fromAt + done, Math.min(piece, length - done));
    let written = 0;
    while (written < bytes.length) {
      written += writeSync(to, bytes, written, bytes.length - written, toAt + done + written);
    }
  }
}

/** @throws when the file ends before */
export function readBytes(fd: number, at: number, length: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const read = readSync(fd, bytes, done, length - done, at + done);
    if (read === 0) throw new Error('the file ends too early');
    done += read;
  }
  return bytes;
}

function hashOf(fd: number, length: number): Buffer {
  const hash = createHash('sha256');
  for (let at = 0; at < length; at += piece) hash.update(readBytes(fd, at, Math.min(piece, length - at)));
  return hash.digest();
}
