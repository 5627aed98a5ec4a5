import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { DiskFile } from '../../src/store/disk.ts';
import { StorageInUse } from '../../src/store/folder-lock.ts';
import { openFolderStorage } from '../../src/store/folder-storage.ts';
import { headLength } from '../../src/store/log-frame.ts';
import { NewerBase } from '../../src/store/newer-base.ts';
import { scanLog } from '../../src/store/scan-log.ts';
import type { Storage } from '../../src/store/storage.ts';
import { StorageFailed } from '../../src/store/storage.ts';
import { storageAcceptance } from '../adapters/storage.ts';

const home = mkdtempSync(join(tmpdir(), 'guiju-store-'));
afterAll(() => rm(home, { recursive: true, force: true }));

storageAcceptance('folder', {
  open: (place) => openFolderStorage(join(home, place)),
  clear: (place) => rm(join(home, place), { recursive: true, force: true }),
});

const put = (key: string, value: unknown) => ({ room: 'kv', key, value }) as const;
const log = (folder: string): string => join(folder, 'log-1');

describe('a folder', () => {
  test('belongs to one process at a time', async () => {
    const folder = join(home, 'locked');
    const first = await openFolderStorage(folder);
    await expect(openFolderStorage(folder)).rejects.toBeInstanceOf(StorageInUse);
    await first.close();
    await (await openFolderStorage(folder)).close();
    expect(await readdir(folder)).toEqual(['log-1']);
  });

  test('whose process has ended is taken over', async () => {
    const folder = join(home, 'stale');
    await (await openFolderStorage(folder)).close();
    const child = spawn(process.execPath, ['-e', '0']);
    await once(child, 'exit');
    const { hostname } = await import('node:os');
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: child.pid, host: hostname(), mark: '' }));
    await (await openFolderStorage(folder)).close();
    // The same id, but a process that began at another time.
    if (process.platform === 'linux') {
      await writeFile(
        join(folder, 'lock'),
        JSON.stringify({ pid: process.pid, host: hostname(), mark: 'x 1' }),
      );
      await (await openFolderStorage(folder)).close();
    }
    await writeFile(join(folder, 'lock'), '{"pi');
    await (await openFolderStorage(folder)).close();
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: 1, host: 'another-machine', mark: '' }));
    await expect(openFolderStorage(folder)).rejects.toMatchObject({
      name: 'StorageInUse',
      holder: { pid: 1, host: 'another-machine', isElsewhere: true },
      path: join(folder, 'lock'),
    });
  });

  test('that cannot be a folder is refused', async () => {
    const path = join(home, 'file');
    await writeFile(path, 'x');
    await expect(openFolderStorage(path)).rejects.toBeInstanceOf(StorageFailed);
  });

  test('with something else under the name of the log is refused and left alone', async () => {
    const folder = join(home, 'foreign');
    await (await openFolderStorage(folder)).close();
    await writeFile(log(folder), 'the words of somebody else');
    await expect(openFolderStorage(folder)).rejects.toBeInstanceOf(StorageFailed);
    expect(await readFile(log(folder), 'utf8')).toBe('the words of somebody else');
    // The refusal gives the folder back.
    await expect(openFolderStorage(folder)).rejects.not.toBeInstanceOf(StorageInUse);
  });

  test('with rooms of a later version is refused', async () => {
    const folder = join(home, 'later');
    const storage = await openFolderStorage(folder);
    await storage.write([{ room: 'seals' as 'kv', key: 'a', value: 1 }], 'strict').catch(() => undefined);
    await storage.close();
    await expect(openFolderStorage(folder)).rejects.toBeInstanceOf(NewerBase);
  });

  test('is written anew when most of it is outdated', async () => {
    const folder = join(home, 'compact');
    const storage = await openFolderStorage(folder);
    const blob = new Uint8Array(300_000).fill(1);
    for (let i = 0; i < 20; i++) await storage.write([put('blob', blob), put(`n${i}`, i)], 'strict');
    await storage.close();
    const [name, ...others] = await readdir(folder);
    expect(others).toEqual([]);
    expect(name).not.toBe('log-1');
    expect((await stat(join(folder, name!))).size).toBeLessThan(2_000_000);
    const again = await openFolderStorage(folder);
    expect(await again.keys('kv')).toHaveLength(21);
    expect(await again.get('kv', 'blob')).toEqual(blob);
    await again.close();
  });
});

describe('a log', () => {
  /** Three batches on disk; gives the places where each ends. */
  async function three(folder: string): Promise<number[]> {
    const storage = await openFolderStorage(folder);
    const ends: number[] = [(await stat(log(folder))).size];
    for (const key of ['a', 'b', 'c']) {
      await storage.write([put(key, key.repeat(50)), put(`${key}2`, 2)], 'strict');
      ends.push((await stat(log(folder))).size);
    }
    await storage.close();
    return ends;
  }

  const keysOf = async (folder: string, onDamage?: (bytes: number) => void): Promise<string[]> => {
    const storage = await openFolderStorage(folder, onDamage === undefined ? {} : { onDamage });
    const keys = await storage.keys('kv');
    await storage.write([put('z', 1)], 'strict');
    await storage.close();
    return keys;
  };

  test('cut off anywhere in its last batch has all the others, and goes on from there', async () => {
    const folder = join(home, 'torn');
    const ends = await three(folder);
    const whole = await readFile(log(folder));
    for (let length = ends[2]!; length < ends[3]!; length += 7) {
      await writeFile(log(folder), whole.subarray(0, length));
      expect(await keysOf(folder)).toEqual(['a', 'a2', 'b', 'b2']);
      expect(await keysOf(folder)).toEqual(['a', 'a2', 'b', 'b2', 'z']);
    }
  });

  test('with a byte changed anywhere in the middle loses that batch only, and says so', async () => {
    const folder = join(home, 'rot');
    const ends = await three(folder);
    const whole = await readFile(log(folder));
    for (let at = ends[1]!; at < ends[2]!; at++) {
      const rotten = Buffer.from(whole);
      rotten[at]! ^= 0x10;
      await writeFile(log(folder), rotten);
      const damage: number[] = [];
      expect(await keysOf(folder, (bytes) => damage.push(bytes))).toEqual(['a', 'a2', 'c', 'c2']);
      expect(damage).toEqual([ends[2]! - ends[1]!]);
    }
  });

  test('written anew loses no more than what is damaged either', async () => {
    const folder = join(home, 'rot-anew');
    const storage = await openFolderStorage(folder);
    const blob = (byte: number) => new Uint8Array(2_500_000).fill(byte);
    for (let i = 0; i < 12; i++) await storage.write([put(`blob${i % 4}`, blob(i))], 'strict');
    await storage.close();
    const [name] = await readdir(folder);
    const rotten = await readFile(join(folder, name!));
    expect(rotten.length).toBeLessThan(11_000_000);
    rotten[1_000_000]! ^= 1;
    await writeFile(join(folder, name!), rotten);
    expect(await keysOf(folder)).toEqual(['blob2', 'blob3']);
  });

  test('does not take a log inside a value for its own', async () => {
    const folder = join(home, 'nested');
    await three(folder);
    const inner = await readFile(log(folder));
    const storage = await openFolderStorage(folder);
    await storage.write([{ room: 'segments', key: 'copy', value: inner }, put('d', 1)], 'strict');
    await storage.close();
    const whole = await readFile(log(folder));
    await writeFile(log(folder), whole.subarray(0, whole.length - 1));
    expect(await keysOf(folder)).toEqual(['a', 'a2', 'b', 'b2', 'c', 'c2']);
  });

  test('damaged in whatever way is opened or refused in words, never in another way', async () => {
    const folder = join(home, 'fuzzed');
    await three(folder);
    const whole = await readFile(log(folder));
    const damage = fc.record({
      at: fc.nat(whole.length - 1),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }),
      cut: fc.nat(whole.length),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (list) => {
        const bytes = Buffer.from(whole);
        for (const one of list) bytes.set(one.bytes.subarray(0, bytes.length - one.at), one.at);
        await writeFile(log(folder), bytes.subarray(0, Math.max(...list.map(({ cut }) => cut))));
        const opened = await openFolderStorage(folder).catch((error: unknown) => error);
        if (opened instanceof Error) {
          expect(opened).toBeInstanceOf(StorageFailed);
          return;
        }
        const storage = opened as Storage;
        for (const { key, value } of await storage.range('kv', '')) {
          expect(value).toBe(key.endsWith('2') ? 2 : key.repeat(50));
        }
        await storage.close();
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  test('that ends in millions of false beginnings is read in one go', async () => {
    const folder = join(home, 'marks');
    await three(folder);
    const whole = await readFile(log(folder));
    const pieces: number[] = [];
    const file: DiskFile = {
      size: () => bytes.length,
      read(at, length) {
        pieces.push(length);
        return new Uint8Array(bytes.subarray(at, at + length));
      },
      write: () => Promise.reject(new Error('not here')),
      cut: () => Promise.reject(new Error('not here')),
      sync: () => Promise.reject(new Error('not here')),
      close: () => Promise.resolve(),
    };
    const bytes = Buffer.concat([whole, Buffer.alloc(10_000_000, 'GJFR')]);
    const { end, damaged } = scanLog(file, bytes.subarray(0, headLength), () => undefined);
    expect([end, damaged]).toEqual([whole.length, 0]);
    expect(pieces.reduce((sum, length) => sum + length, 0)).toBeLessThan(3 * bytes.length);
  });
});
