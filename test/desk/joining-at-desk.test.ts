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
  await phone.ask('answerDigits', { of: 'join', same: false });
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

test('an invitation is good once, and a code with a slip is said to be one', async () => {
  const [admin, phone, other] = [await engine(), await engine(), await engine()];
  await admin.found();
  const member = await meOf(admin);
  const { code } = await admin.ask('invite', { member });
  await expect(phone.ask('join', { code: `${code.slice(1)}0`, device: '手机' })).rejects.toMatchObject({
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
  const seen = await admin.ask('readRequest', { bytes: request.bytes });
  expect(seen).toMatchObject({ memberName: '周明远', deviceName: '支部电脑', digits: request.digits });
  const answer = await admin.ask('admitRequest', { bytes: request.bytes });
  const { office } = await admin.ask('office', undefined);
  expect(await branch.ask('takeAnswer', { bytes: answer.bytes })).toEqual({
    officeName: '某办公室',
    memberName: '周明远',
    fingerprint: office!.fingerprint,
  });
  expect((await branch.ask('office', undefined)).me).toMatchObject({ name: '周明远' });
  const bundle = await admin.ask('makeBundle', {});
  const report = await branch.ask('applyBundle', { bytes: bundle.bytes });
  expect(report).toMatchObject({ writerName: '周明远', documents: 2, refused: 0, closed: 0 });
  await vi.waitFor(() => expect(branch.titles()).toEqual(['会议管理办法']), patiently);
  const again = await branch.ask('applyBundle', { bytes: bundle.bytes });
  expect(again).toMatchObject({ entries: 0, documents: 0 });
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
  expect(report).toMatchObject({ officeName: '某办公室', documents: 2, refused: 0 });
  await vi.waitFor(() => expect(fresh.titles()).toEqual(['会议管理办法']), patiently);
  expect((await fresh.ask('office', undefined)).me).toBeUndefined();
  expect((await fresh.ask('connections', undefined)).standing).toBe('apart');
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
  expect((await admin.ask('connections', undefined)).onlyHere).toBe(2);
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
});
