import { deleteDB, openDB } from 'idb';
import { expect, test } from 'vitest';
import { automergeForBrowser } from '../../src/store/automerge-browser.ts';
import { openIdbStorage } from '../../src/store/idb-storage.ts';
import { LedgerKeeper } from '../../src/store/ledger-keeper.ts';
import { Library } from '../../src/store/library.ts';
import { someEdition } from './some-edition.ts';

const founder = ({ id, alg, key }: { id: string; alg: 'ES256'; key: string }) => [
  { op: 'office' as const, name: '某办公室' },
  { op: 'member' as const, id: 'a', name: '王芳' },
  { op: 'grant' as const, member: 'a', roles: ['admin' as const, 'member' as const] },
  { op: 'device' as const, id, member: 'a', alg, key, name: '台式机', kind: 'device' as const },
];

test('keys lie in the browser, sign after a start, and cannot be taken out', async () => {
  await deleteDB('keeper');
  const storage = await openIdbStorage('keeper');
  const keeper = await LedgerKeeper.open(storage);
  await keeper.found(founder);
  await storage.close();

  const again = await openIdbStorage('keeper');
  const reopened = await LedgerKeeper.open(again);
  expect(reopened.device).toBe(keeper.device);
  await reopened.say({ type: 'checkpoint', seen: [] });
  expect(reopened.ledger!.chains.last(reopened.device!)!.seq).toBe(1);
  const [stored] = (await again.all('keys')) as { privateKey: CryptoKey }[];
  expect(stored!.privateKey.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('pkcs8', stored!.privateKey)).rejects.toThrow();
  await again.close();
  await deleteDB('keeper');
});

test('a base of the first release, which had no ledger, is opened with everything in it, and can found an office', async () => {
  await deleteDB('first-release');
  // The rooms of that release, filled by the code that still writes them the same way.
  const old = await openDB('first-release', 1, {
    upgrade(db) {
      for (const room of ['rules', 'editions', 'catalogue', 'texts', 'cites', 'citedBy', 'segments', 'kv'])
        db.createObjectStore(room);
    },
  });
  const made = await openIdbStorage('made-now');
  const library = await Library.open(made, automergeForBrowser, () => 1);
  await library.addEditions([someEdition()]);
  for (const room of ['rules', 'editions', 'catalogue', 'texts', 'cites', 'citedBy'] as const)
    for (const { key, value } of await made.range(room, '')) await old.put(room, value, key);
  await old.put('kv', 1, 'schema');
  old.close();
  await made.close();
  await deleteDB('made-now');

  const storage = await openIdbStorage('first-release');
  const opened = await Library.open(storage, automergeForBrowser);
  expect(opened.needsRebuild).toBe(false);
  expect(opened.catalogue.rows().map(({ title }) => title)).toEqual(['灯光管理办法']);
  expect(await storage.get('kv', 'schema')).toBe(3);
  const keeper = await LedgerKeeper.open(storage);
  expect(keeper.ledger).toBeUndefined();
  await keeper.found(founder);
  expect(keeper.ledger!.roster.roster().name).toBe('某办公室');
  await storage.close();
  await deleteDB('first-release');
});
