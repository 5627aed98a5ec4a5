import { expect, test } from 'vitest';
import { editionHash } from '../../src/ledger/edition-hash.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { saveEdition } from '../../src/store/edition-document.ts';
import { Library } from '../../src/store/library.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { type Migration, migrate, migrations } from '../../src/store/migrate.ts';
import { NewerBase } from '../../src/store/newer-base.ts';
import { saveWhole } from '../../src/store/plain-document.ts';
import { changeRule } from '../../src/store/rule-document.ts';
import { StorageFull } from '../../src/store/storage.ts';

const tools = { startAutomerge: automergeForNode, now: 1_700_000_000_000 };

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
  await migrate(storage, tools, []);
  await storage.write([{ room: 'kv', key: 'stars', value: ['a', 'b'] }], 'strict');
  return storage;
}

test('a new base is of the newest version', async () => {
  const storage = new MemoryStorage();
  expect(await migrate(storage, tools, invented)).toBeUndefined();
  expect(await storage.get('kv', 'schema')).toBe(3);
  expect(storage.written).toEqual([{ changes: 1, durability: 'strict' }]);
});

test('the released steps lead from one version to the next', () => {
  migrations.forEach((step, i) => expect(step.to).toBe(i + 2));
});

test('an older base goes through all steps it lacks, each in one transaction', async () => {
  const storage = await versionOne();
  expect(await migrate(storage, tools, invented)).toBe(1);
  expect(await storage.keys('kv')).toEqual(['favourite:a', 'favourite:b', 'favourites', 'schema']);
  expect(await storage.get('kv', 'schema')).toBe(3);
  const before = storage.written.length;
  expect(await migrate(storage, tools, invented)).toBe(3);
  expect(storage.written).toHaveLength(before);
});

test('a step that cannot be written leaves the version before it, and is done next time', async () => {
  const storage = await versionOne();
  await migrate(storage, tools, invented.slice(0, 1));
  storage.failNextWrites(new StorageFull('full'));
  await expect(migrate(storage, tools, invented)).rejects.toBeInstanceOf(StorageFull);
  expect(await storage.get('kv', 'schema')).toBe(2);
  expect(await storage.keys('kv')).toEqual(['favourites', 'schema']);
  await migrate(storage, tools, invented);
  expect(await storage.get('kv', 'schema')).toBe(3);
});

test('a base of a newer version is refused and not touched', async () => {
  const storage = await versionOne();
  await migrate(storage, tools, invented);
  await storage.write([{ room: 'kv', key: 'schema', value: migrations.length + 2 }], 'strict');
  const before = storage.written.length;
  await expect(migrate(storage, tools, invented.slice(0, 1))).rejects.toBeInstanceOf(NewerBase);
  await expect(migrate(storage, tools)).rejects.toBeInstanceOf(NewerBase);
  expect(storage.written).toHaveLength(before);
});

test('a base that lost its version is taken for the first', async () => {
  const storage = await versionOne();
  await storage.write([{ room: 'kv', key: 'schema' }], 'strict');
  expect(await migrate(storage, tools, invented)).toBe(1);
  expect(await storage.get('kv', 'favourite:a')).toBe(true);
});

test('a base from before others could have it gets its manifest, and phone numbers that can be merged', async () => {
  await automergeForNode();
  const storage = new MemoryStorage();
  const { bytes } = await changeRule('lamp', undefined, { title: '灯', kind: 'rule' });
  const edition = saveEdition({ v: 1, title: '灯', events: [], text: '第一条 节约用电。' });
  const hash = await editionHash({ v: 1, title: '灯', events: [], text: '第一条 节约用电。' });
  await storage.write(
    [
      { room: 'kv', key: 'schema', value: 2 },
      { room: 'rules', key: 'lamp', value: bytes },
      { room: 'editions', key: hash, value: edition },
      { room: 'documents', key: 'contacts', value: saveWhole({ v: 1, phones: { m1: '028-1' } }) },
    ],
    'strict',
  );
  const library = await Library.open(storage, automergeForNode, () => 1000);
  expect(await library.phones()).toEqual(new Map([['m1', '028-1']]));
  expect(await storage.keys('documents')).toEqual(['admins/contacts']);
  const written = await storage.keys('manifest');
  expect(written).toEqual(['admins\ndocument\ncontacts', `members\nedition\n${hash}`, 'members\nrule\nlamp']);
  const manifest = await library.manifest();
  expect(manifest.spaces().sort()).toEqual(['admins', 'members']);
  expect(await storage.keys('manifest')).toEqual(written);
});
