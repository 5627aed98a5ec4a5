import { expect, type Page } from '@playwright/test';

/** Opens the sample office with its texts brought in, then goes to a page of it. */
export async function openOffice(page: Page, hash = '#/'): Promise<void> {
  await page.goto('/?base=sample#/');
  await officeIsThere(page);
  if (hash !== '#/') await page.goto(`/?base=sample${hash}`);
}

/** Waits until the sample office has its texts, has signed them, and has sent what it sends. */
export async function officeIsThere(page: Page): Promise<void> {
  await expect(page.locator('gj-home .shelf-row').first()).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('gj-home .signing')).toHaveCount(0, { timeout: 30_000 });
  await expect(page.locator('gj-waiting-lines li')).toHaveCount(3, { timeout: 30_000 });
}

/** A base of its own with nothing in it; tests that bring texts in use the office's own base. */
export async function openEmptyBase(page: Page): Promise<void> {
  await page.goto('/#/');
  await expect(page.getByRole('heading', { name: '先把制度放进来' })).toBeVisible();
}

/** Picks files on the import page and waits for the report. */
export async function bringIn(
  page: Page,
  files: { name: string; text: string | Uint8Array }[],
): Promise<void> {
  await page.goto(page.url().replace(/#.*/, '#/bring-in'));
  const input = page.locator('gj-bring-in input[type=file]').first();
  await input.setInputFiles(
    files.map(({ name, text }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })),
  );
  await expect(page.locator('gj-bring-in').getByText('导入完成')).toBeVisible({ timeout: 30_000 });
}

/** Types into the search field as a person does, key by key. */
export async function search(page: Page, query: string): Promise<void> {
  const field = page.locator('gj-search-field input');
  await field.fill('');
  await field.pressSequentially(query);
}
