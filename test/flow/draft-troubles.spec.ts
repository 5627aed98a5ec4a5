import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import type { App } from '../../src/app/app.ts';
import { Random } from '../faults/random.ts';
import { draftIsThere, foundOffice, openCodeDraft, startEmptyDraft, writtenText } from './draft-page.ts';
import { openEmptyBase } from './office.ts';

// The files that a service worker keeps would fill the small space by themselves.
test.use({ serviceWorkers: 'block' });

const saved = (page: Page) => page.locator('.draft-head [role=status]').filter({ hasText: '已保存在本机' });

/** Words that no browser can pack smaller. */
function manyWords(characters: number): string {
  const random = new Random(1);
  return Array.from({ length: characters }, () => String.fromCharCode(0x4e00 + random.below(0x5000))).join(
    '',
  );
}

test('a full disk is said while one types, with the way out; with room again it is saved by itself', async ({
  page,
  context,
  baseURL,
}) => {
  // Set before the base is opened: a browser that has once seen much room believes in it for half a minute.
  const cdp = await context.newCDPSession(page);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: baseURL!, quotaSize: 400_000 });
  await openEmptyBase(page);
  await foundOffice(page);
  await startEmptyDraft(page, '开水房规定');
  const long = manyWords(280_000);
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(`接水排队。${long}壶满即止。`);
  const alert = page.locator('gj-draft').getByRole('alert');
  await expect(alert).toContainText('存储空间已满', { timeout: 30_000 });
  await expect(saved(page)).toHaveCount(0);
  // One goes on writing, and takes the text along.
  await page.keyboard.type('再写。');
  const download = page.waitForEvent('download');
  await alert.getByRole('button', { name: '另存为文件' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('开水房规定.md');
  expect(readFileSync(await file.path(), 'utf8')).toBe(await writtenText(page));
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: baseURL! });
  await expect(saved(page)).toBeVisible({ timeout: 60_000 });
  await expect(alert).toHaveCount(0);
  await page.reload();
  await draftIsThere(page, '接水排队');
  expect((await writtenText(page)).trimEnd()).toMatch(/壶满即止。再写。$/);
});

test('who is removed while typing is told so, keeps the text, and can take it along', async ({ page }) => {
  await openEmptyBase(page);
  await foundOffice(page);
  await startEmptyDraft(page, '灯光管理办法');
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('下班关灯。');
  await expect(saved(page)).toBeVisible();
  // The roster says that this person edits nothing any more; the last words are typed meanwhile.
  await page.evaluate(async () => {
    const { app } = document.querySelector('gj-drafts-way') as HTMLElement & { app: App };
    const { me } = await app.ask('office', undefined);
    await app.ask('saveMember', { id: me!.member, name: me!.name, roles: ['admin'] });
  });
  await expect(page.locator('gj-draft')).toContainText('不能改动');
  await expect(page.locator('.cm-content')).toHaveAttribute('contenteditable', 'false');
  await expect(page.locator('gj-draft-toolbar')).toHaveCount(0);
  expect(await writtenText(page)).toContain('下班关灯。');
  await page.locator('.cm-content').click();
  await page.keyboard.type('不算');
  expect(await writtenText(page)).not.toContain('不算');
});

test('what an engine refuses while the page still lets one type is said, and the text can be taken along', async ({
  page,
}) => {
  await openCodeDraft(page);
  // An engine that knows of the removal before the page does.
  await page.evaluate(() => {
    const { app } = document.querySelector('gj-drafts-way') as HTMLElement & { app: App };
    const { ask } = app;
    app.ask = (async (name: string, ...rest: unknown[]) => {
      if (name === 'draftEdit') throw Object.assign(new Error('not-allowed'), { code: 'not-allowed' });
      return await (ask as (...args: unknown[]) => Promise<unknown>).call(app, name, ...rest);
    }) as typeof ask;
  });
  await page.locator('.cm-line').filter({ hasText: '第一条' }).first().click();
  await page.keyboard.type('晚了');
  const alert = page.locator('gj-draft').getByRole('alert');
  await expect(alert).toContainText('不能修改这份草稿');
  await expect(alert.getByRole('button', { name: '另存为文件' })).toBeVisible();
  expect(await writtenText(page)).toContain('晚了');
});

test('two hundred thousand characters open, are typed into in the middle, and are there again', async ({
  page,
}) => {
  test.slow();
  await openEmptyBase(page);
  await foundOffice(page);
  const articles = Array.from(
    { length: 4000 },
    (_, at) => `第${at + 1}条　${'会议应当有**议题**，并提前通知。'.repeat(3)}`,
  );
  const long = `# 长文规定\n\n${articles.join('\n\n')}\n`;
  expect(long.length).toBeGreaterThan(200_000);
  await startEmptyDraft(page, '长文规定', long);
  await draftIsThere(page, '第1条');
  await page.locator('gj-draft-editor').evaluate((element) => {
    const editor = element as HTMLElement & { text: string; select(from: number, to: number): void };
    const at = editor.text.indexOf('第2000条') + '第2000条　'.length;
    editor.select(at, at);
  });
  await draftIsThere(page, '第2000条');
  await page.keyboard.type('年度');
  const expected = long.replace('第2000条　', '第2000条　年度');
  expect(await writtenText(page)).toBe(expected);
  await expect(saved(page)).toBeVisible({ timeout: 60_000 });
  await page.reload();
  await draftIsThere(page, '第1条');
  expect(await writtenText(page)).toBe(expected);
});

test('emoji, rare characters, combining marks, words from right to left, CRLF and NUL are kept or made harmless', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openEmptyBase(page);
  await foundOffice(page);
  await startEmptyDraft(page, '字符规定');
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText('家👩‍👩‍👧𠮷e\u0301שלום');
  await page.evaluate(() => navigator.clipboard.writeText('一\u0000行\r\n二👍🏽行'));
  await page.keyboard.press('Control+v');
  const typed = '家👩‍👩‍👧𠮷e\u0301שלום一行\n\n二👍🏽行';
  await expect.poll(() => writtenText(page)).toContain(typed);
  // Nothing is cut in the middle of a character.
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await expect.poll(() => writtenText(page)).toContain('一行\n\n二');
  expect(await writtenText(page)).not.toMatch(/\p{Surrogate}/u);
  await expect(saved(page)).toBeVisible();
  const before = await writtenText(page);
  await page.reload();
  await draftIsThere(page, '家');
  expect(await writtenText(page)).toBe(before);
});
