import { mkdtempSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeAgreementKeys, pointOf, sharedSecret } from '../../src/ledger/agreement-keys.ts';
import type { RosterChange } from '../../src/ledger/entry.ts';
import { importPublicKey, makeKeys, signBytes, verifyBytes } from '../../src/ledger/signature.ts';
import { openFolderStorage } from '../../src/store/folder-storage.ts';
import { LedgerKeeper } from '../../src/store/ledger-keeper.ts';
import { ManifestStorage } from '../../src/store/manifest-storage.ts';
import type { Change, Storage } from '../../src/store/storage.ts';
import { StorageFailed } from '../../src/store/storage.ts';

const home = mkdtempSync(join(tmpdir(), 'guiju-keys-'));
afterAll(() => rm(home, { recursive: true, force: true }));

let folders = 0;
const someFolder = (): string => join(home, String(++folders));
const putKeys = (key: string, value: unknown): Change => ({ room: 'keys', key, value });
const said = new TextEncoder().encode('某办公室');

async function reopened(folder: string, storage: Storage): Promise<Storage> {
  await storage.close();
  return await openFolderStorage(folder);
}

describe('keys in a folder', () => {
  test('sign after it was opened again, and cannot be taken out then', async () => {
    const folder = someFolder();
    let storage = await openFolderStorage(folder);
    const keys = await makeKeys(true);
    await storage.write([putKeys('device', keys)], 'strict');
    storage = await reopened(folder, storage);
    const found = (await storage.get('keys', 'device')) as typeof keys;
    expect({ ...found, privateKey: undefined }).toEqual({ ...keys, privateKey: undefined });
    const { privateKey } = found;
    expect(privateKey).toBeInstanceOf(CryptoKey);
    expect([privateKey.type, privateKey.extractable, privateKey.usages]).toEqual([
      'private',
      false,
      ['sign'],
    ]);
    const publicKey = (await importPublicKey('ES256', keys.key))!;
    expect(await verifyBytes('ES256', publicKey, said, await signBytes(found, said))).toBe(true);
    await storage.close();
  });

  test('agree on the same secret as before', async () => {
    const folder = someFolder();
    let storage = await openFolderStorage(folder);
    const [own, other] = [await makeAgreementKeys(true), await makeAgreementKeys()];
    await storage.write([putKeys('agreement', own)], 'strict');
    storage = await reopened(folder, storage);
    const found = (await storage.get('keys', 'agreement')) as typeof own;
    expect(await sharedSecret(found, pointOf(other.key)!)).toEqual(
      await sharedSecret(other, pointOf(own.key)!),
    );
    await storage.close();
  });

  test('of every kind come back as they were, alone or among fields, by every way of reading', async () => {
    const folder = someFolder();
    let storage = await openFolderStorage(folder);
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    const secret = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']);
    const bytes = new Uint8Array([1, 2, 3]);
    await storage.write(
      [putKeys('a', secret), putKeys('b', { ...pair, since: [1] }), putKeys('c', bytes), putKeys('d', 'x')],
      'relaxed',
    );
    storage = await reopened(folder, storage);
    const [alone, fields, plain, word] = (await storage.all('keys')) as [
      CryptoKey,
      typeof pair,
      unknown,
      unknown,
    ];
    expect([alone.type, alone.extractable, alone.usages]).toEqual(['secret', false, ['encrypt']]);
    expect(alone.algorithm).toEqual(secret.algorithm);
    expect(fields).toMatchObject({ since: [1] });
    expect([fields.publicKey.type, fields.publicKey.extractable]).toEqual(['public', true]);
    const sig = new Uint8Array(
      await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, fields.privateKey, said),
    );
    expect(await verifyBytes('ES256', fields.publicKey, said, sig)).toBe(true);
    expect([plain, word]).toEqual([bytes, 'x']);
    expect((await storage.range('keys', 'a'))[0]!.value).toBeInstanceOf(CryptoKey);
    expect((await storage.getMany('keys', ['none', 'a']))[1]).toBeInstanceOf(CryptoKey);
    await storage.close();
  });

  test('are there or not with the rest of their batch, and in order with other writes', async () => {
    const folder = someFolder();
    let storage = await openFolderStorage(folder);
    const [first, last] = [await makeKeys(true), await makeKeys(true)];
    const sealed = await makeKeys();
    const mark = (value: number): Change => ({ room: 'kv', key: 'mark', value });
    await storage.write([mark(1)], 'strict');
    await expect(storage.write([mark(2), putKeys('device', sealed)], 'strict')).rejects.toThrow(
      StorageFailed,
    );
    await expect(storage.write([mark(3), { room: 'kv', key: 'k', value: first }], 'strict')).rejects.toThrow(
      StorageFailed,
    );
    expect(await storage.get('kv', 'mark')).toBe(1);
    const changing = { ...first };
    const writes = [
      storage.write([putKeys('device', changing)], 'strict'),
      storage.write([mark(4)], 'strict'),
      storage.write([putKeys('device', last), mark(5)], 'strict'),
    ];
    changing.key = 'changed afterwards';
    await writes[0];
    const { key } = (await storage.get('keys', 'device')) as typeof first;
    expect([first.key, last.key]).toContain(key);
    await Promise.all(writes);
    storage = await reopened(folder, storage);
    expect(await storage.get('keys', 'device')).toMatchObject({ key: last.key });
    expect(await storage.get('kv', 'mark')).toBe(5);
    await storage.close();
  });

  test('lie where only their owner can read', async () => {
    const folder = someFolder();
    const storage = await openFolderStorage(folder);
    await storage.write([putKeys('device', await makeKeys(true))], 'strict');
    if (process.platform !== 'win32') {
      const modes = (await readdir(folder)).map(
        async (name) => (await stat(join(folder, name))).mode & 0o777,
      );
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
      expect(new Set(await Promise.all(modes))).toEqual(new Set([0o600]));
    }
    await storage.close();
  });
});

test('a device of the office whose base is a folder is the same one when it is opened again', async () => {
  const folder = someFolder();
  const founder = ({ id, alg, key }: { id: string; alg: 'ES256'; key: string }): RosterChange[] => [
    { op: 'office', name: '某办公室' },
    { op: 'member', id: 'a', name: '王芳' },
    { op: 'grant', member: 'a', roles: ['admin', 'member'] },
    { op: 'device', id, member: 'a', alg, key, name: '服务台', kind: 'device' },
  ];
  let storage = await openFolderStorage(folder);
  // As the library hands it on.
  const keeper = await LedgerKeeper.open(new ManifestStorage(storage, () => 1));
  const { id } = await keeper.makeDevice();
  await keeper.found(founder);
  const agreement = await keeper.agreement();
  await keeper.announce();
  expect([keeper.keys!.privateKey.extractable, agreement.privateKey.extractable]).toEqual([false, false]);
  storage = await reopened(folder, storage);
  const again = await LedgerKeeper.open(storage);
  expect(again.device).toBe(id);
  expect((await again.agreement()).key).toBe(agreement.key);
  await again.announce();
  expect(again.ledger!.chains.size).toBe(2);
  const entry = await again.say({ type: 'checkpoint', seen: [] });
  expect(entry.device).toBe(id);
  await storage.close();
});
