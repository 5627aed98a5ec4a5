import { existsSync } from 'node:fs';
import { NotEmpty } from './back-up.ts';
import { BadBackup } from './backup-file.ts';
import type { Options } from './command-line.ts';
import { restore } from './restore.ts';
import { UsageError } from './usage-error.ts';
import type { DeskWords } from './words.ts';

/** `guiju restore FILE --data DIR`: makes a base of a backup in an empty folder. */
export async function restoreCommand(
  args: readonly string[],
  options: Options,
  words: DeskWords,
): Promise<number> {
  const [file, ...more] = args;
  if (file === undefined || more.length > 0) throw new UsageError(words.needBackup);
  if (options.data === undefined) throw new UsageError(words.needData);
  if (!existsSync(file)) throw new UsageError(words.noSuchPath(file));
  try {
    await restore(file, options.data);
    console.log(words.restored(options.data));
    return 0;
  } catch (error) {
    if (error instanceof NotEmpty) throw new UsageError(words.folderNotEmpty(options.data));
    if (!(error instanceof BadBackup)) throw error;
    console.error(words.badBackup);
    return 1;
  }
}
