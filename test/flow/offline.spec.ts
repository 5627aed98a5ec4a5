import { expect, test } from '@playwright/test';
import { openOffice, search } from './office.ts';

test('with the network cut the app starts, finds and reads; no request leaves for another host', async ({
  page,
  context,
  baseURL,
}) => {
  const outside: string[] = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(baseURL!)) outside.push(request.url());
  });
  await openOffice(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.goto('/?base=sample#/device');
  await expect(page.getByText('断网后仍可打开')).toBeVisible();
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { name: '本机' })).toBeVisible();
  await search(page, '销毁');
  await page.locator('.hit .hit-link').first().click();
  await expect(page.locator('.unit.arrived')).toContainText('销毁');
  expect(outside).toEqual([]);
});

test('two tabs share one engine: what one brings in, the other shows', async ({ page, context }) => {
  await openOffice(page);
  const other = await context.newPage();
  await other.goto('/?base=sample#/bring-in');
  await other
    .locator('gj-bring-in input[type=file]')
    .first()
    .setInputFiles([
      {
        name: '门禁管理规定(2026-11-01).md',
        mimeType: 'text/plain',
        buffer: Buffer.from('# 门禁管理规定\n\n第一条 凭证出入。\n\n第二条 来客登记。'),
      },
    ]);
  await expect(page.locator('gj-home')).toContainText('门禁管理规定');
});

test('without shared workers one tab serves the others, and another takes over when it closes', async ({
  context,
}) => {
  await context.addInitScript(() => Reflect.deleteProperty(window, 'SharedWorker'));
  const first = await context.newPage();
  await openOffice(first);
  const second = await context.newPage();
  await second.goto('/?base=sample#/shelf');
  await expect(second.locator('.shelf-row').first()).toBeVisible();
  await first.close();
  await search(second, '销毁');
  await expect(second.locator('.hit').first()).toBeVisible();
});

test('the pages of the desk itself come from the desk, also when the app is installed', async ({ page }) => {
  await openOffice(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.goto('/?base=sample#/device');
  await expect(page.getByText('断网后仍可打开')).toBeVisible();
  const answer = await page.goto('/health');
  expect(answer!.fromServiceWorker()).toBe(false);
});
