import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { patiently, SomeEngine } from './some-engines.ts';

let admin: SomeEngine;
let branch: SomeEngine;

/** Two devices of one office that meet only by files. */
beforeEach(async () => {
  [admin, branch] = [await SomeEngine.open(), await SomeEngine.open()];
  await admin.found();
  const { member } = (await admin.ask('office', undefined)).me!;
  const { code } = await admin.ask('invite', { member });
  const request = await branch.ask('makeRequest', { code, device: '分理处' });
  await branch.ask('takeAnswer', await admin.ask('admitRequest', request));
});

afterEach(async () => {
  await admin.close();
  await branch.close();
});

const onlyHere = async (): Promise<number> => (await admin.ask('connections', undefined)).onlyHere;

async function isOnlyHere(title: string): Promise<boolean | undefined> {
  const row = admin.engine.shelf('2026-01-01').find((one) => one.title === title)!;
  return (await admin.ask('read', { rule: row.id, on: '2026-01-01' })).onlyHere;
}

test('bundles that follow on each other bring everything, each only what is new', async () => {
  await admin.write('会议管理办法');
  const first = await admin.ask('nextBundle', {});
  expect(first.name).toMatch(/\.guiju$/);
  expect(await branch.ask('applyBundle', first)).toMatchObject({ texts: 1, others: 0 });
  await admin.write('印章管理办法');
  const second = await admin.ask('nextBundle', { after: first.mark });
  expect(second.mark.at).toBeGreaterThanOrEqual(first.mark.at);
  expect(await branch.ask('applyBundle', second)).toMatchObject({ texts: 1, others: 0 });
  await vi.waitFor(() => expect(branch.titles()).toEqual(['会议管理办法', '印章管理办法']), patiently);
  // What changed less than an hour before is taken along to be on the safe side, so the mark is put a day later.
  const later = { ...second.mark, at: second.mark.at + 24 * 60 * 60_000 };
  const third = await admin.ask('nextBundle', { after: later });
  const report = await branch.ask('applyBundle', third);
  expect(report.known).toBeLessThan((await branch.ask('applyBundle', second)).known);
});

test('what is in a bundle is only here until somebody says that the bundle is where it should be', async () => {
  await admin.write('会议管理办法');
  const { mark } = await admin.ask('nextBundle', {});
  expect(await onlyHere()).toBe(1);
  expect(await isOnlyHere('会议管理办法')).toBe(true);
  vi.useFakeTimers({ toFake: ['Date'], now: mark.at + 1000 });
  try {
    // What is written while a bundle is on its way to the folder is not in it.
    await admin.write('印章管理办法');
    await admin.ask('bundleKept', { mark });
    expect(await onlyHere()).toBe(1);
    expect(await isOnlyHere('会议管理办法')).toBeUndefined();
    expect(await isOnlyHere('印章管理办法')).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});

test('a device in no office makes none, and says of no text that it is only here', async () => {
  const alone = await SomeEngine.open();
  try {
    await alone.write('会议管理办法');
    await expect(alone.ask('nextBundle', {})).rejects.toMatchObject({
      code: 'bad-bundle',
      message: 'not-admitted',
    });
    const [row] = alone.engine.shelf('2026-01-01');
    expect((await alone.ask('read', { rule: row!.id, on: '2026-01-01' })).onlyHere).toBeUndefined();
  } finally {
    await alone.close();
  }
});
