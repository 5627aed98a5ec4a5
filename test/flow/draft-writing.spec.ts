import { expect, test } from '@playwright/test';
import { beginCodeDraft, openCodeDraft, typeAfter, writtenText } from './draft-page.ts';
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

test('what is copied with the keys reads well elsewhere, and comes back into the draft as it was', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openCodeDraft(page);
  await page.locator('.cm-line').filter({ hasText: '第一条' }).first().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('**甲**乙');
  const before = await writtenText(page);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  const [plain, html] = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return Promise.all(['text/plain', 'text/html'].map(async (type) => (await item!.getType(type)).text()));
  });
  expect(plain).toMatch(/^工作人员行为规范与奖惩办法\n第一章/);
  expect(plain).toContain('\n第二条');
  expect(plain).toMatch(/甲乙$/);
  expect(plain).not.toMatch(/[#*|]/);
  expect(html).toContain('<b>甲</b>乙');
  await page.keyboard.press('Control+v');
  expect(await writtenText(page)).toBe(before);
});
