import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { serveApp } from '../../src/desk/serve-app.ts';
import { openOffice } from './office.ts';

let server: Server;
let baseURL: string;

/** A place that only hands out the app: no desk, so that devices have no way to each other but files. */
test.beforeAll(async () => {
  server = await serveApp('dist/app', 0);
  baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

test.afterAll(() => {
  server.close();
  server.closeAllConnections();
});

/** The base of another device: a browser context shares nothing with another one. */
async function anotherDevice(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL, locale: 'zh-CN' });
  context.setDefaultTimeout(30_000);
  return await context.newPage();
}

/** Does something that hands over a file, and gives the file. */
async function fileOf(page: Page, act: () => Promise<void>): Promise<{ name: string; path: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), path: await download.path() };
}

test('a branch without a network is let in by files, and gets everything in a bundle', async ({
  browser,
}) => {
  test.slow();
  const page = await anotherDevice(browser);
  await openOffice(page, '#/office');
  await page.getByRole('link', { name: '周明远' }).first().click();
  await page.getByRole('button', { name: '添加我的手机或电脑' }).click();
  const code = (await page.locator('gj-invite .code').textContent())!;

  const branch = await anotherDevice(browser);
  await branch.goto('/#/join');
  await branch.getByLabel('邀请码（26 位，不分大小写）').fill(code);
  await branch.getByText('没有网络：用文件加入').click();
  const request = await fileOf(branch, () => branch.getByRole('button', { name: '生成请求文件' }).click());
  const digits = await branch.locator('gj-join .digits').textContent();

  await page.goto('/?base=sample#/connections/invitations');
  await page.getByLabel('请求文件', { exact: true }).setInputFiles(request.path);
  await page.getByRole('button', { name: '打开请求文件' }).click();
  await expect(page.locator('gj-answer-request .digits')).toHaveText(digits!);
  const answer = await fileOf(page, () =>
    page.getByRole('button', { name: '相同，签名并生成答复文件' }).click(),
  );
  await page.goto('/?base=sample#/connections/bundles');
  const bundle = await fileOf(page, () => page.getByRole('button', { name: '生成信使包' }).click());
  expect(bundle.name).toMatch(/^guiju-.*\.guiju$/);

  await branch.getByLabel('答复文件').setInputFiles(answer.path);
  await branch.getByRole('button', { name: '打开答复文件' }).click();
  await expect(branch.getByRole('heading', { name: '欢迎，周明远' })).toBeVisible();
  await branch.goto('/#/connections/bundles');
  await branch.getByLabel('信使包文件').setInputFiles(bundle.path);
  await branch.getByRole('button', { name: '打开信使包' }).click();
  await expect(branch.locator('gj-open-bundle [role=status]')).toContainText('新增', { timeout: 30_000 });
  await branch.goto('/#/shelf');
  await expect(branch.getByRole('link', { name: '会议管理制度', exact: true })).toBeVisible();

  // A file that somebody has changed brings nothing, and says so.
  await branch.goto('/#/connections/bundles');
  await branch
    .getByLabel('信使包文件')
    .setInputFiles({ name: 'x.guiju', mimeType: 'application/octet-stream', buffer: Buffer.from('x') });
  await branch.getByRole('button', { name: '打开信使包' }).click();
  await expect(branch.locator('gj-open-bundle [role=alert]')).toContainText('这不是信使包');
  await branch.context().close();
  await page.context().close();
});

test('a backup brings everything back on a device that has nothing', async ({ browser }) => {
  test.slow();
  const page = await anotherDevice(browser);
  await openOffice(page, '#/connections/bundles');
  const [first, second] = [page.getByLabel('口令', { exact: true }), page.getByLabel('再输一遍口令')];
  await first.fill('一只老虎慢慢地穿过了马路');
  await second.fill('一只老虎慢慢地穿过了马路');
  const backup = await fileOf(page, () => page.getByRole('button', { name: '生成备份文件' }).click());
  expect(backup.name).toContain('guiju-backup-');
  const fresh = await anotherDevice(browser);
  await fresh.goto('/#/connections');
  await fresh.getByText('从备份找回', { exact: true }).click();
  const restore = fresh.locator('gj-restore-backup');
  await restore.getByLabel('备份文件').setInputFiles(backup.path);
  await restore.getByLabel('口令').fill('一只老虎慢慢地穿过了马路');
  await restore.getByRole('button', { name: '找回' }).click();
  await expect(restore.locator('[role=status]')).toContainText('已找回', { timeout: 60_000 });
  await fresh.goto('/#/shelf');
  await expect(fresh.getByRole('link', { name: '会议管理制度', exact: true })).toBeVisible();
  await fresh.context().close();
  await page.context().close();
});

test('a device is let in by direct codes alone, and both then have the same over a direct line', async ({
  browser,
}) => {
  const page = await anotherDevice(browser);
  await openOffice(page, '#/office');
  await page.getByRole('link', { name: '周明远' }).first().click();
  await page.getByRole('button', { name: '添加我的手机或电脑' }).click();
  const code = (await page.locator('gj-invite .code').textContent())!;
  const phone = await anotherDevice(browser);
  await phone.goto('/#/join');
  await phone.getByLabel('邀请码（26 位，不分大小写）').fill(code);
  await phone.getByText('有网络、没有服务台：用直连码加入').click();

  const admin = page.locator('gj-direct');
  const codeOn = (there: Page): Promise<string | null> => there.locator('.carried .address').textContent();
  await page.evaluate(() => {
    location.hash = '#/connections/direct';
  });
  await page.getByRole('button', { name: '接纳新设备' }).click();
  await phone.getByLabel('对方发来的直连码').fill((await codeOn(page))!);
  await phone.getByRole('button', { name: '生成回复码' }).click();
  await admin.getByLabel('对方发回的回复码').fill((await codeOn(phone))!);
  await admin.getByRole('button', { name: '接通' }).click();
  await page.locator('gj-pairing-notice a').click();
  const digits = await phone.locator('gj-join .digits').textContent();
  await expect(page.locator('gj-admit .digits')).toHaveText(digits!);
  await page.getByRole('button', { name: '相同', exact: true }).click();
  await phone.getByRole('button', { name: '相同', exact: true }).click();
  await expect(phone.getByRole('heading', { name: '欢迎，周明远' })).toBeVisible({ timeout: 30_000 });

  // Now that they know each other they meet the same way, and everything comes over.
  for (const [there, base] of [
    [page, '/?base=sample'],
    [phone, '/'],
  ] as const)
    await there.goto(`${base}#/connections/direct`);
  await page.getByRole('button', { name: '连接单位里的设备' }).click();
  await phone.getByLabel('对方发来的直连码').fill((await codeOn(page))!);
  await phone.getByRole('button', { name: '生成回复码' }).click();
  await admin.getByLabel('对方发回的回复码').fill((await codeOn(phone))!);
  await admin.getByRole('button', { name: '接通' }).click();
  await expect(admin.getByText('已接通')).toBeVisible();
  for (const there of [page, phone]) {
    await there.evaluate(() => {
      location.hash = '#/connections';
    });
    await expect(there.locator('.peer')).toContainText('内容一致', { timeout: 30_000 });
    await expect(there.locator('.peer')).toContainText('同一网络内直连');
  }
  await phone.evaluate(() => {
    location.hash = '#/shelf';
  });
  await expect(phone.getByRole('link', { name: '会议管理制度', exact: true })).toBeVisible();
  await phone.context().close();
  await page.context().close();
});

test('a chosen folder gets a bundle at once, and another by itself when the app is opened a day later', async ({
  browser,
}) => {
  const page = await anotherDevice(browser);
  // A folder that the browser keeps for the page itself stands for the one that a person would choose.
  await page.addInitScript(() => {
    const folder = async (): Promise<FileSystemDirectoryHandle> =>
      (await navigator.storage.getDirectory()).getDirectoryHandle('stick', { create: true });
    Object.assign(globalThis, { showDirectoryPicker: folder });
  });
  const files = (): Promise<string[]> =>
    page.evaluate(async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('stick');
      const names: string[] = [];
      for await (const name of folder.keys()) names.push(name);
      return names.sort();
    });
  await openOffice(page, '#/connections/bundles');
  const section = page.locator('gj-bundle-folder');
  await section.getByRole('button', { name: '选择文件夹' }).click();
  await expect(section).toContainText('刚刚', { timeout: 30_000 });
  expect(await files()).toEqual([expect.stringMatching(/^guiju-.*\.guiju$/)]);
  await section.getByLabel('多久写一次').selectOption('每天');
  // What lies in the folder is not only here any more.
  await page.evaluate(() => {
    location.hash = '#/connections';
  });
  await expect(page.locator('.standing-lead')).toBeVisible();
  await expect(page.locator('gj-other-devices .notice')).toHaveCount(0);
  await page.clock.install({ time: Date.now() + 25 * 60 * 60_000 });
  await page.goto('/?base=sample#/');
  await page.reload();
  await expect(page.locator('gj-home .shelf-row').first()).toBeVisible();
  await page.clock.fastForward(6000);
  await expect.poll(async () => (await files()).length, { timeout: 30_000 }).toBe(2);
  await page.context().close();
});
