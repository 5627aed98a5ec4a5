import { dirname } from 'node:path';
import { syncFolder } from '../store/folder-disk.ts';
import { backUp, NoBase, NotEmpty } from './back-up.ts';
import type { Options } from './command-line.ts';
import { UsageError } from './usage-error.ts';
import type { DeskWords } from './words.ts';

/** `guiju backup --data DIR --out FILE [--json]`: the base as it is now in one file, while a desk runs over it or not. */
export async function backupCommand(
  _args: readonly string[],
  options: Options,
  words: DeskWords,
): Promise<number> {
  if (options.data === undefined) throw new UsageError(words.needData);
  if (options.out === undefined) throw new UsageError(words.needBackupFile);
  try {
    const report = backUp(options.data, options.out);
    await syncFolder(dirname(options.out));
    if (options.json) console.log(JSON.stringify(report));
    else {
      console.log(words.backedUp(options.out, report.bytes));
      if (report.damaged > 0) console.log(words.backupDamaged(report.damaged));
      console.log(words.backupHasKeys);
    }
    return 0;
  } catch (error) {
    if (error instanceof NotEmpty) throw new UsageError(words.fileExists(options.out));
    if (error instanceof NoBase) throw new UsageError(words.noBase(options.data));
    throw error;
  }
}
