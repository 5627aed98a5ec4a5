import { expect, test } from 'vitest';
import { sameBytes } from '../../src/ledger/same-bytes.ts';
import { type FileHead, mostFileBytes, pieceBytes } from '../../src/store/file-head.ts';
import { BadFile, Files, type PieceTaken } from '../../src/store/files.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { StorageFull } from '../../src/store/storage.ts';
import { bytesIn, isIn, pieceOf, type SomeFile, someFile } from './some-file.ts';

const take = (
  files: Files,
  file: SomeFile,
  place: number,
  piece = pieceOf(file, place),
): Promise<PieceTaken> => files.take(file.hash, place * pieceBytes, piece);

test('a file of this device is here as a whole, also when it is opened again', async () => {
  const storage = new MemoryStorage();
  const file = someFile(20);
  const head: FileHead = {
    hash: file.hash,
    size: file.bytes.length,
    spaces: ['members'],
    got: file.bytes.length,
  };
  expect(await (await Files.open(storage)).keep(file.bytes, 'members')).toEqual(head);
  const files = await Files.open(storage);
  expect(files.head(file.hash)).toEqual(head);
  expect(files.wanted()).toEqual([]);
  expect(await isIn(files, file)).toBe(true);
  expect(sameBytes((await files.piece(file.hash, 19 * pieceBytes))!, pieceOf(file, 19))).toBe(true);
  for (const from of [-pieceBytes, 1, 20 * pieceBytes])
    expect(await files.piece(file.hash, from)).toBeUndefined();
  expect(storage.written.every(({ changes, durability }) => changes <= 17 && durability === 'strict')).toBe(
    true,
  );
});

test('who may have it is said by all documents that it belongs to', async () => {
  const files = await Files.open(new MemoryStorage());
  const { bytes, hash } = someFile(1);
  await files.keep(bytes, 'members');
  await files.want(hash, bytes.length, 'editors');
  await files.want(hash, 5, 'editors');
  expect(files.head(hash)).toMatchObject({
    spaces: ['editors', 'members'],
    got: bytes.length,
    size: bytes.length,
  });
});

test('piece by piece it comes, and is not shown before it was found to be the right one', async () => {
  const storage = new MemoryStorage();
  const file = someFile(3);
  let files = await Files.open(storage);
  const heard: number[] = [];
  await files.want(file.hash, file.bytes.length, 'members');
  files.subscribe(({ got }) => heard.push(got));
  expect(await take(files, file, 1)).toBe('unneeded');
  expect(await take(files, file, 0)).toBe('more');
  expect(await take(files, file, 0)).toBe('unneeded');
  expect(await take(files, file, 1, pieceOf(file, 1).subarray(1))).toBe('unneeded');
  // In a later run it goes on.
  files = await Files.open(storage);
  expect(files.wanted()).toMatchObject([{ hash: file.hash, got: pieceBytes }]);
  expect(await take(files, file, 1)).toBe('more');
  await expect(bytesIn(files, file)).rejects.toThrow(BadFile);
  expect(await files.piece(file.hash, 0)).toBeUndefined();
  expect(await take(files, file, 2)).toBe('whole');
  expect(await isIn(files, file)).toBe(true);
  expect(heard).toEqual([pieceBytes]);
  expect(await take(files, file, 2)).toBe('unneeded');
});

test('one byte altered in any piece, and nothing of it is kept', async () => {
  const storage = new MemoryStorage();
  const file = someFile(3);
  const files = await Files.open(storage);
  await files.want(file.hash, file.bytes.length, 'members');
  for (const altered of [0, 1, 2]) {
    const results: PieceTaken[] = [];
    for (const place of [0, 1, 2]) {
      const piece = pieceOf(file, place);
      if (place === altered) piece[77]! ^= 1;
      results.push(await take(files, file, place, piece));
    }
    expect(results).toEqual(['more', 'more', 'altered']);
    expect(await storage.keys('files')).toEqual([`${file.hash}/head`]);
  }
  for (const place of [0, 1]) await take(files, file, place);
  expect(await take(files, file, 2)).toBe('whole');
});

test('a piece that a cut of power took is wanted again', async () => {
  const storage = new MemoryStorage();
  const file = someFile(3);
  const files = await Files.open(storage);
  await files.keep(file.bytes, 'members');
  await storage.write([{ room: 'files', key: `${file.hash}/000001` }], 'strict');
  await expect(bytesIn(files, file)).rejects.toThrow(BadFile);
  expect(files.wanted()).toMatchObject([{ got: pieceBytes }]);
  await storage.write([{ room: 'files', key: `${file.hash}/000000` }], 'strict');
  expect(await take(files, file, 1)).toBe('more');
  // Nobody is to blame, and it begins anew.
  expect(await take(files, file, 2)).toBe('unneeded');
  for (const place of [0, 1]) expect(await take(files, file, place)).toBe('more');
  expect(await take(files, file, 2)).toBe('whole');
});

test('a full disk leaves it as it was', async () => {
  const storage = new MemoryStorage();
  const file = someFile(2);
  const files = await Files.open(storage);
  await files.want(file.hash, file.bytes.length, 'members');
  await take(files, file, 0);
  for (const step of [
    (): Promise<unknown> => take(files, file, 1),
    () => files.keep(file.bytes, 'editors'),
  ]) {
    storage.failNextWrites(new StorageFull('full'));
    await expect(step()).rejects.toThrow(StorageFull);
    expect(files.head(file.hash)).toMatchObject({ got: pieceBytes, spaces: ['members'] });
  }
  await files.keep(file.bytes, 'members');
  expect(await isIn(files, file)).toBe(true);
});

test('what begins anew, or is to be of another size, leaves no pieces behind', async () => {
  const storage = new MemoryStorage();
  const file = someFile(3);
  const files = await Files.open(storage);
  const steps = [() => files.restart(file.hash), () => files.want(file.hash, file.bytes.length, 'members')];
  for (const step of steps) {
    await files.want(file.hash, file.bytes.length + (step === steps[1] ? 1 : 0), 'members');
    for (const place of [0, 1]) expect(await take(files, file, place)).toBe('more');
    await step();
    expect(await storage.keys('files')).toEqual([`${file.hash}/head`]);
  }
  expect(files.head(file.hash)).toMatchObject({ got: 0, size: file.bytes.length });
});

test('what can be no file is not wanted', async () => {
  const files = await Files.open(new MemoryStorage());
  const hash = 'ab'.repeat(32);
  for (const [name, size, space] of [
    [hash, 0, 'members'],
    [hash, 1.5, 'members'],
    [hash, mostFileBytes + 1, 'members'],
    [hash, 1, 'nobody'],
    ['../x', 1, 'members'],
  ] as const)
    await expect(files.want(name, size, space)).rejects.toThrow(BadFile);
  await expect(files.keep(new Uint8Array(0), 'members')).rejects.toThrow(BadFile);
  await expect(bytesIn(files, { hash, bytes: new Uint8Array() })).rejects.toThrow(BadFile);
  expect(files.wanted()).toEqual([]);
});
