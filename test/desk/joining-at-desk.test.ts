import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunningDesk } from '../../src/desk/start-desk.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { ownDesk, ownFolder } from './own-desk.ts';
import { letIn, patiently, SomeEngine } from './some-engines.ts';

let folder: ReturnType<typeof ownFolder>;
let desk: RunningDesk & { url: string };
let engines: SomeEngine[];

beforeEach(async () => {
  folder = ownFolder();
  desk = await ownDesk(folder.path);
  engines = [];
});

afterEach(async () => {
  for (const engine of engines) await engine.close();
  await desk.close();
  folder.remove();
});

async function engine(
  at: string | (() => string | undefined) = desk.url,
  storage?: MemoryStorage,
): Promise<SomeEngine> {
  const opened = await SomeEngine.open(at, storage);
  engines.push(opened);
  return opened;
}

const meOf = async (one: SomeEngine): Promise<string> => (await one.ask('office', undefined)).me!.member;

test('a phone is let in, gets everything and gives what it has', async () => {
  const [admin, phone] = [await engine(), await engine()];
  await admin.found();
  await admin.write('会议管理办法');
  await phone.write('手机上的办法');
  await letIn(admin, phone, await meOf(admin));
  await vi.waitFor(() => {
    expect(phone.titles()).toEqual(['会议管理办法', '手机上的办法']);
    expect(admin.titles()).toEqual(phone.titles());
  }, patiently);
  await vi.waitFor(async () => {
    const view = await phone.ask('connections', undefined);
    expect(view).toMatchObject({ standing: 'agreed', onlyHere: 0, desk: { state: 'open', isDevice: false } });
    expect(view.devices).toMatchObject([{ name: '台式机', mine: true, line: { phase: 'agreed' } }]);
  }, patiently);
  expect((await admin.ask('pairing', undefined)).invitations).toMatchObject([{ state: 'used' }]);
  // What has come can be found.
  await vi.waitFor(async () => {
    const found = await phone.ask('find', { query: '会议管理办法的要求', on: '2026-01-01', limit: 5 });
    expect(found.hits[0]).toMatchObject({ title: '会议管理办法' });
  }, patiently);
});

test('a desk in whose place another answered is found when the network is back', async () => {
  let url: string | undefined;
  const [admin, phone] = [await engine(() => url), await engine(() => url)];
  await admin.found();
  const { code } = await admin.ask('invite', { member: await meOf(admin) });
  const stateOf = async (): Promise<string> => (await admin.ask('connections', undefined)).desk.state;
  await vi.waitFor(async () => expect(await stateOf()).toBe('none'), patiently);
  await phone.ask('join', { code, device: '手机' });
  expect((await phone.ask('pairing', undefined)).join).toMatchObject({ step: 'failed', fault: 'no-desk' });
  url = desk.url;
  await admin.ask('reconnect', undefined);
  await vi.waitFor(async () => expect(await stateOf()).toBe('open'), patiently);
  // There the one who was invited is waited for, and who tries again looks for the desk again.
  await phone.ask('join', { code, device: '手机' });
  await vi.waitFor(async () => {
    expect((await phone.ask('pairing', undefined)).join?.step).toBe('compare');
  }, patiently);
});

test('digits that differ let nobody in, and the invitation can be tried again', async () => {
  const [admin, phone] = [await engine(), await engine()];
  await admin.found();
  const { id, code } = await admin.ask('invite', { member: await meOf(admin) });
  await phone.ask('join', { code, device: '手机' });
  await vi.waitFor(async () => {
    expect((await admin.ask('pairing', undefined)).admitting).toMatchObject([{ step: 'compare' }]);
    expect((await phone.ask('pairing', undefined)).join?.step).toBe('compare');
  }, patiently);
  const { join } = await phone.ask('pairing', undefined);
  await phone.ask('answerDigits', { of: 'join', digits: join!.digits!, same: false });
  await vi.waitFor(async () => {
    const { admitting } = await admin.ask('pairing', undefined);
    expect(admitting).toMatchObject([{ step: 'failed', fault: 'digits-differ', by: 'there' }]);
  }, patiently);
  expect(await phone.ask('pairing', undefined)).toMatchObject({
    join: { step: 'failed', fault: 'digits-differ', by: 'here' },
  });
  expect(admin.engine.office.roster.devices.size).toBe(1);
  expect((await phone.ask('office', undefined)).office).toBeUndefined();
  await phone.ask('join', { code, device: '手机' });
  await vi.waitFor(async () => {
    expect((await admin.ask('pairing', undefined)).admitting).toMatchObject([{ id, step: 'compare' }]);
  }, patiently);
});

/** One sign of it is another one: every such slip is seen, as it is one in thirty-two of greater ones that is not. */
const withSlip = (code: string): string => code.slice(0, -1) + (code.endsWith('0') ? '1' : '0');

test('an invitation is good once, and a code with a slip is said to be one', async () => {
  const [admin, phone, other] = [await engine(), await engine(), await engine()];
  await admin.found();
  const member = await meOf(admin);
  const { code } = await admin.ask('invite', { member });
  await expect(phone.ask('join', { code: withSlip(code), device: '手机' })).rejects.toMatchObject({
    code: 'bad-invitation',
  });
  await letIn(admin, phone, member);
  const [used] = (await admin.ask('pairing', undefined)).invitations;
  expect(used?.state).toBe('used');
  await admin.ask('cancelInvitation', { id: used!.id });
  expect((await admin.ask('pairing', undefined)).invitations).toHaveLength(1);
  expect(await other.ask('pairing', undefined)).toEqual({ invitations: [], admitting: [] });
});

test('without a desk the new device is told so', async () => {
  const [admin, phone] = [await engine(), await SomeEngine.open()];
  engines.push(phone);
  await admin.found();
  const { code } = await admin.ask('invite', { member: await meOf(admin) });
  await phone.ask('join', { code, device: '手机' });
  expect(await phone.ask('pairing', undefined)).toMatchObject({ join: { step: 'failed', fault: 'no-desk' } });
});

test('a device is let in by files, without a network', async () => {
  const [admin, branch] = [await engine(), await SomeEngine.open()];
  engines.push(branch);
  await admin.found();
  await admin.write('会议管理办法');
  const { code } = await admin.ask('invite', { member: await meOf(admin) });
  const request = await branch.ask('makeRequest', { code, device: '支部电脑' });
  expect(request.name).toMatch(/^支部电脑-[0-9a-f]{4}-\d{4}-\d\d-\d\d\.guiju-request\.json$/);
  const seen = await admin.ask('readRequest', { bytes: request.bytes });
  expect(seen).toMatchObject({ memberName: '周明远', deviceName: '支部电脑', digits: request.digits });
  const answer = await admin.ask('admitRequest', { bytes: request.bytes });
  const answerName = request.name.replace('.guiju-request.json', '.guiju-answer');
  expect(answer.name).toBe(`周明远-${answerName}`);
  const { office } = await admin.ask('office', undefined);
  expect(await branch.ask('takeAnswer', { bytes: answer.bytes })).toEqual({
    officeName: '某办公室',
    memberName: '周明远',
    fingerprint: office!.fingerprint,
  });
  expect((await branch.ask('office', undefined)).me).toMatchObject({ name: '周明远' });
  const bundle = await admin.ask('makeBundle', {});
  const report = await branch.ask('applyBundle', { bytes: bundle.bytes });
  expect(report).toMatchObject({ writerName: '周明远', texts: 1, others: 0, refused: 0, closed: 0 });
  await vi.waitFor(() => expect(branch.titles()).toEqual(['会议管理办法']), patiently);
  const again = await branch.ask('applyBundle', { bytes: bundle.bytes });
  expect(again).toMatchObject({ entries: 0, texts: 0, others: 0 });
});

test('a second device of one name gets a number from the admin, however it comes', async () => {
  const [admin, first] = [await engine(), await engine()];
  const byFile = await SomeEngine.open();
  engines.push(byFile);
  await admin.found();
  await letIn(admin, first, await meOf(admin), '台式机');
  const { code } = await admin.ask('invite', { member: await meOf(admin) });
  const request = await byFile.ask('makeRequest', { code, device: '台式机' });
  expect((await admin.ask('admitRequest', request)).name).toContain('台式机-3');
  const { members } = await admin.ask('office', undefined);
  expect(members[0]!.devices.map(({ name }) => name)).toEqual(['台式机', '台式机 2', '台式机 3']);
});

test('a backup brings everything back on a new device', async () => {
  const [old, fresh] = [await engine(), await SomeEngine.open()];
  engines.push(fresh);
  await old.found();
  await old.write('会议管理办法');
  const { bytes } = await old.ask('makeBackup', { passphrase: '一只老虎穿过马路' });
  await expect(fresh.ask('restoreBackup', { bytes, passphrase: '两只老虎' })).rejects.toMatchObject({
    code: 'wrong-passphrase',
  });
  expect(fresh.titles()).toEqual([]);
  const report = await fresh.ask('restoreBackup', { bytes, passphrase: '一只老虎穿过马路' });
  expect(report).toMatchObject({ officeName: '某办公室', texts: 1, others: 0, refused: 0 });
  await vi.waitFor(() => expect(fresh.titles()).toEqual(['会议管理办法']), patiently);
  expect((await fresh.ask('office', undefined)).me).toBeUndefined();
  expect((await fresh.ask('connections', undefined)).standing).toBe('outside');
}, 60_000);

test('a device that was let go ends its line, and one that slept comes again by itself', async () => {
  const storage = new MemoryStorage();
  const [admin, phone] = [await engine(), await SomeEngine.open(desk.url, storage)];
  await admin.found();
  await letIn(admin, phone, await meOf(admin));
  await vi.waitFor(async () => {
    expect((await admin.ask('connections', undefined)).devices[0]?.line?.phase).toBe('agreed');
  }, patiently);
  await phone.close();
  storage.reopen();
  await vi.waitFor(async () => {
    expect(await admin.ask('connections', undefined)).toMatchObject({ standing: 'alone' });
  }, patiently);
  await admin.write('其间写的办法');
  expect((await admin.ask('connections', undefined)).onlyHere).toBe(1);
  const [written] = admin.engine.shelf('2026-01-01');
  const read = () => admin.ask('read', { rule: written!.id, on: '2026-01-01' });
  expect((await read()).onlyHere).toBe(true);
  const again = await engine(desk.url, storage);
  await vi.waitFor(() => expect(again.titles()).toEqual(['其间写的办法']), patiently);
  await vi.waitFor(async () => expect((await read()).onlyHere).toBeUndefined(), patiently);
  const { device } = (await again.ask('office', undefined)).me!;
  await admin.ask('revokeDevice', { device });
  await vi.waitFor(async () => {
    expect((await admin.ask('connections', undefined)).devices).toEqual([]);
    const [other] = (await again.ask('connections', undefined)).devices;
    expect(other).toMatchObject({ ended: 'revoked' });
    expect(other?.line).toBeUndefined();
  }, patiently);
  // The entry that says so never comes to it: that it was said is all it has, and that is there after a start too.
  const doubted = { standing: 'doubted', devices: [{ ended: 'revoked' }] };
  expect(await again.ask('connections', undefined)).toMatchObject(doubted);
  expect((await again.ask('office', undefined)).me).toMatchObject({ device });
  await again.close();
  engines = engines.filter((one) => one !== again);
  storage.reopen();
  const woken = await engine(desk.url, storage);
  expect(await woken.ask('connections', undefined)).toMatchObject(doubted);
  // It is let in anew, and nobody doubts it any more.
  await letIn(admin, woken, await meOf(admin), '手机', true);
  await vi.waitFor(async () => {
    expect((await woken.ask('connections', undefined)).standing).toBe('agreed');
  }, patiently);
  expect(await storage.get('kv', 'said-revoked')).toBeUndefined();
}, 60_000);

test('a claim that a device is revoked is forgotten when an admin has signed otherwise', async () => {
  const storage = new MemoryStorage();
  const [admin, phone] = [await engine(), await SomeEngine.open(undefined, storage)];
  await admin.found();
  const member = await meOf(admin);
  const byFile = async (one: SomeEngine, anew: boolean): Promise<void> => {
    const { code } = await admin.ask('invite', { member });
    const { bytes } = await one.ask('makeRequest', { code, device: '手机', anew });
    const answer = await admin.ask('admitRequest', { bytes });
    await one.ask('takeAnswer', { bytes: answer.bytes });
  };
  await byFile(phone, false);
  const { device } = (await phone.ask('office', undefined)).me!;
  await phone.close();
  storage.reopen();
  // As a device of some member would have it.
  const value = { of: device, by: 'f'.repeat(64) };
  await storage.write([{ room: 'kv', key: 'said-revoked', value }], 'strict');
  const again = await engine('ws://127.0.0.1:9', storage);
  expect((await again.ask('connections', undefined)).standing).toBe('doubted');
  await expect(byFile(again, true)).rejects.toMatchObject({ code: 'device-not-revoked' });
  expect((await again.ask('connections', undefined)).standing).toBe('alone');
  expect((await again.ask('office', undefined)).me).toMatchObject({ device });
});

test('a request that was made is there after a start, with its digits, until it is answered', async () => {
  const storage = new MemoryStorage();
  const [admin, branch] = [await engine(), await SomeEngine.open(undefined, storage)];
  await admin.found();
  const { code } = await admin.ask('invite', { member: await meOf(admin) });
  const { bytes, digits } = await branch.ask('makeRequest', { code, device: '支部电脑' });
  await branch.close();
  storage.reopen();
  const again = await SomeEngine.open(undefined, storage);
  engines.push(again);
  expect((await again.ask('pairing', undefined)).request).toMatchObject({ digits, name: '支部电脑' });
  const answer = await admin.ask('admitRequest', { bytes });
  await again.ask('takeAnswer', { bytes: answer.bytes });
  expect((await again.ask('pairing', undefined)).request).toBeUndefined();
  await expect(again.ask('takeAnswer', { bytes: answer.bytes })).rejects.toMatchObject({ code: 'not-found' });
});
