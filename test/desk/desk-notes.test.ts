import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeskNotes } from '../../src/desk/desk-metrics.ts';
import type { RunningDesk } from '../../src/desk/start-desk.ts';
import { ownDesk, ownFolder } from './own-desk.ts';

let folder: ReturnType<typeof ownFolder>;
let desk: RunningDesk;
let notes: DeskNotes = {};
beforeEach(async () => {
  folder = ownFolder();
  desk = await ownDesk(folder.path, { notes: () => notes });
});
afterEach(async () => {
  await desk.close();
  folder.remove();
});

const page = async (path: string): Promise<string> =>
  (await fetch(`http://127.0.0.1:${desk.port}${path}`)).text();

test('what whoever runs the desk may have to do something about is in its pages as long as it is so', async () => {
  const until = Date.parse('2036-11-26');
  notes = { awaited: 3, authority: { is: 'ending', from: 0, until } };
  expect(JSON.parse(await page('/health'))).toMatchObject({
    ok: true,
    restored: { signs: false, waitsForDevices: 3 },
    authority: { is: 'ending', until: '2036-11-26T00:00:00.000Z' },
  });
  const metrics = await page('/metrics');
  expect(metrics).toMatch(/^guiju_desk_catching_up 1$/m);
  expect(metrics).toMatch(/^guiju_desk_awaited_devices 3$/m);
  expect(metrics).toMatch(new RegExp(`^guiju_desk_authority_end_timestamp_seconds ${until / 1000}$`, 'm'));
  notes = {};
  const health = JSON.parse(await page('/health')) as object;
  expect(health).not.toHaveProperty('restored');
  expect(health).not.toHaveProperty('authority');
  const quiet = await page('/metrics');
  expect(quiet).toMatch(/^guiju_desk_catching_up 0$/m);
  expect(quiet).not.toContain('authority');
});
