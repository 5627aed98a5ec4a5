import { expect, type Page } from '@playwright/test';
import type { App } from '../../src/app/app.ts';
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

/** Founds an office in the base that is open; its first admin may do everything. */
export async function foundOffice(page: Page): Promise<void> {
  await page.getByRole('link', { name: '单位', exact: true }).click();
  await page.getByLabel('单位名称').fill('某市某办公室');
  await page.getByLabel('您的姓名').fill('王芳');
  await page.locator('gj-found-office > form').getByLabel('这台设备的名称').fill('台式机');
  await page.getByRole('button', { name: '建立单位' }).click();
  await expect(page.getByRole('heading', { name: '某市某办公室' })).toBeVisible();
}

/** Begins a draft from nothing, or from a text, and opens it. */
export async function startEmptyDraft(page: Page, title: string, text = `# ${title}\n\n`): Promise<void> {
  const draft = await page.evaluate(
    async ([title, text]) => {
      const { app } = document.querySelector('gj-drafts-way') as HTMLElement & { app: App };
      const what = { from: 'nothing', title: title!, text: text!, kind: 'rule' } as const;
      return (await app.ask('startDraft', what)).draft;
    },
    [title, text],
  );
  await page.goto(page.url().replace(/#.*/, `#/draft/${draft}`));
  await expect(page.locator('.cm-content[contenteditable=true]')).toBeVisible();
  await draftIsThere(page, title);
}
