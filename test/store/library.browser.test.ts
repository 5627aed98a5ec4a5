import { deleteDB } from 'idb';
import { expect, test } from 'vitest';
import { automergeForBrowser } from '../../src/store/automerge-browser.ts';
import { editionHash } from '../../src/ledger/edition-hash.ts';
import { openIdbStorage } from '../../src/store/idb-storage.ts';
import { Library } from '../../src/store/library.ts';
import { someEdition, someParse } from './some-edition.ts';

test('a base in the browser keeps, opens and rebuilds', async () => {
  await deleteDB('library');
  const storage = await openIdbStorage('library');
  const library = await Library.open(storage, automergeForBrowser, () => 1);
  const batch = Array.from({ length: 60 }, (_, i) =>
    someEdition({ title: `办法${i % 50}`, text: `第一条 见《办法${i}》。\n` }),
  );
  const results = await library.addEditions(batch);
  expect(results.filter(({ outcome }) => outcome === 'rule')).toHaveLength(50);
  expect(results.filter(({ outcome }) => outcome === 'edition')).toHaveLength(10);
  await storage.close();

  const again = await Library.open(await openIdbStorage('library'), automergeForBrowser, () => 1);
  expect(again.needsRebuild).toBe(false);
  expect(again.catalogue.rows()).toEqual(
    [...library.catalogue.rows()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  const { content } = batch[7]!;
  expect(await again.openEdition(await editionHash(content))).toEqual(content);
  const before = again.catalogue.rows();
  expect(await again.rebuild(someParse)).toMatchObject({ rules: 50, editions: 60, damagedEditions: [] });
  expect(again.catalogue.rows()).toEqual(before);
  await again.storage.close();
  await deleteDB('library');
});

test('the same text has the same name and the same document as elsewhere', async () => {
  // The value that the tests in Node were given by other means.
  expect(await editionHash(someEdition().content)).toBe(
    'fb2f33f6d6ded41349eb097902239d928b8280ee887abeb8ec69c617338ed657',
  );
});
