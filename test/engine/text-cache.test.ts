import { expect, test, vi } from 'vitest';
import { TextCache } from '../../src/engine/text-cache.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';

/** Texts of ten characters each, and the editions that were read from storage. */
async function someTexts(...editions: string[]): Promise<{ storage: MemoryStorage; read: () => string[] }> {
  const storage = new MemoryStorage();
  await storage.write(
    editions.map((edition) => ({
      room: 'texts',
      key: edition,
      value: { edition, rule: 'r', text: edition.padEnd(10, '。'), units: [] },
    })),
    'strict',
  );
  const reads = vi.spyOn(storage, 'getMany');
  return {
    storage,
    read: () => reads.mock.calls.splice(0).flatMap(([, keys]) => [...keys]),
  };
}

test('a text is read once; what is not in the base is missing from the answer', async () => {
  const { storage, read } = await someTexts('a', 'b');
  const cache = new TextCache(storage);
  const found = await cache.get(['a', 'x', 'b']);
  expect([...found.keys()].sort()).toEqual(['a', 'b']);
  expect(found.get('a')!.text).toBe('a。。。。。。。。。');
  expect(read()).toEqual(['a', 'x', 'b']);
  expect((await cache.get(['b', 'a'])).size).toBe(2);
  expect(read()).toEqual([]);
  // It may have come in meanwhile.
  await cache.get(['x']);
  expect(read()).toEqual(['x']);
  expect((await cache.get([])).size).toBe(0);
});

test('it keeps no more than it may, and lets go of what was not asked for longest', async () => {
  const { storage, read } = await someTexts('a', 'b', 'c', 'd');
  const cache = new TextCache(storage, 30);
  for (const edition of ['a', 'b', 'c', 'a', 'd']) await cache.get([edition]);
  read();
  await cache.get(['a', 'c', 'd']);
  expect(read()).toEqual([]);
  await cache.get(['b']);
  expect(read()).toEqual(['b']);
  await cache.get(['a']);
  expect(read()).toEqual(['a']);
});

test('more than it may keep is still answered in full', async () => {
  const names = Array.from({ length: 9 }, (_, i) => `e${i}`);
  const { storage, read } = await someTexts(...names);
  const cache = new TextCache(storage, 25);
  for (let round = 0; round < 3; round++) expect([...(await cache.get(names)).keys()].sort()).toEqual(names);
  read();
  await cache.get(['e8', 'e7']);
  expect(read().length).toBeLessThanOrEqual(2);
  // One that alone is too long is answered and not kept.
  const small = new TextCache(storage, 5);
  expect((await small.get(['e1'])).size).toBe(1);
  read();
  expect((await small.get(['e1'])).size).toBe(1);
  expect(read()).toEqual(['e1']);
});

test('questions at the same time do not count a text twice', async () => {
  const { storage, read } = await someTexts('a', 'b', 'c');
  const cache = new TextCache(storage, 20);
  await Promise.all([cache.get(['a', 'b']), cache.get(['b', 'a']), cache.get(['a', 'b'])]);
  read();
  await cache.get(['a', 'b']);
  expect(read()).toEqual([]);
});

test('texts read ahead are at hand; it stops when no more fits', async () => {
  const names = Array.from({ length: 60 }, (_, i) => `e${i}`);
  const { storage, read } = await someTexts(...names);
  const cache = new TextCache(storage, 300);
  await cache.fill(names);
  const ahead = read();
  expect(ahead.length).toBeGreaterThanOrEqual(30);
  expect(ahead.length).toBeLessThan(60);
  await cache.get(ahead.slice(-20));
  expect(read()).toEqual([]);
});
