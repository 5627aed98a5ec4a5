import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunningDesk } from '../../src/desk/start-desk.ts';
import type { JoinView } from '../../src/engine/connect-protocol.ts';
import { LedgerKeeper } from '../../src/store/ledger-keeper.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { StorageFull } from '../../src/store/storage.ts';
import { ownDesk, ownFolder } from './own-desk.ts';
import { letIn, patiently, SomeEngine } from './some-engines.ts';

let folder: ReturnType<typeof ownFolder>;
let desk: RunningDesk & { url: string };
let engines: SomeEngine[];
let admin: SomeEngine;

beforeEach(async () => {
  folder = ownFolder();
  desk = await ownDesk(folder.path);
  engines = [];
  admin = await engine();
  await admin.found();
});

afterEach(async () => {
  for (const one of engines) await one.close();
  await desk.close();
  folder.remove();
});

async function engine(url: string | undefined = desk.url, storage?: MemoryStorage): Promise<SomeEngine> {
  const opened = await SomeEngine.open(url, storage);
  engines.push(opened);
  return opened;
}

const meOf = async (one: SomeEngine): Promise<string> => (await one.ask('office', undefined)).me!.member;
const deviceOf = (one: SomeEngine): string => one.engine.office.keeper.device!;
const devices = () => admin.engine.office.roster.devices;
const active = () => [...devices().values()].filter(({ revoked }) => !revoked).map(({ id }) => id);
const joinOf = async (one: SomeEngine): Promise<JoinView | undefined> =>
  (await one.ask('pairing', undefined)).join;

/** The device gets to know all that the admin knows. */
async function tell(one: SomeEngine): Promise<void> {
  const { keeper, ledger } = admin.engine.office;
  await one.engine.office.keeper.take(await keeper.signed([...ledger.chains.all()].map(({ id }) => id)));
}

async function agreed(one: SomeEngine): Promise<void> {
  await vi.waitFor(async () => {
    expect((await one.ask('connections', undefined)).standing).toBe('agreed');
    expect((await admin.ask('connections', undefined)).standing).toBe('agreed');
  }, patiently);
}

/** Lets a device in by files. */
async function byFile(one: SomeEngine, member: string, anew = false): Promise<unknown> {
  const { code } = await admin.ask('invite', { member });
  const request = await one.ask('makeRequest', { code, device: '分理处', anew });
  await admin.ask('readRequest', request);
  return await one.ask('takeAnswer', await admin.ask('admitRequest', request));
}

const failed = async (one: SomeEngine, what: Partial<JoinView>): Promise<void> =>
  await vi.waitFor(
    async () => expect(await joinOf(one)).toMatchObject({ step: 'failed', ...what }),
    patiently,
  );

test('a revoked device that knows it comes in as a new one, keeps what it has and works again', async () => {
  const storage = new MemoryStorage();
  const phone = await engine(desk.url, storage);
  const me = await meOf(admin);
  await letIn(admin, phone, me);
  await admin.write('会议管理办法');
  await vi.waitFor(() => expect(phone.titles()).toEqual(['会议管理办法']), patiently);
  const old = deviceOf(phone);
  await admin.ask('revokeDevice', { device: old });
  await tell(phone);
  expect(await phone.ask('connections', undefined)).toMatchObject({ standing: 'revoked' });
  await phone.write('离线时写的办法');
  await letIn(admin, phone, me);
  const now = deviceOf(phone);
  expect(now).not.toBe(old);
  expect(active().sort()).toEqual([deviceOf(admin), now].sort());
  await agreed(phone);
  await vi.waitFor(() => expect(admin.titles()).toEqual(phone.titles()), patiently);
  expect(phone.titles()).toHaveLength(2);
  // What it signs now counts.
  expect(await meOf(phone)).toBe(me);
  await phone.ask('saveMember', { name: '李强', roles: [] });
  await vi.waitFor(() => expect(admin.engine.office.roster.members.size).toBe(2), patiently);
  // It is the new one after a start too, and its old keys are gone.
  await phone.close();
  engines.splice(engines.indexOf(phone), 1);
  storage.reopen();
  expect((await storage.range('keys', '')).map(({ key }) => key).sort()).toEqual([
    'agreement-1',
    'device-1',
    'turn',
  ]);
  expect((await LedgerKeeper.open(storage)).device).toBe(now);
});

test('one that was away when it was revoked hears it from whom it calls', async () => {
  const storage = new MemoryStorage();
  const before = await SomeEngine.open(desk.url, storage);
  await letIn(admin, before, await meOf(admin));
  await before.close();
  storage.reopen();
  await admin.ask('revokeDevice', { device: deviceOf(before) });
  const phone = await engine(desk.url, storage);
  await vi.waitFor(
    async () => expect((await phone.ask('connections', undefined)).standing).toBe('doubted'),
    patiently,
  );
});

test('one that was away when it was revoked has not heard of it, and comes in as a new one all the same', async () => {
  const storage = new MemoryStorage();
  const before = await SomeEngine.open(desk.url, storage);
  const me = await meOf(admin);
  await letIn(admin, before, me);
  await before.close();
  storage.reopen();
  await admin.ask('revokeDevice', { device: deviceOf(before) });
  const { id, code } = await admin.ask('invite', { member: me });
  const phone = await engine(desk.url, storage);
  expect(await meOf(phone)).toBe(me);
  await expect(phone.ask('join', { code, device: '手机' })).rejects.toMatchObject({
    code: 'office-exists',
  });
  await phone.ask('join', { code, device: '手机', anew: true });
  await vi.waitFor(async () => expect((await joinOf(phone))?.step).toBe('compare'), patiently);
  const { digits } = (await joinOf(phone))!;
  await admin.ask('answerDigits', { of: id, digits: digits!, same: true });
  await phone.ask('answerDigits', { of: 'join', digits: digits!, same: true });
  await vi.waitFor(async () => expect((await joinOf(phone))?.step).toBe('done'), patiently);
  expect(active().sort()).toEqual([deviceOf(admin), deviceOf(phone)].sort());
  await agreed(phone);
});

test('a device whose joining was cut off and that was revoked since is refused by name, and then comes in', async () => {
  const phone = await engine();
  const me = await meOf(admin);
  const first = await phone.ask('makeRequest', {
    code: (await admin.ask('invite', { member: me })).code,
    device: '手机',
  });
  await admin.ask('admitRequest', first);
  // The answer is lost.
  const old = deviceOf(phone);
  await admin.ask('revokeDevice', { device: old });
  const { id, code } = await admin.ask('invite', { member: me });
  await phone.ask('join', { code, device: '手机' });
  await failed(phone, { fault: 'revoked', by: 'there' });
  expect((await admin.ask('pairing', undefined)).admitting).toMatchObject([
    { id, step: 'failed', fault: 'revoked', by: 'here' },
  ]);
  expect(admin.engine.others.admitting.views().invitations[0]).toMatchObject({ id, state: 'open' });
  await phone.ask('join', { code, device: '手机' });
  await vi.waitFor(async () => expect((await joinOf(phone))?.step).toBe('compare'), patiently);
  const { digits } = (await joinOf(phone))!;
  await admin.ask('answerDigits', { of: id, digits: digits!, same: true });
  await phone.ask('answerDigits', { of: 'join', digits: digits!, same: true });
  await vi.waitFor(async () => expect((await joinOf(phone))?.step).toBe('done'), patiently);
  expect(deviceOf(phone)).not.toBe(old);
  expect(active()).toContain(deviceOf(phone));
});

test('a device of another member is refused by name, over a line and by a file; no invitation is spent', async () => {
  const phone = await engine();
  const me = await meOf(admin);
  const { id: other } = await admin.ask('saveMember', { name: '李强', roles: [] });
  const ask = async (member: string) => ({
    ...(await admin.ask('invite', { member })),
    device: '手机',
  });
  // Its joining was cut off.
  await admin.ask('admitRequest', await phone.ask('makeRequest', await ask(me)));
  const { id, ...asked } = await ask(other);
  const request = await phone.ask('makeRequest', asked);
  for (const call of ['readRequest', 'admitRequest'] as const)
    await expect(admin.ask(call, request)).rejects.toMatchObject({ code: 'device-of-other' });
  await phone.ask('join', asked);
  await failed(phone, { fault: 'other-member', by: 'there' });
  expect((await admin.ask('pairing', undefined)).invitations[0]).toMatchObject({ id, state: 'open' });
  await admin.ask('revokeDevice', { device: deviceOf(phone) });
  for (const call of ['readRequest', 'admitRequest'] as const)
    await expect(admin.ask(call, request)).rejects.toMatchObject({ code: 'device-revoked' });
  expect((await admin.ask('pairing', undefined)).invitations[0]).toMatchObject({ id, state: 'open' });
  expect(active()).toEqual([deviceOf(admin)]);
});

test('by a file a revoked device comes in as a new one, whether it has heard or not', async () => {
  const me = await meOf(admin);
  for (const hasHeard of [true, false]) {
    const branch = await SomeEngine.open();
    engines.push(branch);
    await byFile(branch, me);
    const old = deviceOf(branch);
    await admin.ask('revokeDevice', { device: old });
    if (hasHeard) await tell(branch);
    else await expect(byFile(branch, me)).rejects.toMatchObject({ code: 'office-exists' });
    expect(await byFile(branch, me, !hasHeard)).toMatchObject({ memberName: '周明远' });
    expect(deviceOf(branch)).not.toBe(old);
    expect(active()).toContain(deviceOf(branch));
    expect(branch.engine.office.me()).toMatchObject({ member: me });
    await branch.ask('saveMember', { name: '李强', roles: [] });
    await admin.engine.office.keeper.take(
      await branch.engine.office.keeper.signed(
        [...branch.engine.office.ledger.chains.all()].map(({ id }) => id),
      ),
    );
    const members = [...admin.engine.office.roster.members.values()];
    expect(members.filter(({ name }) => name === '李强')).toHaveLength(hasHeard ? 1 : 2);
  }
});

test('a device that nobody has revoked stays what it is, whatever it asked for', async () => {
  const branch = await SomeEngine.open();
  engines.push(branch);
  const me = await meOf(admin);
  await byFile(branch, me);
  const old = deviceOf(branch);
  await expect(byFile(branch, me, true)).rejects.toMatchObject({ code: 'device-not-revoked' });
  expect(deviceOf(branch)).toBe(old);
  expect(branch.engine.office.roster.devices.size).toBe(2);
  expect(branch.engine.office.me()).toMatchObject({ member: me });
});

test('a disk that is full leaves it what it was; tried again, it comes in with the keys that were signed', async () => {
  const storage = new MemoryStorage();
  const branch = await SomeEngine.open(undefined, storage);
  engines.push(branch);
  const me = await meOf(admin);
  await byFile(branch, me);
  const old = deviceOf(branch);
  await admin.ask('revokeDevice', { device: old });
  const { code } = await admin.ask('invite', { member: me });
  const request = await branch.ask('makeRequest', { code, device: '分理处', anew: true });
  const answer = await admin.ask('admitRequest', request);
  const write = storage.write.bind(storage);
  const full = vi.spyOn(storage, 'write').mockImplementation(async (batch, durability) => {
    if (batch.some(({ key }) => key === 'turn')) throw new StorageFull('full');
    await write(batch, durability);
  });
  await expect(branch.ask('takeAnswer', answer)).rejects.toThrow(StorageFull);
  expect(deviceOf(branch)).toBe(old);
  expect(branch.engine.office.me()).toBeUndefined();
  full.mockRestore();
  await branch.ask('takeAnswer', answer);
  expect(active().sort()).toEqual([deviceOf(admin), deviceOf(branch)].sort());
});
