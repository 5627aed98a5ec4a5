import { expect, test, vi } from 'vitest';
import { ReaderNotes } from '../../src/engine/reader-notes.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { StorageFull } from '../../src/store/storage.ts';

const open = (storage: MemoryStorage, changed = vi.fn<() => void>()): Promise<ReaderNotes> =>
  ReaderNotes.open(storage, changed);

test('what was read lies on top, once, and at most thirty texts', async () => {
  const storage = new MemoryStorage();
  const notes = await open(storage);
  for (const rule of ['a', 'b', 'c', 'a', 'a']) await notes.markRead(rule);
  expect(notes.recent).toEqual(['a', 'c', 'b']);
  for (let i = 0; i < 40; i++) await notes.markRead(`r${i}`);
  expect(notes.recent).toHaveLength(30);
  expect(notes.recent[0]).toBe('r39');
  expect((await open(storage)).recent).toEqual(notes.recent);
});

test('favourites are kept for good and told of; what was read need not wait for the disk', async () => {
  const storage = new MemoryStorage();
  const changed = vi.fn<() => void>();
  const notes = await open(storage, changed);
  await notes.markRead('a');
  expect(changed).not.toHaveBeenCalled();
  await notes.setFavourite('a', true);
  await notes.setFavourite('b', true);
  await notes.setFavourite('a', true);
  expect(notes.favourites).toEqual(['a', 'b']);
  await notes.setFavourite('b', false);
  expect(changed).toHaveBeenCalledTimes(4);
  expect(storage.written.map(({ durability }) => durability)).toEqual([
    'relaxed',
    ...Array.from({ length: 4 }, () => 'strict'),
  ]);
  const again = await open(storage);
  expect([again.favourites, again.recent]).toEqual([['a'], ['a']]);
});

test('two changes at once both hold', async () => {
  const storage = new MemoryStorage();
  const notes = await open(storage);
  await Promise.all([
    notes.setFavourite('a', true),
    notes.markRead('b'),
    notes.setFavourite('c', true),
    notes.markRead('d'),
  ]);
  const again = await open(storage);
  for (const one of [notes, again]) {
    expect(one.favourites).toEqual(['c', 'a']);
    expect(one.recent).toEqual(['d', 'b']);
  }
});

test('what could not be saved has not happened, and the next change can be', async () => {
  const storage = new MemoryStorage();
  const changed = vi.fn<() => void>();
  const notes = await open(storage, changed);
  storage.failNextWrites(new StorageFull('full'));
  await expect(notes.setFavourite('a', true)).rejects.toBeInstanceOf(StorageFull);
  expect(notes.favourites).toEqual([]);
  expect(changed).not.toHaveBeenCalled();
  await notes.setFavourite('b', true);
  expect(notes.favourites).toEqual(['b']);
});

test.each([
  ['nothing', undefined],
  ['no object', 'spoiled'],
  ['null', null],
  ['lists of other things', { recent: [1, 'a', null], favourites: 'b' }],
])('out of %s it takes what is usable', async (_, stored) => {
  const storage = new MemoryStorage();
  if (stored !== undefined)
    await storage.write([{ room: 'kv', key: 'reader-notes', value: stored }], 'strict');
  const notes = await open(storage);
  expect(notes.favourites).toEqual([]);
  expect(notes.recent).toEqual(typeof stored === 'object' && stored !== null ? ['a'] : []);
});
