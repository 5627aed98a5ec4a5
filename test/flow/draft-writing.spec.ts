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

test('with the keyboard alone a draft is begun, written, numbered, and left again', async ({ page }) => {
  await openOffice(page, '#/drafts');
  const tabTo = async (selector: string, key = 'Tab'): Promise<void> => {
    const isThere = (): Promise<boolean> =>
      page.evaluate((what) => document.activeElement?.matches(what) === true, selector);
    for (let i = 0; i < 60 && !(await isThere()); i++) await page.keyboard.press(key);
    expect(await isThere(), selector).toBe(true);
  };
  await expect(page.locator('gj-start-draft summary')).toBeVisible();
  await tabTo('gj-start-draft summary');
  await page.keyboard.press('Enter');
  await tabTo('gj-start-draft input[type=radio]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await tabTo('gj-start-draft input[name=title]');
  await page.keyboard.type('开水房规定');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#\/draft\//);
  await expect(page.locator('.cm-content[contenteditable=true]')).toBeVisible();
  // The caret stands where the first article begins.
  await tabTo('.cm-content');
  await page.keyboard.type('接水排队。');
  await page.keyboard.press('Enter');
  await page.keyboard.type('壶满即止。');
  await expect.poll(() => writtenText(page)).toMatch(/第一条　接水排队。\n\n第二条　壶满即止。/);
  // The toolbar is one stop; arrows go through it, Escape goes back to the text.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+Tab');
  await expect(page.locator('.draft-toolbar [tabindex="0"]')).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.locator('[data-action=renumber]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('gj-draft-renumber dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('gj-draft-renumber dialog')).toBeHidden();
  await tabTo('.cm-content');
  // Tab belongs to the text until one says that one leaves.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.locator('.cm-content')).not.toBeFocused();
  await tabTo('.parts a', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('.page.draft[data-part]')).toBeVisible();
});
