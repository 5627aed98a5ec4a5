import { parseArgs } from 'node:util';
import { backupCommand } from './backup-command.ts';
import { deskCommand } from './desk-command.ts';
import { exportCommand } from './export-command.ts';
import { importCommand } from './import-command.ts';
import { openCommand } from './open-command.ts';
import { restoreCommand } from './restore-command.ts';
import { searchCommand } from './search-command.ts';
import { showCommand } from './show-command.ts';
import { StorageInUse } from '../store/folder-lock.ts';
import { UsageError } from './usage-error.ts';
import { verifyCommand } from './verify-command.ts';
import { deskWords } from './words.ts';

/** Values of the options that commands share. */
export interface Options {
  data?: string | undefined;
  on?: string | undefined;
  out?: string | undefined;
  format?: string | undefined;
  port?: string | undefined;
  json?: boolean | undefined;
  quiet?: boolean | undefined;
  host?: string | undefined;
  name?: string[] | undefined;
  https?: boolean | undefined;
  cert?: string | undefined;
  key?: string | undefined;
  'http-port'?: string | undefined;
  'stun-port'?: string | undefined;
  'relay-only'?: boolean | undefined;
  join?: string | undefined;
  'install-service'?: boolean | undefined;
  'nothing-lost'?: boolean | undefined;
}

const commands = {
  open: openCommand,
  desk: deskCommand,
  backup: backupCommand,
  restore: restoreCommand,
  import: importCommand,
  search: searchCommand,
  show: showCommand,
  export: exportCommand,
  verify: verifyCommand,
};

/**
 * Runs one command.
 *
 * @param args what stands after `guiju`
 * @returns the exit code: 0 done, 1 could not be done, 2 not understood
 */
export async function main(args: readonly string[]): Promise<number> {
  const words = deskWords(process.env);
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        on: { type: 'string' },
        out: { type: 'string' },
        format: { type: 'string' },
        port: { type: 'string' },
        json: { type: 'boolean' },
        quiet: { type: 'boolean' },
        host: { type: 'string' },
        name: { type: 'string', multiple: true },
        https: { type: 'boolean' },
        cert: { type: 'string' },
        key: { type: 'string' },
        'http-port': { type: 'string' },
        'stun-port': { type: 'string' },
        'relay-only': { type: 'boolean' },
        join: { type: 'string' },
        'install-service': { type: 'boolean' },
        'nothing-lost': { type: 'boolean' },
      },
    });
    const [name, ...rest] = positionals;
    const command = commands[name as keyof typeof commands];
    if (command === undefined || !Object.hasOwn(commands, name!)) throw new UsageError(words.usage);
    return await command(rest, values, words);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(error.message);
      return 2;
    }
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      console.error(words.usage);
      return 2;
    }
    const name = error instanceof Error ? error.name : '';
    if (error instanceof StorageInUse) console.error(words.locked(error.holder, error.path));
    else if (name === 'NewerBase') console.error(words.newer);
    else console.error(words.failed(error instanceof Error ? error.message : String(error)));
    return 1;
  }
}
