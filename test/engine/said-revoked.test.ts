import { expect, test } from 'vitest';
import { SaidRevoked } from '../../src/engine/said-revoked.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { StorageFull } from '../../src/store/storage.ts';

test('what another device said is known after a start, and forgotten when it is over', async () => {
  const storage = new MemoryStorage();
  const open = (): Promise<SaidRevoked> => SaidRevoked.open(storage, () => 'own');
  const said = await open();
  expect(said.by).toBeUndefined();
  said.heard('admin');
  // Who said it first stands: it is the one whose line shows why.
  said.heard('other');
  expect((await open()).by).toBe('admin');
  said.forget();
  expect(said.by).toBeUndefined();
  expect((await open()).by).toBeUndefined();
});

test('it was said of keys: a device with new ones does not inherit it', async () => {
  const storage = new MemoryStorage();
  let own = 'old';
  const said = await SaidRevoked.open(storage, () => own);
  said.heard('admin');
  own = 'new';
  expect(said.by).toBeUndefined();
  expect((await SaidRevoked.open(storage, () => own)).by).toBeUndefined();
  said.heard('admin');
  expect(said.by).toBe('admin');
});

test('what cannot be written or read makes people only be told less', async () => {
  const storage = new MemoryStorage();
  storage.failNextWrites(new StorageFull('full'));
  const said = await SaidRevoked.open(storage, () => 'own');
  said.heard('admin');
  expect(said.by).toBe('admin');
  for (const value of [7, { of: 'own' }, { of: 1, by: 2 }, ['own', 'admin']]) {
    await storage.write([{ room: 'kv', key: 'said-revoked', value }], 'strict');
    expect((await SaidRevoked.open(storage, () => 'own')).by).toBeUndefined();
  }
});
