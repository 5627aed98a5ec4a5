import { expect, test } from 'vitest';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { type Migration, migrate, migrations } from '../../src/store/migrate.ts';
import { NewerBase } from '../../src/store/newer-base.ts';
import { StorageFull } from '../../src/store/storage.ts';

/** Two steps that never were: tags are renamed, then favourites get a place of their own. */
const invented: Migration[] = [
  {
    to: 2,
    async changes(storage) {
      const old = (await storage.get('kv', 'stars')) as string[] | undefined;
      return [
        { room: 'kv', key: 'stars' },
        { room: 'kv', key: 'favourites', value: old ?? [] },
      ];
    },
  },
  {
    to: 3,
    async changes(storage) {
      const list = (await storage.get('kv', 'favourites')) as string[];
      return list.map((id) => ({ room: 'kv', key: `favourite:${id}`, value: true }) as const);
    },
  },
];

async function versionOne(): Promise<MemoryStorage> {
  const storage = new MemoryStorage();
  await migrate(storage, []);
  await storage.write([{ room: 'kv', key: 'stars', value: ['a', 'b'] }], 'strict');
  return storage;
}

test('a new base is of the newest version', async () => {
  const storage = new MemoryStorage();
  expect(await migrate(storage, invented)).toBeUndefined();
  expect(await storage.get('kv', 'schema')).toBe(3);
  expect(storage.written).toEqual([{ changes: 1, durability: 'strict' }]);
});

test('the released steps lead from one version to the next', () => {
  migrations.forEach((step, i) => expect(step.to).toBe(i + 2));
});

test('an older base goes through all steps it lacks, each in one transaction', async () => {
  const storage = await versionOne();
  expect(await migrate(storage, invented)).toBe(1);
  expect(await storage.keys('kv')).toEqual(['favourite:a', 'favourite:b', 'favourites', 'schema']);
  expect(await storage.get('kv', 'schema')).toBe(3);
  const before = storage.written.length;
  expect(await migrate(storage, invented)).toBe(3);
  expect(storage.written).toHaveLength(before);
});

test('a step that cannot be written leaves the version before it, and is done next time', async () => {
  const storage = await versionOne();
  await migrate(storage, invented.slice(0, 1));
  storage.failNextWrites(new StorageFull('full'));
  await expect(migrate(storage, invented)).rejects.toBeInstanceOf(StorageFull);
  expect(await storage.get('kv', 'schema')).toBe(2);
  expect(await storage.keys('kv')).toEqual(['favourites', 'schema']);
  await migrate(storage, invented);
  expect(await storage.get('kv', 'schema')).toBe(3);
});

test('a base of a newer version is refused and not touched', async () => {
  const storage = await versionOne();
  await migrate(storage, invented);
  const before = storage.written.length;
  await expect(migrate(storage, invented.slice(0, 1))).rejects.toBeInstanceOf(NewerBase);
  await expect(migrate(storage)).rejects.toBeInstanceOf(NewerBase);
  expect(storage.written).toHaveLength(before);
});

test('a base that lost its version is taken for the first', async () => {
  const storage = await versionOne();
  await storage.write([{ room: 'kv', key: 'schema' }], 'strict');
  expect(await migrate(storage, invented)).toBe(1);
  expect(await storage.get('kv', 'favourite:a')).toBe(true);
});
