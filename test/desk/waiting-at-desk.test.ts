import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunningDesk } from '../../src/desk/start-desk.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { ownDesk, ownFolder } from './own-desk.ts';
import { letIn, patiently, SomeEngine } from './some-engines.ts';

let folder: ReturnType<typeof ownFolder>;
let desk: RunningDesk & { url: string };
const on = '2026-03-02';

beforeEach(async () => {
  folder = ownFolder();
  desk = await ownDesk(folder.path);
});

afterEach(async () => {
  await desk.close();
  folder.remove();
});

test('what is confirmed without a network says so, goes out with the next line, and says that', async () => {
  const admin = await SomeEngine.open(desk.url);
  const kept = new MemoryStorage();
  let phone = await SomeEngine.open(desk.url, kept);
  await admin.found();
  for (const title of ['考勤规定', '用车规定']) await admin.write(title);
  await admin.ask('registerAll', { secrecy: '周明远', on });
  const { id: colleague } = await admin.ask('saveMember', { name: '吴晓', roles: [] });
  await letIn(admin, phone, colleague);
  const editions = [...admin.engine.office.ledger.chains.all()].flatMap(({ id, act }) =>
    act.type === 'publish' ? [{ publish: id, edition: act.edition }] : [],
  );
  const audience = { units: [], posts: [], roles: [], members: [colleague], except: [] };
  await admin.engine.office.keeper.say({
    type: 'circulate',
    editions,
    audience,
    level: 'read',
    order: 'together',
  });
  const line = await vi.waitFor(async () => {
    const [one] = await phone.ask('waiting', { on });
    expect(one!.editions.map(({ isMissing }) => isMissing)).toEqual([undefined, undefined]);
    return one!;
  }, patiently);
  expect(line.by).toBe('周明远');
  expect(await admin.ask('waiting', { on })).toEqual([]);
  const confirm = (at: number): ReturnType<typeof phone.ask<'acknowledge'>> =>
    phone.ask('acknowledge', {
      circulation: line.circulation,
      asked: line.editions[at]!.asked,
      edition: line.editions[at]!.edition,
      statement: '已阅。',
    });
  const reached = async (entry: string): Promise<string | undefined> =>
    (await phone.ask('readings', undefined)).find((one) => one.entry === entry)?.reached?.device;
  const first = await confirm(0);
  await vi.waitFor(async () => expect(await reached(first.entry)).toBe('台式机'), patiently);
  await phone.close();
  kept.reopen();

  // The same phone where there is no network.
  phone = await SomeEngine.open(undefined, kept);
  const second = await confirm(1);
  expect(second.reached).toBeUndefined();
  expect(await phone.ask('waiting', { on })).toEqual([]);
  expect(await reached(first.entry)).toBe('台式机');
  await phone.close();
  kept.reopen();

  phone = await SomeEngine.open(desk.url, kept);
  expect(await reached(second.entry)).toBeUndefined();
  await vi.waitFor(async () => expect(await reached(second.entry)).toBe('台式机'), patiently);
  const record = admin.engine.circulating.book.circulations.of(line.circulation)!;
  expect(record.read.get(colleague)?.size).toBe(2);
  await phone.close();
  await admin.close();
});
