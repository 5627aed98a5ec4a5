import { expect, test } from '@playwright/test';
import { openOffice } from './office.ts';

test('a reader on a phone goes from the opened app to a confirmed change in two taps', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({
    baseURL: baseURL!,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  await openOffice(page);
  await expect(page.locator('.ways .count')).toHaveText('3');
  let taps = 0;
  const tap = async (name: string): Promise<void> => {
    taps += 1;
    await page
      .getByRole('link', { name, exact: true })
      .or(page.getByRole('button', { name, exact: true }))
      .first()
      .tap();
  };
  await page.locator('gj-waiting-lines').getByRole('link', { name: '会议管理制度' }).waitFor();
  await tap('会议管理制度');
  await expect(
    page.getByRole('heading', { name: /自您上次签阅的2023-04-18 版以来，有 \d+ 处变化/ }),
  ).toBeVisible();
  await expect(page.locator('.changes-to-read .compare-row').first()).toContainText('第一条');
  // To open is not to read.
  await expect(page.locator('.ways .count')).toHaveText('3');
  await expect(page.locator('.statement')).toContainText('包括自2023-04-18 版以来的全部变化');
  await tap('确认，签阅');
  await expect(page.getByRole('status').filter({ hasText: '《会议管理制度》已签阅' })).toContainText(
    '尚未送达其他设备',
  );
  await expect(page.locator('.ways .count')).toHaveText('2');
  expect(taps).toBeLessThanOrEqual(4);
  // It is on disk.
  await page.goto('/?base=sample#/readings');
  await page.reload();
  await expect(page.locator('gj-readings .shelf-row')).toHaveCount(2);
  await context.close();
});

test('by keyboard alone: home, the text, the questions, the word', async ({ page }) => {
  await openOffice(page);
  const link = page.locator('gj-waiting-lines').getByRole('link', { name: '工作人员行为规范与奖惩办法' });
  for (let i = 0; i < 40 && !(await link.evaluate((one) => one === document.activeElement)); i++)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('.quiz')).toBeVisible();
  const first = page.getByRole('checkbox', { name: '科室负责人' });
  await first.focus();
  await page.keyboard.press('Space');
  const confirm = page.getByRole('button', { name: '确认，签阅' });
  for (let i = 0; i < 40 && !(await confirm.evaluate((one) => one === document.activeElement)); i++)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('.confirm-read [role=alert]')).toContainText('答对的题数不够');
  await first.uncheck();
  await page.getByRole('checkbox', { name: '分管副主任' }).press('Space');
  await page.getByRole('checkbox', { name: '提前说明' }).press('Space');
  await confirm.press('Enter');
  await expect(page.getByRole('heading', { name: '这一件已全部签阅' })).toBeFocused();
});
