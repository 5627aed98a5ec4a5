import { expect, test, type Page } from '@playwright/test';
import { openOffice } from './office.ts';

/** How far the first circulation of a title has come, as the list says. */
const progressOf = (page: Page, title: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name: title, exact: true }) });

test('who has read what is found, told apart by person, and follows what is signed', async ({ page }) => {
  await openOffice(page);
  await page.getByRole('navigation', { name: '主要页面' }).getByRole('link', { name: '传阅' }).click();
  const title = '市级机关节约办公若干规定';
  await expect(progressOf(page, title)).toContainText('16 人中 0 人已阅');
  await page.getByRole('link', { name: title, exact: true }).click();
  await expect(page.locator('.big-count')).toHaveText('16 人中 0 人已阅');
  await expect(page.locator('.cut-off').first()).toContainText('截至');
  // The publisher's own device has it; of the others nothing is known, and that is said.
  await page.getByRole('radio', { name: /未知送达/ }).check({ force: true });
  await expect(page.locator('.standings > li')).toHaveCount(15);
  await page.getByRole('radio', { name: /^全部/ }).check({ force: true });

  const person = page.locator('.standings > li').filter({ hasText: '何雨桐' });
  await person.locator('summary').first().click();
  await expect(person).toContainText('没有设备，可由联络员代为登记');
  await person.getByText('免阅', { exact: true }).first().click();
  await person.getByLabel('原因').fill('长期病假');
  await person.getByRole('button', { name: '免阅' }).click();
  await expect(person).toContainText('免阅：周明远批准');
  await expect(person).toContainText('长期病假');

  await page.goto('/?base=sample#/waiting');
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('button', { name: '确认，签阅' }).click();
  await expect(page.getByRole('status').filter({ hasText: '已签阅' })).toBeVisible();
  await page.goto('/?base=sample#/circulations');
  await expect(progressOf(page, title)).toContainText('16 人中 1 人已阅');
  await page.getByRole('link', { name: title, exact: true }).click();
  const me = page.locator('.standings > li').filter({ hasText: '周明远' });
  await me.locator('summary').first().click();
  await expect(me.locator('.proof')).toContainText('本人签名，设备：秘书科台式机');
  await expect(me.locator('.proof')).toContainText('我已阅读');
  await expect(page.locator('.trend svg')).toHaveAttribute('aria-label', /16 人中 1 人已阅/);

  await page.getByRole('link', { name: '催办' }).click();
  await expect(page.getByRole('heading', { name: '还有 14 人未阅' })).toBeVisible();
  await expect(page.locator('a[href="tel:13900000002"]')).toBeVisible();
  await expect(page.locator('a[href^="sms:"]')).toHaveCount(1);
  const table = page.waitForEvent('download');
  await page.getByRole('button', { name: /导出号码/ }).click();
  expect((await table).suggestedFilename()).toMatch(/\.csv$/);
  const day = page.waitForEvent('download');
  await page.getByRole('button', { name: /放进日历/ }).click();
  expect((await day).suggestedFilename()).toMatch(/\.ics$/);

  await page.goto('/?base=sample#/circulations/matrix');
  await page.getByLabel('科室').selectOption({ label: '秘书科' });
  const row = page.getByRole('row').filter({ hasText: '何雨桐' });
  await expect(row.getByRole('cell', { name: '免阅' })).toHaveCount(1);
  await row.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: '何雨桐' })).toBeVisible();
  await expect(page.locator('.standing')).not.toHaveCount(0);
  await page.getByRole('link', { name: '秘书科' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '秘书科' })).toBeVisible();
});

test('a circulation is closed by keyboard alone, and then nobody is reminded', async ({ page }) => {
  await openOffice(page, '#/circulations');
  const link = page.getByRole('link', { name: '市级机关节约办公若干规定', exact: true });
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.big-count')).toBeVisible();
  await page.locator('gj-circulation-acts summary').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('已另行部署');
  await page.keyboard.press('Enter');
  await expect(page.locator('.notice')).toContainText('已结束：周明远');
  await expect(page.locator('.notice')).toContainText('已另行部署');
  await page.getByRole('link', { name: '催办' }).click();
  await expect(page.locator('gj-reminders')).toContainText('不再催办');
});

for (const width of [390, 1280])
  test(`no page of circulations goes sideways, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await openOffice(page);
    for (const hash of ['#/circulations', '#/circulations/matrix', '#/circulations/calendar']) {
      await page.goto(`/?base=sample${hash}`);
      await expect(page.locator('gj-circulations .parts')).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), hash).toBeLessThanOrEqual(
        width,
      );
    }
  });
