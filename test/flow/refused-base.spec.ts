import { mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { bringIn } from './office.ts';
import { OwnDevice, ownFolder } from './two-devices.ts';

test('when the browser does not open the base, the page says what to do, and takes nothing away', async ({
  baseURL,
}) => {
  // Three starts of a browser.
  test.slow();
  const folder = await ownFolder();
  const start = (hash: string): Promise<OwnDevice> => OwnDevice.start(folder.path, `${baseURL}/${hash}`);
  let device = await start('#/bring-in');
  try {
    await bringIn(device.page, [{ name: '开水房规定.md', text: '# 开水房规定\n\n第一条 接水排队。\n' }]);
    await device.browser.kill();
    const databases = join(folder.path, 'Default', 'IndexedDB');
    const bases = readdirSync(databases).filter((name) => name.endsWith('.leveldb'));
    // A folder in the place of a file that the browser opens first, which no browser can open.
    for (const base of bases) {
      rmSync(join(databases, base, 'LOCK'), { force: true });
      mkdirSync(join(databases, base, 'LOCK'));
    }
    device = await start('#/shelf');
    const told = device.page.locator('main').getByRole('alert');
    await expect(told).toContainText('浏览器打不开本机的库');
    await expect(told).toContainText('备份');
    await expect(device.page.getByText('先把制度放进来')).toHaveCount(0);
    await device.browser.kill();
    for (const base of bases) rmdirSync(join(databases, base, 'LOCK'));
    device = await start('#/shelf');
    await expect(device.page.locator('.shelf-row')).toHaveCount(1);
  } finally {
    await device.browser.kill();
    await folder.remove();
  }
});
