import { expect, test } from '@playwright/test';
import { beginCodeDraft, typeAfter, writtenText } from './draft-page.ts';
import { openOffice } from './office.ts';

test('with the network cut a draft is begun and is written in, titles on offer and all', async ({
  page,
  context,
}) => {
  await openOffice(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.goto('/?base=sample#/device');
  await expect(page.getByText('断网后仍可打开')).toBeVisible();
  await context.setOffline(true);
  await page.reload();
  await page.goto('/?base=sample#/drafts');
  await beginCodeDraft(page);
  await typeAfter(page, '第一条', '另见《会议');
  await page.locator('.cm-tooltip-autocomplete li').filter({ hasText: '会议管理制度' }).click();
  expect(await writtenText(page)).toContain('另见《会议管理制度》');
  await expect(page.locator('.draft-head [role=status]')).toHaveText('已保存在本机');
});
