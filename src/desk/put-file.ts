import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../store/folder-disk.ts';

/**
 * Puts a file that only its owner reads, in the place of the one before: after a crash one of the two is there, whole, and
 * once this resolves it is the new one.
 */
export async function putFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
  await syncFolder(dirname(path));
}
