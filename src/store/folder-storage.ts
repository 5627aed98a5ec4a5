import { folderDisk } from './folder-disk.ts';
import { lockFolder } from './folder-lock.ts';
import { type LogOptions, LogStorage } from './log-storage.ts';
import type { Storage } from './storage.ts';
import { StorageFailed } from './storage.ts';

/**
 * Opens the base in a folder (Node only), creating both when there are none. One process at a time.
 *
 * @throws {StorageInUse} when another process has it open
 * @throws {NewerBase} when a newer version of the app wrote it
 * @throws {StorageFailed} when the folder cannot be used
 */
export async function openFolderStorage(
  folder: string,
  options: Pick<LogOptions, 'onDamage'> = {},
): Promise<Storage> {
  const disk = await folderDisk(folder).catch((cause: unknown) => {
    throw new StorageFailed('the folder cannot be used', { cause });
  });
  const unlock = await lockFolder(folder);
  try {
    return await LogStorage.open(disk, { ...options, afterClose: unlock });
  } catch (cause) {
    await unlock();
    throw cause;
  }
}
