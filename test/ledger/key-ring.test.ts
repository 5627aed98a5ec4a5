import { describe, expect, test } from 'vitest';
import { Chains } from '../../src/ledger/chains.ts';
import type { Entry, SignedEntry } from '../../src/ledger/entry.ts';
import { KeyRing } from '../../src/ledger/key-ring.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { signEntry } from '../../src/ledger/sign-entry.ts';
import type { DeviceKeys } from '../../src/ledger/signature.ts';
import { introduce, SomeDevice, someKeys, someMember } from './some-office.ts';

const begin = async (
  office: string,
  keys: DeviceKeys,
  roster: string[],
): Promise<{ entry: Entry; signed: SignedEntry }> =>
  await signEntry({ office, at: 1_700_000_000_000, roster, act: { type: 'checkpoint', seen: [] } }, keys);

describe('the key of a device that the office does not know', () => {
  test('is forgotten when its entry was refused, however many there are', async () => {
    const { device, genesis } = await SomeDevice.founding(await someKeys(0), [
      { op: 'office', name: '某办公室', threshold: 1 },
      ...someMember(await someKeys(0), 'a', ['admin']),
    ]);
    const { ledger } = device;
    expect(ledger.keys.size).toBe(1);
    for (let i = 1; i <= 5; i++) {
      const { signed } = await begin(genesis.id, await someKeys(i), [genesis.id]);
      signed.sig[0]! ^= 1;
      expect((await ledger.take([signed])).takings).toMatchObject([
        { outcome: 'refused', fault: 'signature' },
      ]);
    }
    expect(ledger.keys.size).toBe(1);
  });

  test('is held while its entry waits, so that what follows can be checked, and stays when that is kept', async () => {
    const keys = await someKeys(1);
    const { device: admin, genesis } = await SomeDevice.founding(await someKeys(0), [
      { op: 'office', name: '某办公室', threshold: 1 },
      ...someMember(await someKeys(0), 'a', ['admin']),
    ]);
    const other = new Ledger(genesis.id);
    await other.take(admin.entries);
    const { entry, signed } = await begin(genesis.id, keys, [genesis.id]);
    expect((await other.take([signed])).takings).toMatchObject([{ outcome: 'waiting' }]);
    expect(other.keys.size).toBe(2);
    const next = await signEntry(
      {
        office: genesis.id,
        last: entry,
        at: 1_700_000_000_001,
        roster: [genesis.id],
        act: { type: 'checkpoint', seen: [] },
      },
      keys,
    );
    next.signed.sig[0]! ^= 1;
    expect((await other.take([next.signed])).takings).toMatchObject([
      { outcome: 'refused', fault: 'signature' },
    ]);
    const roster = admin.ledger.roster.roster();
    await admin.say({
      type: 'roster',
      epoch: roster.epoch + 1,
      changes: [introduce(keys, 'a')],
      seen: {},
    });
    await other.take(admin.entries);
    expect(other.chains.get(entry.id)).toBeDefined();
    expect(other.keys.size).toBe(2);
  });
});

test('what does not wait and was not kept is forgotten, and nothing else', async () => {
  const chains = new Chains();
  const ring = new KeyRing(chains);
  const [kept, waiting, dropped] = await Promise.all(
    [0, 1, 2].map(async (i) => (await begin('00'.repeat(32), await someKeys(i), ['00'.repeat(32)])).entry),
  );
  for (const one of [kept!, waiting!, dropped!]) expect(await ring.learn(one)).toBe(true);
  chains.add(kept!);
  ring.settle([waiting!, { device: dropped!.device, seq: 1 }]);
  expect(ring.size).toBe(2);
  expect(await ring.of(kept!.device)).toBeDefined();
  expect(await ring.of(waiting!.device)).toBeDefined();
  expect(await ring.of(dropped!.device)).toBeUndefined();
  ring.settle([]);
  expect(await ring.of(waiting!.device)).toBeUndefined();
  expect(await ring.of(kept!.device)).toBeDefined();
  expect(await ring.learn({ ...kept!, device: waiting!.device })).toBe(false);
});
