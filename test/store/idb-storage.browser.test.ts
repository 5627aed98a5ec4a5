import { deleteDB, openDB } from 'idb';
import { expect, test, vi } from 'vitest';
import { openIdbStorage } from '../../src/store/idb-storage.ts';
import { NewerBase } from '../../src/store/newer-base.ts';
import { StorageFailed, StorageFull, StorageRefused } from '../../src/store/storage.ts';
import { storageAcceptance } from '../adapters/storage.ts';

storageAcceptance('indexeddb', {
  open: (place) => openIdbStorage(place),
  clear: (place) => deleteDB(place),
});

test('strict and relaxed reach the transaction', async () => {
  const storage = await openIdbStorage('durability');
  // Before the first, a new log is begun.
  await storage.write([{ room: 'kv', key: 'a', value: 0 }], 'relaxed');
  const begin = vi.spyOn(IDBDatabase.prototype, 'transaction');
  await storage.write([{ room: 'kv', key: 'a', value: 1 }], 'strict');
  await storage.write([{ room: 'kv', key: 'a', value: 2 }], 'relaxed');
  expect(begin.mock.results.map((result) => (result.value as IDBTransaction).durability)).toEqual([
    'strict',
    'relaxed',
  ]);
  begin.mockRestore();
  await storage.close();
  await deleteDB('durability');
});

test.each([
  ['QuotaExceededError', '', StorageFull],
  // What Chromium says when the disk itself has no room: for a large value, and for its log.
  ['DataError', 'Failed to write blobs (IOError)', StorageFull],
  [
    'UnknownError',
    'Connection is closing because of: IO error: 000003.log: FILE_ERROR_NO_SPACE',
    StorageFull,
  ],
  ['UnknownError', 'Internal error committing transaction.', StorageFailed],
])('a transaction that ends with %s %s is reported and leaves nothing', async (name, message, kind) => {
  const storage = await openIdbStorage('aborts');
  const failing = vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementation(function (
    this: IDBTransaction,
  ) {
    Object.defineProperty(this, 'error', { value: new DOMException(message, name) });
    this.abort();
  });
  await expect(storage.write([{ room: 'kv', key: 'a', value: 1 }], 'strict')).rejects.toBeInstanceOf(kind);
  failing.mockRestore();
  expect(await storage.keys('kv')).toEqual([]);
  await storage.write([{ room: 'kv', key: 'b', value: 1 }], 'strict');
  expect(await storage.keys('kv')).toEqual(['b']);
  await storage.close();
  await deleteDB('aborts');
});

test('of bytes that are a part of others only themselves are kept', async () => {
  const storage = await openIdbStorage('parts');
  const message = Uint8Array.from({ length: 50_000 }, (_, i) => i % 251);
  await storage.write([{ room: 'editions', key: 'a', value: message.subarray(100, 200) }], 'strict');
  const kept = await storage.get('editions', 'a');
  expect(kept).toEqual(message.slice(100, 200));
  expect(kept!.buffer.byteLength).toBe(100);
  await storage.close();
  await deleteDB('parts');
});

test('a new log is begun before the first write, and once', async () => {
  const storage = await openIdbStorage('logs');
  const opened = vi.spyOn(indexedDB, 'open');
  await storage.keys('kv');
  expect(opened.mock.calls).toEqual([]);
  const writes = [1, 2].map((value) => storage.write([{ room: 'kv', key: 'a', value }], 'strict'));
  await Promise.all(writes);
  expect(opened.mock.calls).toEqual([['logs:fill', 1]]);
  opened.mockRestore();
  expect(await storage.get('kv', 'a')).toBe(2);
  await storage.close();
  await Promise.all([deleteDB('logs'), deleteDB('logs:fill')]);
});

test('where no new log can be begun, what can be written is written', async () => {
  const storage = await openIdbStorage('no-log');
  const failing = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError');
  });
  await storage.write([{ room: 'kv', key: 'a', value: 1 }], 'strict');
  failing.mockRestore();
  expect(await storage.get('kv', 'a')).toBe(1);
  await storage.close();
  await deleteDB('no-log');
});

test('a base that the browser does not open is told apart from a write that fails', async () => {
  const refusing = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
  });
  await expect(openIdbStorage('refused')).rejects.toBeInstanceOf(StorageRefused);
  refusing.mockRestore();
});

test('a base of a newer version is refused', async () => {
  const newer = await openDB('newer', 99);
  newer.close();
  await expect(openIdbStorage('newer')).rejects.toBeInstanceOf(NewerBase);
  await deleteDB('newer');
});

test('a newer version elsewhere makes this connection let go and say so', async () => {
  const gone = vi.fn<(why: string) => void>();
  const storage = await openIdbStorage('overtaken', { onGone: gone });
  const newer = await openDB('overtaken', 99);
  expect(gone.mock.calls).toEqual([['newer']]);
  await expect(storage.keys('kv')).rejects.toBeInstanceOf(StorageFailed);
  newer.close();
  await deleteDB('overtaken');
});

test('a connection that the browser takes away is reported', async () => {
  const gone = vi.fn<(why: string) => void>();
  const begin = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const storage = await openIdbStorage('terminated', { onGone: gone });
  await storage.keys('kv');
  const [db] = begin.mock.contexts as IDBDatabase[];
  begin.mockRestore();
  db!.dispatchEvent(new Event('close'));
  expect(gone.mock.calls).toEqual([['terminated']]);
  await storage.close();
  await deleteDB('terminated');
});
