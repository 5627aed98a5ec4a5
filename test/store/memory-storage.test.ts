import { expect, test } from 'vitest';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { StorageFull } from '../../src/store/storage.ts';
import { storageAcceptance } from '../adapters/storage.ts';

const places = new Map<string, MemoryStorage>();

storageAcceptance('memory', {
  async open(place) {
    const storage = places.get(place) ?? new MemoryStorage();
    places.set(place, storage);
    storage.reopen();
    return storage;
  },
  async clear(place) {
    places.delete(place);
  },
});

test('writes fail as often as they were told to, and write nothing', async () => {
  const storage = new MemoryStorage();
  storage.failNextWrites(new StorageFull('full'), 2);
  for (let i = 0; i < 2; i++) {
    await expect(storage.write([{ room: 'kv', key: 'a', value: 1 }], 'strict')).rejects.toBeInstanceOf(
      StorageFull,
    );
  }
  expect(await storage.keys('kv')).toEqual([]);
  await storage.write([{ room: 'kv', key: 'a', value: 1 }], 'strict');
  expect(storage.written).toEqual([{ changes: 1, durability: 'strict' }]);
});
