import { expect, type Page, test } from '@playwright/test';
import { openOffice, search } from './office.ts';

/** Which tabs hold the direct connections of this browser, and which wait for it. */
async function leading(page: Page): Promise<{ held: number; pending: number }> {
  return await page.evaluate(async () => {
    const { held, pending } = await navigator.locks.query();
    const of = (locks: LockInfo[] = []): number =>
      locks.filter(({ name }) => name === 'guiju:sample:rtc').length;
    return { held: of(held), pending: of(pending) };
  });
}

test('one tab holds the direct connections; when it closes the next one does', async ({ page, context }) => {
  await openOffice(page);
  await expect.poll(() => leading(page)).toEqual({ held: 1, pending: 0 });
  const second = await context.newPage();
  await second.goto('/?base=sample#/');
  await expect.poll(() => leading(second)).toEqual({ held: 1, pending: 1 });
  await page.close();
  await expect.poll(() => leading(second)).toEqual({ held: 1, pending: 0 });
  await search(second, '销毁');
  await expect(second.locator('.hit').first()).toBeVisible();
});
