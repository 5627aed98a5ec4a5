import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { RunningDesk } from '../../src/desk/start-desk.ts';
import { type DeskEngine, startDeskEngine } from '../../src/desk/start-desk-engine.ts';
import { openFolderStorage } from '../../src/store/folder-storage.ts';
import type { Storage } from '../../src/store/storage.ts';
import { KeptStorage } from './kept-storage.ts';
import { ownDesk, ownFolder } from './own-desk.ts';
import { letIn, patiently, SomeEngine } from './some-engines.ts';

let folder: ReturnType<typeof ownFolder>;
let desk: RunningDesk & { url: string };
let storage: Storage | undefined;
let own: DeskEngine | undefined;
let open: SomeEngine[];

beforeEach(() => {
  folder = ownFolder();
  open = [];
});

afterEach(async () => {
  for (const engine of open) await engine.close();
  await desk.close();
  await own?.close();
  await storage?.close();
  folder.remove();
});

async function engine(base: Storage): Promise<SomeEngine> {
  const opened = await SomeEngine.open(desk.url, base);
  open.push(opened);
  return opened;
}

async function close(one: SomeEngine): Promise<void> {
  open = open.filter((other) => other !== one);
  await one.close();
}

test('who was away when the desk was admitted meets the others through it, and hears of it from them', async () => {
  desk = await ownDesk(folder.path, {});
  const [admins, phones] = [new KeptStorage(), new KeptStorage()];
  const [admin, phone] = [await engine(admins), await engine(phones)];
  await admin.found();
  await letIn(admin, phone, (await admin.ask('office', undefined)).me!.member);
  await close(phone);
  const { id } = await admin.ask('saveMember', { name: '服务台', roles: [] });
  const device = await engine(await openFolderStorage(`${folder.path}/base`));
  await letIn(admin, device, id, '主机');
  await close(device);
  const { port } = desk;
  await desk.close();
  desk = await ownDesk(folder.path, { port });
  storage = await openFolderStorage(`${folder.path}/base`);
  own = await startDeskEngine(storage, desk.hub, {
    url: desk.url,
    host: '127.0.0.1',
    connect: (url: string) => new WebSocket(url),
  });
  const again = await engine(phones);
  await vi.waitFor(() => expect(again.engine.office.roster.devices.size).toBe(3), patiently);
  const known = own.engine.office.keeper.device!;
  await vi.waitFor(async () => {
    const { devices } = await again.ask('connections', undefined);
    expect(devices.find(({ device: other }) => other === known)?.line?.phase).toBe('agreed');
  }, patiently);
});
