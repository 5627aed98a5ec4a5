import { constants, fstatSync, readSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disk, DiskFile } from './disk.ts';

/** A folder of the file system (Node), created when there is none, readable by its owner only. */
export async function folderDisk(folder: string): Promise<Disk> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return {
    list: () => readdir(folder),
    open: async (name) =>
      new FolderFile(await open(join(folder, name), constants.O_RDWR | constants.O_CREAT, 0o600)),
    rename: (from, to) => rename(join(folder, from), join(folder, to)),
    remove: (name) => rm(join(folder, name), { force: true }),
    sync: () => syncFolder(folder),
  };
}

/** Names in a folder are on disk when this resolves. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows neither lets a folder be opened nor needs it: NTFS writes names through its own journal.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

class FolderFile implements DiskFile {
  #handle: FileHandle;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  size(): number {
    return fstatSync(this.#handle.fd).size;
  }

  read(at: number, length: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(length);
    let done = 0;
    while (done < length) {
      const read = readSync(this.#handle.fd, bytes, done, length - done, at + done);
      if (read === 0) throw new Error('the file ends too early');
      done += read;
    }
    return bytes;
  }

  async write(bytes: Uint8Array, at: number): Promise<void> {
    let done = 0;
    while (done < bytes.length) {
      const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, at + done);
      done += bytesWritten;
    }
  }

  async cut(length: number): Promise<void> {
    await this.#handle.truncate(length);
  }

  async sync(): Promise<void> {
    await this.#handle.datasync();
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}
