import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { backUp } from '../../src/desk/back-up.ts';
import { main } from '../../src/desk/command-line.ts';
import { restore } from '../../src/desk/restore.ts';
import type { RunningDesk } from '../../src/desk/start-desk.ts';
import { type DeskEngine, startDeskEngine } from '../../src/desk/start-desk-engine.ts';
import { deskWords } from '../../src/desk/words.ts';
import type { Entry } from '../../src/ledger/entry.ts';
import { openFolderStorage } from '../../src/store/folder-storage.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import type { Storage } from '../../src/store/storage.ts';
import { KeptStorage } from './kept-storage.ts';
import { ownDesk, ownFolder, ownTerminal } from './own-desk.ts';
import { letIn, patiently, SomeEngine } from './some-engines.ts';

const words = deskWords({ LC_ALL: 'zh_CN.UTF-8' });

let folder: ReturnType<typeof ownFolder>;
let desk: RunningDesk & { url: string };
let storage: Storage | undefined;
let own: DeskEngine | undefined;
let open: SomeEngine[];
let said: string[];
const at = (name: string): string => `${folder.path}/${name}`;

beforeEach(() => {
  folder = ownFolder();
  said = ownTerminal('zh_CN.UTF-8');
  open = [];
});

afterEach(async () => {
  for (const engine of open) await engine.close();
  await closeDesk();
  folder.remove();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Opens the desk again on its port, over a base. */
async function openDesk(base?: string): Promise<void> {
  const port = desk?.port ?? 0;
  desk = await ownDesk(folder.path, { port, notes: () => ({ awaited: own?.awaited?.length }) });
  if (base === undefined) return;
  storage = await openFolderStorage(at(base));
  const road = { url: desk.url, host: '127.0.0.1', connect: (url: string) => new WebSocket(url) };
  own = await startDeskEngine(storage, desk.hub, road);
}

async function closeDesk(): Promise<void> {
  await desk.close();
  await own?.close();
  await storage?.close();
  own = storage = undefined;
}

async function engine(base: Storage): Promise<SomeEngine> {
  const opened = await SomeEngine.open(desk.url, base);
  open.push(opened);
  return opened;
}

async function close(one: SomeEngine): Promise<void> {
  open = open.filter((other) => other !== one);
  await one.close();
}

const health = async (): Promise<unknown> => (await fetch(`http://127.0.0.1:${desk.port}/health`)).json();

const checkpoints = (of: string, where: SomeEngine['engine']): Entry[] =>
  [...where.office.ledger.chains.all()].filter(
    ({ device, act }) => device === of && act.type === 'checkpoint',
  );

/** An office of a computer and a phone, whose desk is in the folder `base`; `backup` is from before it said anything. */
async function someOffice(admins: Storage, phones: Storage): Promise<[SomeEngine, SomeEngine]> {
  await openDesk();
  const [admin, phone] = [await engine(admins), await engine(phones)];
  await admin.found();
  await letIn(admin, phone, (await admin.ask('office', undefined)).me!.member);
  const { id } = await admin.ask('saveMember', { name: '服务台', roles: [] });
  const device = await engine(await openFolderStorage(at('base')));
  await letIn(admin, device, id, '主机');
  // Whoever does not know the desk does not speak to it.
  await vi.waitFor(() => expect(phone.engine.office.roster.devices.size).toBe(3), patiently);
  await close(device);
  backUp(at('base'), at('backup'));
  return [admin, phone];
}

test('a desk that was restored waits for all, says for whom, and goes on behind what it had said', async () => {
  const storages = [new KeptStorage(), new KeptStorage()] as const;
  let [admin, phone] = await someOffice(...storages);
  await closeDesk();
  await openDesk('base');
  const device = own!.engine.office.keeper.device!;
  await admin.ask('saveMember', { name: '王芳', roles: [] });
  await vi.waitFor(() => expect(checkpoints(device, phone.engine)).toHaveLength(1), patiently);
  expect(await health()).not.toHaveProperty('restored');
  // Disk and phone are gone; what was said last is on the phone and on the computer.
  await closeDesk();
  await close(phone);
  await close(admin);
  await restore(at('backup'), at('again'));
  await openDesk('again');
  expect(own!.engine.office.keeper.device).toBe(device);
  expect(own!.awaited?.toSorted()).toEqual(['周明远 台式机', '周明远 手机']);
  expect(await health()).toMatchObject({ ok: true, restored: { signs: false, waitsForDevices: 2 } });

  admin = await engine(storages[0]);
  await vi.waitFor(() => expect(own!.awaited).toEqual(['周明远 手机']), patiently);
  await admin.ask('saveMember', { name: '李静', roles: [] });
  await vi.waitFor(async () => {
    expect((await admin.ask('connections', undefined)).standing).toBe('agreed');
    expect(own!.engine.office.roster.members.size).toBe(4);
  }, patiently);

  const caughtUp = vi.fn();
  own!.onCaughtUp = caughtUp;
  phone = await engine(storages[1]);
  await vi.waitFor(() => expect(caughtUp).toHaveBeenCalledOnce(), patiently);
  expect(own!.awaited).toBeUndefined();
  expect(await health()).not.toHaveProperty('restored');
  await vi.waitFor(() => expect(checkpoints(device, admin.engine)).toHaveLength(2), patiently);
  for (const one of [admin.engine, phone.engine, own!.engine])
    expect(one.office.ledger.chains.forks()).toEqual([]);
}, 60_000);

async function runOnce(...args: string[]): Promise<string> {
  said.length = 0;
  const free = ['--host', '127.0.0.1', '--port', '0', '--stun-port', '0'];
  const stopped = main(['desk', ...free, '--data', at('again'), ...args]);
  await expect.poll(() => said.includes(words.howToStop), { timeout: 20_000 }).toBe(true);
  process.emit('SIGTERM');
  expect(await stopped).toBe(0);
  return said.join('\n');
}

test('whoever runs it reads for whom it waits, and can say that nothing is lost', async () => {
  await someOffice(new MemoryStorage(), new MemoryStorage());
  await closeDesk();
  expect(await main(['restore', at('backup'), '--data', at('again')])).toBe(0);
  for (let start = 0; start < 2; start++) {
    const text = await runOnce();
    for (const part of ['周明远 台式机', '周明远 手机', '--nothing-lost']) expect(text).toContain(part);
  }
  expect(await runOnce('--nothing-lost')).not.toContain('周明远');
  expect(await runOnce()).not.toContain('周明远');
}, 60_000);
