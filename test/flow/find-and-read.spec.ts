import { expect, test } from '@playwright/test';
import { openOffice, search } from './office.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a clerk finds an article by two characters, reads it, and sends its address', async ({
  page,
  context,
}) => {
  await openOffice(page);
  await page.keyboard.press('/');
  await search(page, '销毁');
  const hit = page.locator('.hit').first();
  await expect(hit.locator('mark').first()).toHaveText('销毁');
  await expect(hit.locator('.standing')).toHaveText('现行有效');
  await hit.locator('.hit-link').click();
  const arrived = page.locator('.unit.arrived');
  await expect(arrived).toContainText('销毁');
  const label = await arrived.locator('.number').innerText();

  await arrived.hover();
  await arrived.locator('.place-mark').click();
  await page.getByRole('button', { name: '复制原文和出处' }).click();
  await expect(page.getByText('已复制')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('销毁');
  expect(copied).toMatch(new RegExp(`——《.+》${label}$`));

  await page.getByRole('button', { name: '复制地址' }).click();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  const colleague = await context.newPage();
  await colleague.goto(address);
  await expect(colleague.locator('.unit.arrived .number')).toHaveText(label);
  await colleague.reload();
  await expect(colleague.locator('.unit.arrived .number')).toHaveText(label);
});

test('pinyin that is still being composed is no question; the word is', async ({ page, context }) => {
  await openOffice(page);
  await page.locator('gj-search-field input').focus();
  const cdp = await context.newCDPSession(page);
  for (const text of ['x', 'xi', 'xiao', 'xiaoh', 'xiaohui']) {
    await cdp.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
    await expect(page.locator('gj-search-field input')).toHaveValue(text);
    expect(page.url()).not.toContain('find');
  }
  await cdp.send('Input.insertText', { text: '销毁' });
  await expect(page.locator('.hit mark').first()).toHaveText('销毁');
  expect(decodeURIComponent(page.url())).toContain('#/find?q=销毁');
});

test('a place is named in the query and Enter opens it', async ({ page }) => {
  await openOffice(page);
  await search(page, '会议管理制度 12');
  await expect(page.locator('.jump')).toContainText('第十二条');
  await page.keyboard.press('Enter');
  await expect(page.locator('.unit.arrived .number')).toHaveText('第十二条');
  await expect(page).toHaveURL(/#\/rule\/[a-z0-9]+\/a12$/);
});

test('quoted words are found letter for letter, and pinyin initials find a title', async ({ page }) => {
  await openOffice(page);
  await search(page, '“会议通知由承办科室拟定”');
  // Both editions of the text hold these words; the one in force stands first.
  await expect(page.locator('.found-count')).toHaveText('找到 2 条');
  await expect(page.locator('.hit .standing')).toHaveText(['现行有效', '已修改']);
  await expect(page.locator('.hit mark').first()).toHaveText('会议通知由承办科室拟定');
  await search(page, 'hygl');
  await expect(page.locator('.rule-hits')).toContainText('会议管理制度');
});

test('facets narrow the answer, and the address keeps them', async ({ page }) => {
  await openOffice(page);
  await search(page, '会议');
  await expect(page.locator('.hit').first()).toBeVisible();
  await page.getByRole('checkbox', { name: /已修改/ }).check();
  await expect(page.locator('.hit .standing').first()).toHaveText('已修改');
  expect(await page.locator('.hit .standing').allInnerTexts()).not.toContain('现行有效');
  await page.reload();
  await expect(page.locator('.hit .standing').first()).toHaveText('已修改');
});

test('a citation shows where it leads on focus, and leads there', async ({ page }) => {
  await openOffice(page, '#/shelf');
  await page.getByRole('link', { name: '会议管理制度', exact: true }).click();
  const cite = page.locator('#a1 a.cite').first();
  await expect(cite).toBeVisible();
  await page.locator('#a1 a.number').focus();
  await page.keyboard.press('Tab');
  await expect(cite).toBeFocused();
  await expect(page.getByRole('tooltip')).toContainText('关于进一步精简文件和会议的通知');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toBeHidden();
  await cite.click();
  await expect(page.locator('h1.rule-title')).toHaveText('关于进一步精简文件和会议的通知');
});

test('what is not in the base is said to be outside, and is no link', async ({ page }) => {
  await openOffice(page, '#/find?q=“中华人民共和国公务员法”');
  await page.locator('.hit .hit-link').first().click();
  const outside = page.locator('.unit.arrived .outside').first();
  await expect(outside).toBeVisible();
  await outside.hover();
  await expect(page.getByRole('tooltip')).toContainText('库外文件');
});

test('every edition can be read, and one as on a day', async ({ page }) => {
  await openOffice(page, '#/shelf');
  await page.getByRole('link', { name: '会议管理制度', exact: true }).click();
  await page.locator('.timeline summary').click();
  await page.locator('.timeline ol a').last().click();
  await expect(page.locator('.strip')).toContainText('这是修改前的文本');
  await expect(page.locator('.status-line .standing')).toHaveText('已修改');
  await page.getByRole('link', { name: '看现行版本' }).click();
  await expect(page.locator('.status-line .standing')).toHaveText('现行有效');
  await page.getByLabel('看某一天的文本').fill('2024-05-01');
  await page.getByLabel('看某一天的文本').dispatchEvent('change');
  await expect(page).toHaveURL(/on=2024-05-01/);
  await expect(page.locator('.status-line')).toContainText('2023-05-01');
  await expect(page.locator('.status-line .standing')).toHaveText('现行有效');
});

test('each article says who cites it', async ({ page }) => {
  await openOffice(page, '#/shelf');
  await page.getByRole('link', { name: '收文传阅与清退销毁办法', exact: true }).click();
  const cited = page.locator('button.cited').first();
  await cited.click();
  const list = page.locator('.citing a');
  await expect(list.first()).toBeVisible();
  await list.first().click();
  await expect(page.locator('.unit.arrived')).toBeVisible();
});

test('a text that is cited as a whole lists by whom', async ({ page }) => {
  await openOffice(page, '#/shelf');
  await page.getByRole('link', { name: '关于进一步精简文件和会议的通知', exact: true }).click();
  await page.getByText('全文被引用 1 处').click();
  await page.locator('.cited-whole').getByRole('link', { name: '会议管理制度 第一条' }).click();
  await expect(page.locator('.unit.arrived .number')).toHaveText('第一条');
});

test('the keyboard alone goes through a text and to its contents', async ({ page }) => {
  await openOffice(page, '#/shelf');
  await page.getByRole('link', { name: '会议管理制度', exact: true }).click();
  await expect(page.locator('#a1')).toBeVisible();
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(page.locator('#a2 a.number')).toBeFocused();
  await page.keyboard.press('k');
  await expect(page.locator('#a1 a.number')).toBeFocused();
  await page.keyboard.press('[');
  await expect(page.locator('.side gj-outline a').first()).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('.side a[aria-current]')).toContainText('第二章');
});

test('a citation that is followed by keyboard takes the focus along', async ({ page }) => {
  await openOffice(page, '#/find?q=“违反本办法第二条第二款规定的”');
  await page.locator('.hit .hit-link').first().click();
  await expect(page.locator('.unit.arrived a.number')).toBeFocused();
  await page.locator('.unit.arrived a.cite').last().focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#a2 .arrived')).toBeVisible();
  await expect(page.locator('#a2 a.number')).toBeFocused();
});

test('words are found within the text and counted', async ({ page }) => {
  await openOffice(page, '#/shelf');
  await page.getByRole('link', { name: '会议管理制度', exact: true }).click();
  const field = page.getByRole('searchbox', { name: '在本文中查找' });
  await field.fill('会议');
  await expect(page.locator('.find-within [role=status]')).toHaveText(/^1\/\d+$/);
  await field.press('Enter');
  await expect(page.locator('.find-within [role=status]')).toHaveText(/^2\/\d+$/);
});
