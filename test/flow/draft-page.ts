import { expect, type Page } from '@playwright/test';
import { openOffice } from './office.ts';

/** The conduct code of the sample office. */
export const code = '工作人员行为规范与奖惩办法';

/** Begins a draft from the code of the sample office, and waits until it can be written in. */
export async function openCodeDraft(page: Page): Promise<void> {
  await openOffice(page, '#/drafts');
  await beginCodeDraft(page);
}

/** The same on the page of the drafts. */
export async function beginCodeDraft(page: Page): Promise<void> {
  await page.locator('gj-start-draft summary').click();
  await page.locator('gj-start-draft select[name=rule]').selectOption({ label: code });
  await page.locator('gj-start-draft button.main').click();
  await page.waitForURL(/#\/draft\//);
  await draftIsThere(page, '第一条');
}

/** Waits until a line is seen that has the words. */
export async function draftIsThere(page: Page, words: string): Promise<void> {
  await expect(page.locator('.cm-line').filter({ hasText: words }).first()).toBeVisible();
}

/** Goes to the end of the line that has the words, and types as a person does. */
export async function typeAfter(page: Page, words: string, text: string): Promise<void> {
  await page.locator('.cm-line').filter({ hasText: words }).first().click();
  await page.keyboard.press('End');
  await page.keyboard.type(text);
}

/** The text as it is written, with its marks. */
export const writtenText = (page: Page): Promise<string> =>
  page.locator('gj-draft-editor').evaluate((element) => (element as HTMLElement & { text: string }).text);
