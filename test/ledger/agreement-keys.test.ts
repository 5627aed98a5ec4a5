import { describe, expect, test } from 'vitest';
import { makeAgreementKeys, pointOf, sharedSecret } from '../../src/ledger/agreement-keys.ts';
import { toBase64url } from '../../src/ledger/base64url.ts';
import { BadEntry } from '../../src/ledger/bad-entry.ts';
import type { SignedEntry } from '../../src/ledger/entry.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { readAct } from '../../src/ledger/read-act.ts';
import { LedgerKeeper } from '../../src/store/ledger-keeper.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { StorageFull } from '../../src/store/storage.ts';
import { SomeDevice, someKeys, someMember } from './some-office.ts';

describe('agreement keys', () => {
  test('two devices come to the same secret, others to another', async () => {
    const [a, b, c] = [await makeAgreementKeys(), await makeAgreementKeys(), await makeAgreementKeys()];
    const ofA = await sharedSecret(a, pointOf(b.key)!);
    expect(ofA).toHaveLength(32);
    expect(await sharedSecret(b, pointOf(a.key)!)).toEqual(ofA);
    expect(await sharedSecret(c, pointOf(a.key)!)).not.toEqual(ofA);
  });

  test('cannot be taken out unless they were made to be', async () => {
    const { privateKey } = await makeAgreementKeys();
    await expect(crypto.subtle.exportKey('pkcs8', privateKey)).rejects.toThrow();
    const open = await makeAgreementKeys(true);
    expect((await crypto.subtle.exportKey('pkcs8', open.privateKey)).byteLength).toBeGreaterThan(100);
  });

  test('a point that is none, or written in another way, is refused', async () => {
    const keys = await makeAgreementKeys();
    const point = pointOf(keys.key)!;
    const compressed = point.slice(0, 33);
    compressed[0] = 2 + (point[64]! & 1);
    const hybrid = point.slice();
    hybrid[0] = 6 + (point[64]! & 1);
    const off = point.slice();
    off[64]! ^= 1;
    for (const bad of [compressed, hybrid, off, new Uint8Array(), new Uint8Array(65), new Uint8Array([0])])
      expect(await sharedSecret(keys, bad)).toBeUndefined();
    expect(pointOf(toBase64url(compressed))).toBeUndefined();
    expect(pointOf(toBase64url(hybrid))).toBeUndefined();
    expect(pointOf(`${keys.key}=`)).toBeUndefined();
    expect(pointOf(keys.key.slice(1))).toBeUndefined();
    expect(pointOf('!'.repeat(87))).toBeUndefined();
    // The last character holds two bits that mean nothing, so there would be four ways to write a key.
    const ways = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].filter(
      (last) => pointOf(keys.key.slice(0, -1) + last)?.[64] === point[64],
    );
    expect(ways).toEqual([keys.key.at(-1)]);
  });
});

describe('the act that announces one', () => {
  test('is read; of an unknown kind it is kept for others; a bad key is refused', async () => {
    const { key } = await makeAgreementKeys();
    expect(readAct({ type: 'key', alg: 'ECDH-P256', key })).toEqual({ type: 'key', alg: 'ECDH-P256', key });
    expect(readAct({ type: 'key', alg: 'X25519', key: 7 })).toEqual({ type: 'other', name: 'key' });
    for (const act of [
      { type: 'key', alg: 'ECDH-P256', key: `${key}A` },
      { type: 'key', alg: 'ECDH-P256' },
      { type: 'key', key },
      { type: 'key', alg: 1, key },
    ])
      expect(() => readAct(act)).toThrow(BadEntry);
  });

  test('counts for the device that signed it, the newest one, whatever came first', async () => {
    const [founder, other] = [await someKeys(0), await someKeys(1)];
    const { device } = await SomeDevice.founding(founder, [
      { op: 'office', name: '某办公室' },
      ...someMember(founder, 'a', ['admin']),
      ...someMember(other, 'b', []),
    ]);
    const second = new SomeDevice(other, device.ledger.office);
    await second.take(device.entries);
    const keys = await Promise.all([1, 2, 3].map(makeAgreementKeys.bind(undefined, false)));
    const say = async (by: SomeDevice, i: number): Promise<void> => {
      await by.say({ type: 'key', alg: 'ECDH-P256', key: keys[i]!.key });
    };
    await say(device, 0);
    await say(device, 1);
    await say(second, 2);
    const all: SignedEntry[] = [...device.entries, ...second.entries.slice(1)];
    for (const order of [all, [...all].reverse()]) {
      const ledger = new Ledger(device.ledger.office);
      expect(ledger.announced.keyOf(device.id)).toBeUndefined();
      await ledger.take(order);
      expect(ledger.announced.keyOf(device.id)).toBe(keys[1]!.key);
      expect(ledger.announced.keyOf(second.id)).toBe(keys[2]!.key);
      expect(ledger.announced.keyOf('0'.repeat(32))).toBeUndefined();
      const again = new Ledger(device.ledger.office);
      again.restoreAll([...ledger.chains.all()]);
      expect(again.announced.keyOf(device.id)).toBe(keys[1]!.key);
    }
  });

  test('of a chain that has split all choose alike', async () => {
    const founder = await someKeys(0);
    const { device, genesis } = await SomeDevice.founding(founder, [
      { op: 'office', name: '某办公室' },
      ...someMember(founder, 'a', ['admin']),
    ]);
    const made = await Promise.all(
      [1, 2, 3].map(async () => {
        const { key } = await makeAgreementKeys();
        return { key, ...(await device.draft({ type: 'key', alg: 'ECDH-P256', key }, { last: genesis })) };
      }),
    );
    const lowest = made.reduce((best, one) => (one.entry.id < best.entry.id ? one : best));
    for (const order of [made, [...made].reverse(), [made[1]!, made[2]!, made[0]!]]) {
      const ledger = new Ledger(genesis.id);
      await ledger.take(device.entries);
      for (const { signed } of order) await ledger.take([signed]);
      expect(ledger.announced.keyOf(device.id)).toBe(lowest.key);
    }
  });
});

describe('the keeper', () => {
  const founder = ({ id, alg, key }: { id: string; alg: 'ES256'; key: string }) => [
    { op: 'office' as const, name: '某办公室' },
    { op: 'member' as const, id: 'a', name: '王芳' },
    { op: 'grant' as const, member: 'a', roles: ['admin' as const, 'member' as const] },
    { op: 'device' as const, id, member: 'a', alg, key, name: '台式机', kind: 'device' as const },
  ];

  test('makes keys once, on disk before they are used, and finds them again', async () => {
    const storage = new MemoryStorage();
    const keeper = await LedgerKeeper.open(storage);
    storage.failNextWrites(new StorageFull('full'));
    await expect(keeper.agreement()).rejects.toThrow(StorageFull);
    const [one, two] = await Promise.all([keeper.agreement(), keeper.agreement()]);
    expect(two.key).toBe(one.key);
    expect(storage.written).toEqual([{ changes: 1, durability: 'strict' }]);
    expect((await (await LedgerKeeper.open(storage)).agreement()).key).toBe(one.key);
  });

  test('announces the key once, as soon as the device is of the office', async () => {
    const storage = new MemoryStorage();
    const keeper = await LedgerKeeper.open(storage);
    await keeper.makeDevice();
    await keeper.announce();
    expect(keeper.ledger).toBeUndefined();
    await keeper.found(founder);
    await Promise.all([keeper.announce(), keeper.announce()]);
    const { key } = await keeper.agreement();
    expect(keeper.ledger!.announced.keyOf(keeper.device!)).toBe(key);
    expect(keeper.ledger!.chains.size).toBe(2);
    const again = await LedgerKeeper.open(storage);
    await again.announce();
    expect(again.ledger!.chains.size).toBe(2);
    // The keys were lost: others are announced.
    await storage.write([{ room: 'keys', key: 'agreement' }], 'strict');
    const later = await LedgerKeeper.open(storage);
    await later.announce();
    expect(later.ledger!.announced.keyOf(later.device!)).toBe((await later.agreement()).key);
    expect(later.ledger!.announced.keyOf(later.device!)).not.toBe(key);
  });

  test('announces nothing for a device that was revoked', async () => {
    const keeper = await LedgerKeeper.open(new MemoryStorage());
    await keeper.found(founder);
    await keeper.say((ledger) => ({
      type: 'roster',
      epoch: 1,
      changes: [{ op: 'revoke', device: keeper.device! }],
      seen: { [keeper.device!]: [[0, ledger.office]] },
    }));
    expect(keeper.ledger!.roster.roster().devices.get(keeper.device!)?.revoked).toBe(true);
    const { size } = keeper.ledger!.chains;
    await keeper.announce();
    expect(keeper.ledger!.chains.size).toBe(size);
  });
});
