import { afterEach, expect, test } from 'vitest';
import type { RosterChange } from '../../../src/ledger/entry.ts';
import { automergeForBrowser } from '../../../src/store/automerge-browser.ts';
import { openIdbStorage } from '../../../src/store/idb-storage.ts';
import { LedgerKeeper } from '../../../src/store/ledger-keeper.ts';
import { Library } from '../../../src/store/library.ts';
import { BaseReplica } from '../../../src/sync/base-replica.ts';
import type { BundleBase } from '../../../src/sync/bundle/bundle-base.ts';
import { takeBundle } from '../../../src/sync/bundle/take-bundle.ts';
import { writeBackup, writeBundle } from '../../../src/sync/bundle/write-bundle.ts';
import { rightsOf } from '../../../src/sync/spaces.ts';

const names: string[] = [];
const libraries: Library[] = [];

afterEach(async () => {
  for (const library of libraries.splice(0)) await library.storage.close();
  for (const name of names.splice(0)) indexedDB.deleteDatabase(name);
});

/** A base as the browser keeps it, keys that cannot be taken out among it. */
async function open(): Promise<BundleBase & { library: Library; keeper: LedgerKeeper }> {
  const name = `bundle-${crypto.randomUUID()}`;
  names.push(name);
  const library = await Library.open(await openIdbStorage(name), automergeForBrowser);
  libraries.push(library);
  const keeper = await LedgerKeeper.open(library.storage);
  await keeper.makeDevice();
  const replica = await BaseReplica.open(library, keeper);
  const rights = rightsOf(() => keeper.ledger?.roster.roster());
  return { library, keeper, replica, rights, now: Date.now };
}

function memberWith({ keeper }: { keeper: LedgerKeeper }, id: string): RosterChange[] {
  const { device, publicKey } = keeper;
  return [
    { op: 'member', id, name: id },
    { op: 'grant', member: id, roles: ['member', 'admin'] },
    { op: 'device', id: device!, member: id, alg: 'ES256', key: publicKey!, name: id, kind: 'device' },
  ];
}

test('a bundle and a backup go through a file from one base of the browser to another', async () => {
  const [anna, bert, carl] = [await open(), await open(), await open()];
  await anna.keeper.found(() => [
    { op: 'office', name: '某办公室', threshold: 1 },
    ...memberWith(anna, 'm0'),
    ...memberWith(bert, 'm1'),
  ]);
  const { office } = anna.keeper.ledger!;
  await bert.keeper.join(office, await anna.keeper.signed([office]));
  for (const { keeper } of [anna, bert]) await keeper.announce();
  const key = await bert.keeper.signed([bert.keeper.ledger!.chains.last(bert.keeper.device!)!.id]);
  await anna.keeper.take(key);
  await anna.library.changePhones(new Map([['m1', '110']]));

  const parts: Uint8Array<ArrayBuffer>[] = [];
  const written = await writeBundle(anna, {}, (bytes) => void parts.push(bytes));
  expect(written.unreachable).toEqual([]);
  const report = await takeBundle(bert, new Blob(parts));
  expect(report).toMatchObject({ documents: { new: 1 }, writer: 'm0', isAdmitted: true });
  expect(await bert.library.phones()).toEqual(new Map([['m1', '110']]));

  const sealed: Uint8Array<ArrayBuffer>[] = [];
  await writeBackup(bert, { passphrase: '一二三', notes: new Map() }, (bytes) => void sealed.push(bytes));
  await expect(takeBundle(carl, new Blob(sealed), { passphrase: '一二' })).rejects.toMatchObject({
    fault: 'wrong-passphrase',
  });
  const restored = await takeBundle(carl, new Blob(sealed), { passphrase: '一二三' });
  expect(restored).toMatchObject({ documents: { new: 1 }, entries: { new: 3 }, isAdmitted: false });
  expect(await carl.library.phones()).toEqual(new Map([['m1', '110']]));
});
