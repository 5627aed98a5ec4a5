import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { bringIn } from './office.ts';
import { OwnDevice, ownFolder } from './two-devices.ts';

/** Paths of the logs of the browser's databases. */
function logs(profile: string): string[] {
  const databases = join(profile, 'Default', 'IndexedDB');
  return readdirSync(databases, { recursive: true, encoding: 'utf8' })
    .filter((name) => /leveldb.\d+\.log$/.test(name))
    .map((name) => join(databases, name));
}

for (const [what, end] of [
  ['zeros', new Uint8Array(585)],
  ['half a record', Uint8Array.of(1, 2, 3, 4, 200, 0, 1, 9, 9, 9)],
] as const) {
  test(`a cut of power that left ${what} in the log takes nothing of what is saved later`, async ({
    baseURL,
  }) => {
    // Three starts of a browser.
    test.slow();
    const folder = await ownFolder();
    const start = (): Promise<OwnDevice> => OwnDevice.start(folder.path, `${baseURL}/#/bring-in`);
    let device = await start();
    try {
      await bringIn(device.page, [{ name: '开水房规定.md', text: '# 开水房规定\n\n第一条 接水排队。\n' }]);
      await device.browser.kill();
      const torn = logs(folder.path);
      expect(torn.length).toBeGreaterThan(0);
      // What a cut of power may leave there.
      for (const log of torn) appendFileSync(log, end);
      device = await start();
      await bringIn(device.page, [{ name: '车棚规定.md', text: '# 车棚规定\n\n第一条 停车入位。\n' }]);
      // It is gone before anything is said to be saved.
      expect(logs(folder.path).filter((log) => torn.includes(log))).toEqual([]);
      await device.browser.kill();
      device = await start();
      await device.go('#/shelf');
      await expect(device.page.locator('.shelf-row')).toHaveCount(2);
    } finally {
      await device.browser.kill();
      await folder.remove();
    }
  });
}
