import { expect, test } from 'vitest';
import { deviceId } from '../../src/ledger/device-id.ts';
import { LedgerKeeper } from '../../src/store/ledger-keeper.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { StorageFailed, StorageFull } from '../../src/store/storage.ts';

async function founded(): Promise<{ keeper: LedgerKeeper; storage: MemoryStorage }> {
  const storage = new MemoryStorage();
  const keeper = await LedgerKeeper.open(storage);
  await keeper.makeDevice();
  await keeper.found(({ id, alg, key }) => [
    { op: 'office', name: '某办公室', threshold: 1 },
    { op: 'member', id: 'm1', name: '成员' },
    { op: 'grant', member: 'm1', roles: ['member', 'admin'] },
    { op: 'device', id, member: 'm1', alg, key, name: '设备', kind: 'device' },
  ]);
  return { keeper, storage };
}

test('what could not be written is not shown, also when the disk does not read any more', async () => {
  const { keeper, storage } = await founded();
  await keeper.say({ type: 'checkpoint', seen: [] });
  await storage.close();
  await expect(keeper.say({ type: 'checkpoint', seen: [] })).rejects.toThrow('closed');
  expect(keeper.ledger!.chains.size).toBe(2);
  storage.reopen();
  await keeper.say({ type: 'checkpoint', seen: [] });
  expect((await LedgerKeeper.open(storage)).ledger!.chains.size).toBe(3);
});

test('of many entries those stay that were written before the disk was full', async () => {
  const { keeper, storage } = await founded();
  const { keeper: other, storage: theirs } = {
    keeper: await LedgerKeeper.open(storage),
    storage: new MemoryStorage(),
  };
  const reader = await LedgerKeeper.open(theirs);
  await reader.join(keeper.ledger!.office, await keeper.signed([keeper.ledger!.office]));
  const said = await other.sayAll(Array.from({ length: 250 }, () => ({ type: 'checkpoint', seen: [] })));
  const entries = await other.signed(said.map(({ id }) => id));
  const { write } = theirs;
  let writes = 0;
  theirs.write = (...given) => {
    if (++writes === 2) theirs.failNextWrites(new StorageFull('full'));
    return write.apply(theirs, given);
  };
  await expect(reader.take(entries)).rejects.toThrow('full');
  expect(reader.ledger!.chains.size).toBe(201);
  expect((await LedgerKeeper.open(theirs)).ledger!.chains.size).toBe(201);
});

test('keys of a successor lie beside its own, the same ones until they are refused, and take their place once', async () => {
  const storage = new MemoryStorage();
  const keeper = await LedgerKeeper.open(storage);
  const idOf = ({ keys }: Awaited<ReturnType<LedgerKeeper['successor']>>): string =>
    deviceId(keys.alg, keys.key);
  const { id: own } = await keeper.makeDevice();
  const agreement = (await keeper.agreement()).key;
  const first = idOf(await keeper.successor());
  expect(first).not.toBe(own);
  expect(idOf(await (await LedgerKeeper.open(storage)).successor(own))).toBe(first);
  const second = idOf(await keeper.successor(first));
  expect([own, first]).not.toContain(second);
  await expect(keeper.renew(first)).rejects.toThrow(StorageFailed);
  expect(keeper.device).toBe(own);
  await keeper.renew(second);
  const again = await LedgerKeeper.open(storage);
  for (const one of [keeper, again]) {
    expect(one.device).toBe(second);
    expect((await one.agreement()).key).not.toBe(agreement);
  }
  expect((await again.agreement()).key).toBe((await keeper.agreement()).key);
  // And once more.
  const third = idOf(await again.successor());
  await again.renew(third);
  expect((await LedgerKeeper.open(storage)).device).toBe(third);
  expect(await storage.range('keys', '')).toHaveLength(3);
});
