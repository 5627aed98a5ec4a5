import { beforeAll, expect, test } from 'vitest';
import { parseEdition } from '../../src/exchange/parse-edition.ts';
import type { Act } from '../../src/ledger/entry.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { saveContacts } from '../../src/store/contacts.ts';
import { StorageFull } from '../../src/store/storage.ts';
import type { Channel } from '../../src/sync/channel/channel.ts';
import { type Message, readMessage, writeMessage } from '../../src/sync/message.ts';
import type { HandClock } from './hand-clock.ts';
import { areEqual, connect, type SomeBase, someBases, until } from './some-bases.ts';
import type { SomeLink } from './some-link.ts';

beforeAll(automergeForNode);

const titles = (count: number, name = '办法'): string[] =>
  Array.from({ length: count }, (_, i) => `${name}${i}`);

const root = (base: SomeBase, space = 'members'): string =>
  Buffer.from(base.replica.manifest.root(space)).toString('hex');

const bytesOf = (link: SomeLink, from = 0): number =>
  link.sent.slice(from).reduce((sum, { length }) => sum + length, 0);

test('a base comes over whole, and its texts can be read there', async () => {
  const [here, there] = await someBases('admin', 'member');
  await here!.write(...titles(30));
  await connect(there!, here!);
  await until([here!, there!], areEqual(here!, there!));
  expect(root(there!)).toBe(root(here!));
  await there!.library.derive(parseEdition);
  expect(there!.library.catalogue.rows()).toHaveLength(30);
});

test('what is being kept is not asked for again, however slow the disk is', async () => {
  const [here, there] = await someBases('admin', 'member');
  await here!.write(...titles(130));
  const read: string[] = [];
  const { replica } = here!;
  const reading = replica.read.bind(replica);
  replica.read = (keys, heads) => {
    read.push(...keys.map(({ kind, id }) => `${kind} ${id}`));
    return reading(keys, heads);
  };
  const merging = there!.replica.merge.bind(there!.replica);
  there!.replica.merge = async (documents) => {
    // Long enough for this side to say that it has changed, and to think of comparing again.
    await new Promise<void>((resolve) => there!.clock.after(100, resolve));
    return await merging(documents);
  };
  await connect(there!, here!);
  await until([here!, there!], areEqual(here!, there!));
  expect(read).toHaveLength(260);
  expect(new Set(read).size).toBe(260);
});

test('each side has something that the other lacks: both end with everything', async () => {
  const [here, there] = await someBases('admin', 'member');
  await here!.write(...titles(7, '左'), '共有');
  await there!.write(...titles(9, '右'), '共有');
  await here!.keeper.announce();
  await there!.keeper.announce();
  await connect(here!, there!);
  await until([here!, there!], areEqual(here!, there!));
  expect(root(there!)).toBe(root(here!));
  expect(here!.replica.manifest.count('members')).toBe(17 * 2);
  expect(there!.keeper.ledger!.chains.size).toBe(3);
});

test('what both already have costs one round trip, whatever there is', async () => {
  const [here, there] = await someBases('admin', 'member');
  await here!.write(...titles(200));
  await there!.write(...titles(200));
  const links = await connect(here!, there!);
  await until([here!, there!], areEqual(here!, there!));
  // Beside the handshake: one message each way.
  expect(links[0].sent).toHaveLength(3);
  expect(links[1].sent).toHaveLength(3);
  expect(links[0].sent[2]!.length).toBeLessThanOrEqual(300);
  expect(links[1].sent[2]!.length).toBeLessThanOrEqual(300);
});

test('one that changed is told at once and costs little', async () => {
  const [here, there] = await someBases('admin', 'member');
  await here!.write(...titles(100));
  await there!.write(...titles(100));
  const links = await connect(here!, there!);
  await until([here!, there!], areEqual(here!, there!));
  const before = links.map(({ sent }) => sent.length);
  const { id } = here!.library.catalogue.rows()[0]!;
  await here!.library.setRuleMeta(id, { unit: '行政科' });
  await until([here!, there!], () => there!.library.catalogue.rule(id)?.unit === '行政科');
  await until([here!, there!], areEqual(here!, there!));
  expect(links.reduce((sum, link, i) => sum + bytesOf(link, before[i]), 0)).toBeLessThan(10_000);
});

test('both change the same rule at once', async () => {
  const [here, there] = await someBases('admin', 'member');
  await here!.write('办法');
  await there!.write('办法');
  await connect(here!, there!);
  await until([here!, there!], areEqual(here!, there!));
  const { id } = here!.library.catalogue.rows()[0]!;
  await Promise.all([
    here!.library.setRuleMeta(id, { unit: '行政科' }),
    there!.library.setRuleMeta(id, { category: '后勤' }),
  ]);
  await until([here!, there!], () => root(here!) === root(there!));
  await until([here!, there!], areEqual(here!, there!));
  expect(here!.library.catalogue.rule(id)).toMatchObject({ unit: '行政科', category: '后勤' });
  expect(there!.library.catalogue.rule(id)).toMatchObject({ unit: '行政科', category: '后勤' });
});

test('what is signed reaches a device beyond the neighbour', async () => {
  const [a, b, c] = await someBases('admin', 'member', 'member');
  await connect(a!, b!);
  await connect(b!, c!);
  await until([a!, b!, c!], areEqual(a!, b!, c!));
  const entry = await c!.keeper.say({ type: 'checkpoint', seen: [] });
  await until([a!, b!, c!], () => a!.keeper.ledger!.chains.get(entry.id) !== undefined);
});

test('a long chain comes over in portions', async () => {
  const [here, there] = await someBases('admin', 'member');
  const acts = Array.from({ length: 900 }, (): Act => ({ type: 'checkpoint', seen: [] }));
  await here!.keeper.sayAll(acts);
  await connect(there!, here!);
  await until([here!, there!], areEqual(here!, there!));
  expect(there!.keeper.ledger!.chains.size).toBe(901);
});

test('nobody gets what is in a space that is not theirs, not even a word of it', async () => {
  const [admin, member] = await someBases('admin', 'member');
  const value = saveContacts(new Map([['m0', { phone: '13800000000', at: 1 }]]));
  await admin!.library.storage.write([{ room: 'documents', key: 'admins/contacts', value }], 'strict');
  await admin!.write('办法');
  await connect(member!, admin!);
  await until([admin!, member!], areEqual(admin!, member!));
  expect(member!.replica.manifest.spaces()).toEqual(['members']);
  expect(await member!.storage.keys('documents')).toEqual([]);
});

test('between two admins the phone numbers go over', async () => {
  const [admin, other] = await someBases('admin', 'admin');
  const value = saveContacts(new Map([['m0', { phone: '13800000000', at: 1 }]]));
  await admin!.library.storage.write([{ room: 'documents', key: 'admins/contacts', value }], 'strict');
  await connect(other!, admin!);
  await until([admin!, other!], areEqual(admin!, other!));
  expect(await other!.library.phones()).toEqual(new Map([['m0', '13800000000']]));
});

test('a device that is revoked is let go at once', async () => {
  const [admin, member] = await someBases('admin', 'member');
  await connect(member!, admin!);
  await until([admin!, member!], areEqual(admin!, member!));
  await admin!.keeper.say({
    type: 'roster',
    epoch: 1,
    changes: [{ op: 'revoke', device: member!.device }],
    seen: { [member!.device]: [] },
  });
  await until([admin!, member!], () => admin!.neighbours.list().length === 0);
  expect(admin!.ended.at(-1)).toMatchObject({ device: member!.device, why: 'revoked', by: 'here' });
});

test('a disk that is full ends the line with its name, and keeps nothing by halves', async () => {
  const [here, there] = await someBases('admin', 'member');
  await here!.write(...titles(5));
  await there!.keeper.agreement();
  there!.storage.failNextWrites(new StorageFull('full'), 50);
  await connect(there!, here!);
  await until([here!, there!], () => there!.ended.length > 0);
  expect(there!.ended[0]).toMatchObject({ why: 'storage', by: 'here' });
  expect(await there!.storage.keys('rules')).toEqual([]);
});

test('what a full disk did not take comes over the next line', async () => {
  const [here, there] = await someBases('admin', 'member');
  await here!.write(...titles(5));
  await there!.keeper.agreement();
  there!.storage.failNextWrites(new StorageFull('full'));
  await connect(there!, here!);
  await until([here!, there!], () => there!.ended.length > 0);
  await connect(there!, here!);
  await until([here!, there!], areEqual(here!, there!));
  expect(root(there!)).toBe(root(here!));
});

test('who hears of a right only now gets what it may have from now on', async () => {
  const [admin, member] = await someBases('admin', 'member');
  const value = saveContacts(new Map([['m0', { phone: '13800000000', at: 1 }]]));
  await admin!.library.storage.write([{ room: 'documents', key: 'admins/contacts', value }], 'strict');
  await admin!.keeper.say({
    type: 'roster',
    epoch: 1,
    changes: [{ op: 'grant', member: 'm1', roles: ['admin'] }],
    seen: {},
  });
  await connect(admin!, member!);
  await until([admin!, member!], () => root(member!, 'admins') === root(admin!, 'admins'));
  expect(member!.replica.manifest.count('admins')).toBe(1);
});

test('who says nothing for long is given up', async () => {
  const [here, there] = await someBases('admin', 'member');
  const links = await connect(here!, there!);
  await until([here!, there!], areEqual(here!, there!));
  links[1].between = () => [];
  for (let i = 0; i < 6; i++) (here!.clock as HandClock).pass(10_000);
  expect(here!.ended).toMatchObject([{ why: 'silent', by: 'here' }]);
});

test('who answers but never says how far its ledger goes is given up', async () => {
  const [here, there] = await someBases('admin', 'member');
  let say: (message: Message) => void = () => undefined;
  const channel: Channel = {
    device: there!.device,
    waiting: 0,
    unfinished: undefined,
    listen(listener) {
      say = (message) => listener.message(writeMessage(message));
    },
    send(bytes) {
      const message = readMessage(bytes);
      if (message.type === 'state') queueMicrotask(() => say({ ...message, ledger: '00'.repeat(16) }));
      if (message.type === 'ping') say({ type: 'pong' });
    },
    close: () => undefined,
  };
  here!.neighbours.add(channel, true, 'direct');
  await Promise.resolve();
  for (let i = 0; i < 9; i++) (here!.clock as HandClock).pass(10_000);
  expect(here!.ended).toMatchObject([{ why: 'silent', by: 'here' }]);
});

test('of two lines that crossed one is kept, the same at both ends', async () => {
  const [here, there] = await someBases('admin', 'member');
  await Promise.all([connect(here!, there!), connect(there!, here!)]);
  await until([here!, there!], areEqual(here!, there!));
  expect(here!.neighbours.list()).toHaveLength(1);
  expect(there!.neighbours.list()).toHaveLength(1);
  expect(here!.ended.every(({ why }) => why === 'replaced' || why === 'lost')).toBe(true);
});
