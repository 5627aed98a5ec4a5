import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../store/folder-disk.ts';
import { openFolderStorage } from '../store/folder-storage.ts';
import { markRestored } from '../store/restored-mark.ts';
import { backedUpLog, newestLog, NotEmpty } from './back-up.ts';
import { BadBackup, copyBytes, readBackup } from './backup-file.ts';
import { authorityFile, certificateFolder } from './certificate-authority.ts';

/**
 * Makes a base of a backup, and opens it to see that it is whole. Its device may have signed more since the backup, so
 * that it waits before it signs again, see `restored-mark.ts`.
 *
 * @param file a backup
 * @param folder one that is empty, or not there
 * @throws {BadBackup} when the file is not as it was written
 * @throws {NotEmpty} when something is in the folder
 */
export async function restore(file: string, folder: string): Promise<void> {
  const backup = openSync(file, 'r');
  try {
    const files = readBackup(backup);
    const log = files.find(({ name }) => name === backedUpLog);
    const authority = files.find(({ name }) => name === authorityFile);
    if (log === undefined) throw new BadBackup('no log in it');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (readdirSync(folder).length > 0) throw new NotEmpty(folder);
    if (authority !== undefined) {
      const folderOfIt = join(folder, certificateFolder);
      mkdirSync(folderOfIt, { mode: 0o700 });
      put(backup, authority, join(folderOfIt, authorityFile));
      await syncFolder(folderOfIt);
    }
    const unfinished = join(folder, 'unfinished');
    mkdirSync(unfinished, { mode: 0o700 });
    put(backup, log, join(unfinished, 'log-1'));
    const storage = await openFolderStorage(unfinished);
    try {
      await markRestored(storage);
    } finally {
      await storage.close();
    }
    // It gets its place last, with the mark in it: until then there is no base here.
    const name = newestLog(unfinished)!;
    renameSync(join(unfinished, name), join(folder, name));
    await syncFolder(folder);
    rmSync(unfinished, { recursive: true });
  } finally {
    closeSync(backup);
  }
}

function put(backup: number, { at, length }: { at: number; length: number }, path: string): void {
  const target = openSync(path, 'wx', 0o600);
  try {
    copyBytes(backup, at, target, 0, length);
    fsyncSync(target);
  } finally {
    closeSync(target);
  }
}
