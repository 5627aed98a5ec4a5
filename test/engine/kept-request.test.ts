import { expect, test } from 'vitest';
import { KeptRequest } from '../../src/engine/kept-request.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { StorageFull } from '../../src/store/storage.ts';

const asked = { id: 'i1', key: 'k1', digits: '111222333444', name: '支部电脑', device: 'd1' };
const day = 24 * 60 * 60_000;

test('the digits are there the next morning, on disk before the file is given', async () => {
  const storage = new MemoryStorage();
  let now = day;
  const kept = await KeptRequest.open(storage, () => now);
  expect(kept.made).toBeUndefined();
  await kept.keep(asked);
  expect(storage.written.at(-1)?.durability).toBe('strict');
  now += day - 1;
  const again = await KeptRequest.open(storage, () => now);
  expect(again.made).toEqual({ digits: asked.digits, name: asked.name, at: day });
  expect(again.invitation).toMatchObject({ id: 'i1', key: 'k1' });
});

test('no admin can answer it any more: the digits go, the answer on its way can be opened', async () => {
  let now = day;
  const kept = await KeptRequest.open(new MemoryStorage(), () => now);
  await kept.keep(asked);
  now += day;
  expect(kept.made).toBeUndefined();
  expect(kept.invitation).toMatchObject({ id: 'i1', key: 'k1' });
  // A clock that was set back by years must not show them for years.
  now -= 5 * day;
  expect(kept.made).toBeUndefined();
});

test('one that could not be written leaves the one before; the next replaces it; an answer ends it', async () => {
  const storage = new MemoryStorage();
  const kept = await KeptRequest.open(storage, () => day);
  await kept.keep(asked);
  storage.failNextWrites(new StorageFull('full'));
  await expect(kept.keep({ ...asked, id: 'i2' })).rejects.toThrow(StorageFull);
  expect(kept.invitation?.id).toBe('i1');
  await kept.keep({ ...asked, id: 'i3', digits: '000' });
  expect(kept.made?.digits).toBe('000');
  storage.failNextWrites(new StorageFull('full'));
  await expect(kept.drop()).rejects.toThrow(StorageFull);
  expect(kept.invitation?.id).toBe('i3');
  await kept.drop();
  expect([kept.invitation, kept.made]).toEqual([undefined, undefined]);
  expect((await KeptRequest.open(storage, () => day)).invitation).toBeUndefined();
});

test('what an older version kept opens its answer still', async () => {
  const storage = new MemoryStorage();
  await storage.write([{ room: 'kv', key: 'join-request', value: { id: 'i1', key: 'k1' } }], 'strict');
  const kept = await KeptRequest.open(storage, () => day);
  expect(kept.invitation).toEqual({ id: 'i1', key: 'k1' });
  expect(kept.made).toBeUndefined();
  await storage.write([{ room: 'kv', key: 'join-request', value: { id: 1 } }], 'strict');
  expect((await KeptRequest.open(storage, () => day)).invitation).toBeUndefined();
});
