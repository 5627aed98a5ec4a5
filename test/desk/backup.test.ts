import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { backUp, NoBase, NotEmpty } from '../../src/desk/back-up.ts';
import { BackupWriter, BadBackup } from '../../src/desk/backup-file.ts';
import { main } from '../../src/desk/command-line.ts';
import { restore } from '../../src/desk/restore.ts';
import { openFolderStorage } from '../../src/store/folder-storage.ts';
import { LedgerKeeper } from '../../src/store/ledger-keeper.ts';
import { LogStorage } from '../../src/store/log-storage.ts';
import { readRestoredMark } from '../../src/store/restored-mark.ts';
import { ownFolder, ownTerminal } from './own-desk.ts';

let folder: ReturnType<typeof ownFolder>;
let said: string[];
const at = (name: string): string => join(folder.path, name);
beforeEach(() => {
  folder = ownFolder();
  said = ownTerminal('en_GB.UTF-8');
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  folder.remove();
});

/** Keys and values of a base, as far as this test writes any. */
async function contentOf(path: string): Promise<[string, unknown][]> {
  const storage = await openFolderStorage(path);
  try {
    const found = await storage.range('kv', '');
    return found.map(({ key, value }) => [key, value]);
  } finally {
    await storage.close();
  }
}

async function someBase(): Promise<void> {
  const storage = await openFolderStorage(at('base'));
  await storage.write([{ room: 'keys', key: 'device', value: { secret: 1 } }], 'strict');
  for (let i = 0; i < 20; i++) await storage.write([{ room: 'kv', key: `k${i}`, value: i }], 'strict');
  await storage.close();
}

test('what was backed up is there again, keys and authority as well, and only for its owner', async () => {
  await someBase();
  mkdirSync(at('base/tls'));
  writeFileSync(at('base/tls/authority.json'), 'authority');
  expect(await main(['backup', '--data', at('base'), '--out', at('backup')])).toBe(0);
  expect(said.join('\n')).toContain('0600');
  expect(statSync(at('backup')).mode & 0o777).toBe(0o600);
  expect(await main(['restore', at('backup'), '--data', at('again')])).toBe(0);
  expect(await contentOf(at('again'))).toEqual(await contentOf(at('base')));
  const storage = await openFolderStorage(at('again'));
  expect(await storage.get('keys', 'device')).toEqual({ secret: 1 });
  await storage.close();
  expect(readFileSync(at('again/tls/authority.json'), 'utf8')).toBe('authority');
  for (const name of ['log-1', 'tls/authority.json']) {
    expect(statSync(at(`again/${name}`)).mode & 0o777, name).toBe(0o600);
  }
});

test('while the base is written without pause, every backup is a base as it was at some moment', async () => {
  const storage = await openFolderStorage(at('base'));
  // What is written together is there together; the size makes many backups meet half a frame, or a log written anew.
  const filler = 'x'.repeat(200_000);
  let count = 0;
  let acknowledged = 0;
  const write = async (): Promise<void> => {
    const mine = (count += 1);
    await storage.write(
      [
        { room: 'kv', key: 'count', value: mine },
        { room: 'kv', key: 'twin', value: { filler, mine } },
      ],
      'strict',
    );
    acknowledged = mine;
  };
  const logs = new Set<string>();
  for (let i = 0; i < 30; i++) {
    const running = [write(), write(), write()];
    if (i % 3 > 0) await running[0];
    // The disk goes on writing in threads of its own while this reads.
    const before = acknowledged;
    backUp(at('base'), at(`backup-${i}`));
    await Promise.all(running);
    await restore(at(`backup-${i}`), at(`again-${i}`));
    const found = new Map(await contentOf(at(`again-${i}`)));
    const there = (found.get('count') as number | undefined) ?? 0;
    expect(there).toBeGreaterThanOrEqual(before);
    expect((found.get('twin') as { mine: number } | undefined)?.mine ?? 0).toBe(there);
    for (const name of readdirSync(at('base'))) if (name.startsWith('log-')) logs.add(name);
  }
  expect(logs.size).toBeGreaterThan(1);
  await storage.close();
});

test('what is half written at the end is left off', async () => {
  await someBase();
  const whole = statSync(at('base/log-1')).size;
  appendFileSync(at('base/log-1'), readFileSync(at('base/log-1')).subarray(16, 70));
  const { bytes, entries, damaged } = backUp(at('base'), at('backup'));
  expect({ entries, damaged }).toEqual({ entries: 21, damaged: 0 });
  expect(bytes).toBeLessThan(whole + 100);
  await restore(at('backup'), at('again'));
  expect(statSync(at('again/log-1')).size).toBe(whole);
});

test('a backup that was changed or cut off anywhere is not restored, nor is anything else', async () => {
  await someBase();
  backUp(at('base'), at('backup'));
  const good = readFileSync(at('backup'));
  for (let place = 0; place < good.length; place += 41) {
    const bad = Buffer.from(good);
    bad[place]! ^= 1;
    writeFileSync(at('bad'), bad);
    await expect(restore(at('bad'), at('again')), `byte ${place}`).rejects.toThrow(BadBackup);
    writeFileSync(at('bad'), good);
    truncateSync(at('bad'), place);
    await expect(restore(at('bad'), at('again')), `cut at ${place}`).rejects.toThrow(BadBackup);
  }
  expect(existsSync(at('again'))).toBe(false);
  writeFileSync(at('bad'), 'x'.repeat(1000));
  expect(await main(['restore', at('bad'), '--data', at('again')])).toBe(1);
  expect(said.at(-1)).toContain('no backup');
});

test('nothing is written over', async () => {
  await someBase();
  backUp(at('base'), at('backup'));
  const before = readFileSync(at('backup'));
  expect(() => backUp(at('base'), at('backup'))).toThrow(NotEmpty);
  expect(readFileSync(at('backup')).equals(before)).toBe(true);
  await expect(restore(at('backup'), at('base'))).rejects.toThrow(NotEmpty);
  mkdirSync(at('empty'));
  expect(() => backUp(at('empty'), at('other'))).toThrow(NoBase);
  expect(() => backUp(at('nowhere'), at('other'))).toThrow(NoBase);
  writeFileSync(at('empty/log-1'), 'something else');
  expect(() => backUp(at('empty'), at('other'))).toThrow(NoBase);
  expect(readdirSync(folder.path).filter((name) => name.startsWith('other'))).toEqual([]);
  for (const args of [
    ['backup', '--data', at('base')],
    ['backup', '--out', at('other')],
    ['backup', '--data', at('base'), '--out', at('backup')],
    ['backup', '--data', at('nowhere'), '--out', at('other')],
    ['restore', '--data', at('again')],
    ['restore', at('backup')],
    ['restore', at('missing'), '--data', at('again')],
    ['restore', at('backup'), '--data', at('base')],
  ]) {
    expect(await main(args), args.join(' ')).toBe(2);
  }
});

test('a backup that is broken off takes no name, and the next one is not hindered', async () => {
  await someBase();
  writeFileSync(at('base/tls'), 'no folder');
  expect(() => backUp(at('base'), at('backup'))).toThrow('ENOTDIR');
  expect(readdirSync(folder.path)).toEqual(['base']);
  rmSync(at('base/tls'));
  // What a kill leaves.
  writeFileSync(at('backup.1.part'), 'half');
  const kill = vi.spyOn(BackupWriter.prototype, 'end').mockImplementation(() => {
    expect(existsSync(at('backup'))).toBe(false);
    throw new Error('killed');
  });
  expect(() => backUp(at('base'), at('backup'))).toThrow('killed');
  kill.mockRestore();
  const { end } = BackupWriter.prototype;
  const meanwhile = vi.spyOn(BackupWriter.prototype, 'end').mockImplementation(function (
    this: BackupWriter,
    cut,
  ) {
    writeFileSync(at('taken'), 'of somebody else');
    return end.call(this, cut);
  });
  expect(() => backUp(at('base'), at('taken'))).toThrow(NotEmpty);
  expect(readFileSync(at('taken'), 'utf8')).toBe('of somebody else');
  meanwhile.mockRestore();
  backUp(at('base'), at('backup'));
  await restore(at('backup'), at('again'));
});

test('a restored base waits before its device signs, from before it is a base', async () => {
  const storage = await openFolderStorage(at('base'));
  const keeper = await LedgerKeeper.open(storage);
  const { key } = await keeper.makeDevice();
  await storage.close();
  backUp(at('base'), at('backup'));
  // Wherever it is broken off before the mark is on disk, there is no base that could be opened without it.
  const write = vi.spyOn(LogStorage.prototype, 'write').mockRejectedValue(new Error('cut off'));
  await expect(restore(at('backup'), at('broken'))).rejects.toThrow('cut off');
  write.mockRestore();
  expect(readdirSync(at('broken')).filter((name) => name.startsWith('log-'))).toEqual([]);
  await restore(at('backup'), at('again'));
  expect(readdirSync(at('again'))).toEqual(['log-1']);
  const again = await openFolderStorage(at('again'));
  expect(await readRestoredMark(again)).toEqual({ key, agreed: new Set() });
  await again.close();
});
