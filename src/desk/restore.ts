import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { openFolderStorage } from '../store/folder-storage.ts';
import { backedUpLog, NotEmpty } from './back-up.ts';
import { BadBackup, copyBytes, readBackup } from './backup-file.ts';
import { authorityFile, certificateFolder } from './certificate-authority.ts';

/**
 * Makes a base of a backup, and opens it to see that it is whole.
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
      mkdirSync(join(folder, certificateFolder), { mode: 0o700 });
      put(backup, authority, join(folder, certificateFolder, authorityFile));
    }
    // It gets its name last: until then there is no base here.
    put(backup, log, join(folder, 'log.part'));
    renameSync(join(folder, 'log.part'), join(folder, 'log-1'));
  } finally {
    closeSync(backup);
  }
  const storage = await openFolderStorage(folder);
  await storage.close();
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
