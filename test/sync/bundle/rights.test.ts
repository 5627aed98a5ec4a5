import { expect, test } from 'vitest';
import type { BundleBase } from '../../../src/sync/bundle/bundle-base.ts';
import { writeBundle } from '../../../src/sync/bundle/write-bundle.ts';
import { BaseReplica } from '../../../src/sync/base-replica.ts';
import { joined } from '../../../src/sync/joined.ts';
import { SomeBase } from '../some-bases.ts';
import { HandClock } from '../hand-clock.ts';
import {
  acquainted,
  addWord,
  baseOf,
  faultOf,
  type File,
  stateOf,
  take,
  tell,
  wordsIn,
  write,
} from './some-bundles.ts';

/** An app that keeps to the format and to nothing else. */
async function writeAnyway(base: SomeBase, changed: Partial<BundleBase>): Promise<File> {
  const parts: File[] = [];
  const all = { isActive: () => true, mayHave: () => true, spacesOf: () => [] };
  await writeBundle({ ...baseOf(base), rights: all, ...changed }, {}, (bytes) => void parts.push(bytes));
  return joined(...parts);
}

const holds = (file: File, word: string | Buffer): boolean => Buffer.from(file).includes(word);

test('whoever finds the file learns no word, no name and no device from it', async () => {
  const [anna, bert, carl] = await acquainted('admin', 'editor', 'member');
  const canary = 'kanarienvogel-4711';
  await anna!.write(canary);
  await addWord(anna!, 'members', 'canary', canary);
  await addWord(bert!, 'editors', 'canary', canary);
  for (const base of [anna!, bert!]) {
    const { file } = await write(base);
    for (const word of [canary, '某办公室', '成员', 'members', 'editors', 'canary'])
      expect(holds(file, word)).toBe(false);
    const office = base.keeper.ledger!.office;
    for (const one of [anna!, bert!, carl!]) {
      for (const id of [one.device, office]) {
        expect(holds(file, id)).toBe(false);
        expect(holds(file, Buffer.from(id, 'hex'))).toBe(false);
      }
      for (const key of [one.keeper.publicKey!, base.keeper.ledger!.announced.keyOf(one.device)!]) {
        expect(holds(file, key)).toBe(false);
        expect(holds(file, Buffer.from(key, 'base64url').subarray(1, 33))).toBe(false);
      }
    }
    // Nor does the next one look like it.
    const { file: next } = await write(base);
    const alike = file.filter((byte, i) => i > 40 && byte === next[i]).length;
    expect(alike).toBeLessThan(file.length * 0.05);
  }
});

test('a member without the right cannot open the section, and learns nothing of it', async () => {
  const [anna, bert, carl] = await acquainted('editor', 'editor', 'member');
  await addWord(bert!, 'editors', 'draft', '初稿');
  await addWord(bert!, 'members', 'list', '一');
  const { file } = await write(bert!);
  const report = await take(carl!, file);
  expect(report).toMatchObject({ closedSections: 1, documents: { new: 1 } });
  expect(report.refusedSpaces.size).toBe(0);
  expect(carl!.replica.manifest.spaces()).toEqual(['members']);
  // The founder is an admin and no editor.
  expect(await take(anna!, file)).toMatchObject({ closedSections: 1, documents: { new: 1 } });
});

test('what a writer may not have is refused, and what a reader may not have is not taken', async () => {
  const [anna, bert, carl] = await acquainted('admin', 'editor', 'member');
  await addWord(carl!, 'editors', 'draft', '假');
  await addWord(carl!, 'admins', 'contacts', '假');
  await addWord(carl!, 'members', 'list', '真');
  const before = stateOf(bert!, ['editors', 'admins']);
  // An app of ours does not even put them in.
  expect((await write(carl!)).written.documents).toBe(1);
  const file = await writeAnyway(carl!, {});
  const report = await take(bert!, file);
  expect([...report.refusedSpaces]).toEqual(['admins', 'editors']);
  expect(report.documents).toEqual({ new: 1, merged: 0, known: 0, refused: 2 });
  expect(stateOf(bert!, ['editors', 'admins'])).toEqual(before);
  // An editor who seals drafts for everybody.
  await addWord(bert!, 'editors', 'draft', '初稿');
  const leaking = await take(anna!, await writeAnyway(bert!, {}));
  expect([...leaking.refusedSpaces]).toEqual(['editors']);
  expect(anna!.replica.manifest.count('editors')).toBe(0);
});

test('chosen members get it, others do not', async () => {
  const [anna, bert, carl] = await acquainted('admin', 'member', 'member');
  await anna!.write('灯光办法');
  const { file, written } = await write(anna!, { members: new Set(['m1']) });
  expect(written.devices).toEqual([anna!.device, bert!.device]);
  expect(await faultOf(take(carl!, file))).toBe('not-for-this-device');
  expect(await take(bert!, file)).toMatchObject({ documents: { new: 2 } });
});

test('nobody writes in the name of another, not even a member who could open everything', async () => {
  const [anna, bert, carl] = await acquainted('admin', 'editor', 'editor');
  await addWord(bert!, 'members', 'list', '假');
  const { keeper } = bert!;
  const replica = await BaseReplica.open(bert!.library, keeper);
  const other = { ...keeper.keys!, key: anna!.keeper.publicKey! };
  const forged = new Proxy(keeper, {
    get: (target, name) => {
      if (name === 'keys') return other;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const file = await writeAnyway(bert!, { replica: Object.assign(replica, { keeper: forged }) });
  const before = stateOf(carl!);
  expect(await faultOf(take(carl!, file))).toBe('altered');
  expect(stateOf(carl!)).toEqual(before);
});

test('a writer who was revoked is refused by whoever has heard of it, and by who hears of it with the bundle', async () => {
  const [anna, bert, carl, dora] = await acquainted('admin', 'editor', 'member', 'member');
  await addWord(bert!, 'members', 'list', '一');
  await bert!.keeper.say({ type: 'checkpoint', seen: [] });
  const { file } = await write(bert!);
  await revoke(anna!, bert!.device);
  await tell(anna!, carl!);
  await expect(take(carl!, file)).rejects.toMatchObject({
    fault: 'revoked-writer',
    report: { writer: 'm1', documents: { new: 0 } },
  });
  expect(carl!.replica.manifest.count('members')).toBe(0);
  // Who has heard nothing yet takes it; a bundle from the revoked device that brings its own revocation is refused.
  await tell(anna!, bert!);
  expect(await take(dora!, file)).toMatchObject({ documents: { new: 1 } });
  await addWord(bert!, 'members', 'more', '二');
  expect(await faultOf(take(dora!, await writeAnyway(bert!, {})))).toBe('revoked-writer');
  expect(await wordsIn(dora!, 'members', 'more')).toBeUndefined();
  expect(await faultOf(write(bert!))).toBe('not-admitted');
});

test('a writer whom nobody knows is refused; one whose admission comes with the bundle is not', async () => {
  const [anna, bert] = await acquainted('admin', 'member');
  const stranger = await newDevice(anna!);
  await addWord(stranger, 'members', 'list', '一');
  const file = await writeAnyway(stranger, {});
  await expect(take(bert!, file)).rejects.toMatchObject({
    fault: 'unknown-writer',
    report: { writer: undefined },
  });
  expect(bert!.replica.manifest.count('members')).toBe(0);
  await admit(anna!, stranger, 'm1');
  await tell(anna!, stranger);
  const admitted = await write(stranger);
  expect(await take(bert!, admitted.file)).toMatchObject({ documents: { new: 1 }, writer: 'm1' });
  expect(bert!.keeper.ledger!.roster.roster().devices.has(stranger.device)).toBe(true);
});

test('a bundle that was written before a device was known is not for it, and says so', async () => {
  const [anna] = await acquainted('admin');
  await anna!.write('灯光办法');
  const { file } = await write(anna!);
  const late = await newDevice(anna!);
  expect(await faultOf(take(late, file))).toBe('not-for-this-device');
  await admit(anna!, late, 'm0');
  // It is in the roster now, but has not said with which key to seal for it.
  const { written, file: second } = await write(anna!);
  expect(written.unreachable).toEqual([late.device]);
  await tell(anna!, late);
  expect(await faultOf(take(late, second))).toBe('not-for-this-device');
  await late.keeper.announce();
  await tell(late, anna!);
  const { file: third } = await write(anna!);
  expect(await take(late, third)).toMatchObject({ documents: { new: 2 }, isAdmitted: true });
});

test('a bundle of another office is refused', async () => {
  const [anna] = await acquainted('admin');
  const [zoe] = await acquainted('admin');
  const { file } = await write(anna!);
  expect(await faultOf(take(zoe!, file))).toBe('other-office');
  expect(await faultOf(take(await emptyBase(), file))).toBe('not-for-this-device');
});

test('without a device that has announced a key there is nobody to write for', async () => {
  const base = await emptyBase();
  expect(await faultOf(write(base))).toBe('not-admitted');
  const { keeper } = base;
  await keeper.found(({ id, alg, key }) => [
    { op: 'office', name: '某办公室', threshold: 1 },
    { op: 'member', id: 'm0', name: '成员0' },
    { op: 'grant', member: 'm0', roles: ['member', 'admin'] },
    { op: 'device', id, member: 'm0', alg, key, name: '设备0', kind: 'device' },
  ]);
  expect(await faultOf(write(base))).toBe('nobody-to-read');
});

async function emptyBase(): Promise<SomeBase> {
  return await SomeBase.open(new HandClock());
}

/** A device that has the office's ledger and is not in the roster. */
async function newDevice(from: SomeBase): Promise<SomeBase> {
  const base = await emptyBase();
  const { chains, office } = from.keeper.ledger!;
  await base.keeper.join(office, await from.keeper.signed([...chains.all()].map(({ id }) => id)));
  return base;
}

async function admit(admin: SomeBase, { keeper }: SomeBase, member: string): Promise<void> {
  const { epoch } = admin.keeper.ledger!.roster.roster();
  await admin.keeper.say({
    type: 'roster',
    epoch: epoch + 1,
    seen: {},
    changes: [
      {
        op: 'device',
        id: keeper.device!,
        member,
        alg: 'ES256',
        key: keeper.publicKey!,
        name: '新',
        kind: 'device',
      },
    ],
  });
}

async function revoke(admin: SomeBase, device: string): Promise<void> {
  const { epoch } = admin.keeper.ledger!.roster.roster();
  await admin.keeper.say({
    type: 'roster',
    epoch: epoch + 1,
    seen: { [device]: [] },
    changes: [{ op: 'revoke', device }],
  });
}
