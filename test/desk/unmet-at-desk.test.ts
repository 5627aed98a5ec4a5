import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunningDesk } from '../../src/desk/start-desk.ts';
import { ownDesk, ownFolder } from './own-desk.ts';
import { patiently, SomeEngine } from './some-engines.ts';

let folder: ReturnType<typeof ownFolder>;
let desk: RunningDesk & { url: string };
let engines: SomeEngine[];

beforeEach(async () => {
  folder = ownFolder();
  desk = await ownDesk(folder.path);
  engines = [];
});

afterEach(async () => {
  vi.useRealTimers();
  for (const engine of engines) await engine.close();
  await desk.close();
  folder.remove();
});

async function engine(url?: string): Promise<SomeEngine> {
  const opened = await SomeEngine.open(url);
  engines.push(opened);
  return opened;
}

test('whom the others do not know yet is told so after a while', async () => {
  // The admin comes to no desk: one device is let in after the other by file, so that the first has not heard of the second.
  const admin = await engine();
  await admin.found();
  const { member } = (await admin.ask('office', undefined)).me!;
  const letInByFile = async (device: string): Promise<SomeEngine> => {
    const one = await engine(desk.url);
    const { code } = await admin.ask('invite', { member });
    const request = await one.ask('makeRequest', { code, device });
    await one.ask('takeAnswer', await admin.ask('admitRequest', request));
    return one;
  };
  await letInByFile('先来的');
  const second = await letInByFile('后来的');
  const seen = async () => {
    const { devices } = await second.ask('connections', undefined);
    return devices.find(({ name }) => name === '先来的')!;
  };
  await vi.waitFor(async () => expect(await seen()).toMatchObject({ present: true }), patiently);
  expect((await seen()).unmet).toBeUndefined();
  vi.useFakeTimers({ toFake: ['Date'] });
  await vi.waitFor(async () => {
    vi.setSystemTime(Date.now() + 31_000);
    expect(await seen()).toMatchObject({ present: true, unmet: true });
  }, patiently);
});

test('a desk that is tried in vain says when', async () => {
  const { url } = desk;
  await desk.close();
  const lonely = await engine(url);
  await lonely.found();
  const state = async () => (await lonely.ask('connections', undefined)).desk;
  await vi.waitFor(async () => expect((await state()).triedAt).toBeTypeOf('number'), patiently);
  const { triedAt } = await state();
  await lonely.ask('reconnect', undefined);
  await vi.waitFor(async () => expect((await state()).triedAt).toBeGreaterThan(triedAt!), patiently);
});
