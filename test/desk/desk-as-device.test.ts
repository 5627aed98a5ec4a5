import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { joinAtTerminal } from '../../src/desk/join-command.ts';
import type { RunningDesk } from '../../src/desk/start-desk.ts';
import { type DeskEngine, startDeskEngine } from '../../src/desk/start-desk-engine.ts';
import { deskWords } from '../../src/desk/words.ts';
import { openFolderStorage } from '../../src/store/folder-storage.ts';
import type { Storage } from '../../src/store/storage.ts';
import { ownDesk, ownFolder, ownTerminal } from './own-desk.ts';
import { letIn, patiently, SomeEngine } from './some-engines.ts';

const words = deskWords({ LC_ALL: 'zh_CN.UTF-8' });

let folder: ReturnType<typeof ownFolder>;
let desk: RunningDesk & { url: string };
let storage: Storage;
let own: DeskEngine;
let engines: SomeEngine[];
let said: string[];

beforeEach(async () => {
  folder = ownFolder();
  said = ownTerminal('zh_CN.UTF-8');
  engines = [];
  await openDesk();
});

afterEach(async () => {
  for (const engine of engines) await engine.close();
  await closeDesk();
  folder.remove();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

async function openDesk(port = 0): Promise<void> {
  desk = await ownDesk(folder.path, { port });
  storage = await openFolderStorage(`${folder.path}/base`);
  const road = { url: desk.url, host: '127.0.0.1', connect: (url: string) => new WebSocket(url) };
  own = await startDeskEngine(storage, desk.hub, road);
}

async function closeDesk(): Promise<void> {
  await desk.close();
  await own.close();
  await storage.close();
}

async function engine(): Promise<SomeEngine> {
  const opened = await SomeEngine.open(desk.url);
  engines.push(opened);
  return opened;
}

const meOf = async (one: SomeEngine): Promise<string> => (await one.ask('office', undefined)).me!.member;

/** The desk joins as a device of a member of its own; who sits at its terminal types what they see. */
async function joinDesk(admin: SomeEngine): Promise<void> {
  const { id: member } = await admin.ask('saveMember', { name: '服务台', roles: [] });
  const { id, code } = await admin.ask('invite', { member });
  const terminal = new PassThrough();
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(terminal as never);
  const joined = joinAtTerminal(own, code, words, new AbortController().signal);
  const { digits } = await vi.waitFor(async () => {
    const { admitting } = await admin.ask('pairing', undefined);
    expect(admitting).toMatchObject([{ step: 'compare', memberName: '服务台' }]);
    expect(said.join('\n')).toContain(admitting[0]!.digits.slice(3));
    return admitting[0]!;
  }, patiently);
  expect(said.join('\n')).toContain(`${digits.slice(0, 3)} ${digits.slice(3)}`);
  terminal.write('y\n');
  await admin.ask('answerDigits', { of: id, digits, same: true });
  await joined;
  await admin.ask('endPairing', { of: id });
}

test('a desk joins an office, keeps what it has and hands it to who comes when nobody else is there', async () => {
  const [admin, phone] = [await engine(), await engine()];
  await admin.found();
  await letIn(admin, phone, await meOf(admin));
  await phone.close();
  engines.splice(1, 1);
  await joinDesk(admin);
  expect(said.at(-1)).toContain('某办公室');
  await admin.write('会议管理办法');
  await vi.waitFor(async () => {
    const view = await admin.ask('connections', undefined);
    expect(view).toMatchObject({ standing: 'agreed', onlyHere: 0, desk: { isDevice: true } });
    expect(view.devices[0]).toMatchObject({ memberName: '服务台', line: { way: 'desk' } });
  }, patiently);
  expect(desk.hub.hasOffice).toBe(true);

  // The desk is shut down and opened again with what it kept; the admin is gone.
  await admin.close();
  engines.splice(0, 1);
  await closeDesk();
  await openDesk();
  await vi.waitFor(() => expect(desk.hub.hasOffice).toBe(true), patiently);
  expect(own.engine.shelf('2026-01-01')).toMatchObject([{ title: '会议管理办法' }]);
}, 60_000);

test('a desk that learns at the terminal that it is revoked asks as a new device, with the same code', async () => {
  const admin = await engine();
  await admin.found();
  const { alg, key, id } = await own.engine.office.keeper.makeDevice();
  const member = await meOf(admin);
  await admin.engine.office.change([{ op: 'device', id, member, alg, key, name: '旧台', kind: 'device' }]);
  await admin.ask('revokeDevice', { device: id });
  await joinDesk(admin);
  expect(said.at(-1)).toContain('某办公室');
  expect(own.engine.office.keeper.device).not.toBe(id);
  expect(own.engine.office.me()).toBeDefined();
  expect(desk.hub.hasOffice).toBe(true);
});

test('what is signed is witnessed by the desk, and devices meet in its room', async () => {
  const [admin, phone] = [await engine(), await engine()];
  await admin.found();
  await letIn(admin, phone, await meOf(admin));
  await joinDesk(admin);
  const { ledger } = own.engine.office.keeper;
  await vi.waitFor(() => {
    expect([...ledger!.chains.all()].some(({ act }) => act.type === 'checkpoint')).toBe(true);
  }, patiently);
  await vi.waitFor(async () => {
    const { devices } = await phone.ask('connections', undefined);
    expect(devices).toHaveLength(2);
    expect(devices.map(({ line }) => line?.phase)).toEqual(['agreed', 'agreed']);
  }, patiently);
}, 60_000);

test('who is not of the office is let into its room by nobody', async () => {
  const [admin, stranger] = [await engine(), await engine()];
  await admin.found();
  await joinDesk(admin);
  const { office } = admin.engine.office.ledger;
  // Somebody who knows the name of the room, and nothing else.
  const { officeRoom } = await import('../../src/sync/presence.ts');
  const { encodeToDesk, decodeFromDesk } = await import('../../src/sync/rendezvous.ts');
  const { RawClient } = await import('./own-desk.ts');
  const raw = await new RawClient(desk.url).opened();
  raw.say(encodeToDesk({ kind: 'enter', room: officeRoom(office), presence: new Uint8Array(32) }));
  await raw.until(() => raw.heard.length > 0);
  expect(decodeFromDesk(raw.heard[0]!)).toMatchObject({ kind: 'welcome' });
  await admin.write('会议管理办法');
  await vi.waitFor(async () => {
    expect((await admin.ask('connections', undefined)).standing).toBe('agreed');
  }, patiently);
  // Nobody was introduced to it, nor it to anybody.
  expect(raw.heard).toHaveLength(1);
  raw.socket.close();
  expect(stranger.titles()).toEqual([]);
}, 60_000);
