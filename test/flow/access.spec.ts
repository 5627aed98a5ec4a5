import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { connectionsParts, draftParts } from '../../src/app/route.ts';
import { code, openCodeDraft } from './draft-page.ts';
import { bringIn, openOffice } from './office.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/** What axe finds against WCAG 2.2 A and AA and its own good practice. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    return (await axe.run()).violations;
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** Everything that the form of a circulation can show. */
async function openForm(page: Page): Promise<void> {
  await expect(page.locator('gj-circulate .audience')).toBeVisible();
  for (const more of await page.locator('gj-circulate summary').all()) await more.click();
  await page.locator('.audience-choices input').first().check();
  await page.locator('.reach summary').click();
  await page.getByRole('radio', { name: '学习' }).check();
  await page.getByRole('button', { name: '添加题目' }).click();
  await page.getByRole('radio', { name: '指定日期' }).check();
  await page.getByLabel('日期', { exact: true }).fill('2099-01-03');
  await page.getByRole('radio', { name: '依次' }).check();
  await expect(page.locator('.turns li').first()).toBeVisible();
}

/** A page in which axe may look: its script comes from outside. */
async function pageIn(browser: Browser, baseURL: string, colorScheme: 'light' | 'dark'): Promise<Page> {
  const context = await browser.newContext({ baseURL, colorScheme, locale: 'zh-CN', bypassCSP: true });
  return await context.newPage();
}

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any page, ${scheme}`, async ({ browser, baseURL }) => {
    test.slow();
    const page = await pageIn(browser, baseURL!, scheme);
    await openOffice(page);
    expect(await violations(page)).toEqual([]);
    await page.goto('/?base=sample#/find?q=会议');
    await expect(page.locator('.hit').first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.goto('/?base=sample#/shelf');
    await expect(page.locator('.shelf-row').first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: '会议管理制度', exact: true }).click();
    await page.locator('.timeline summary').click();
    expect(await violations(page)).toEqual([]);
    await page.locator('#a2').hover();
    await page.locator('#a2 .place-mark').click();
    await expect(page.getByRole('button', { name: '复制地址' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.settings-button').click();
    expect(await violations(page)).toEqual([]);
    await bringIn(page, [{ name: 'x.md', text: '' }]);
    expect(await violations(page)).toEqual([]);
    await page.goto('/?base=sample#/device');
    await expect(page.getByRole('heading', { name: '存储' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    for (const part of ['', '/units', '/import', '/recovery', '/attention']) {
      await page.goto(`/?base=sample#/office${part}`);
      await expect(page.locator('.parts [aria-current]')).toBeVisible();
      expect(await violations(page), `office${part}`).toEqual([]);
    }
    await page.goto('/?base=sample#/member/new');
    await expect(page.getByRole('heading', { name: '添加人员' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.goto('/?base=sample#/waiting');
    await page.getByRole('link', { name: '会议管理制度' }).click();
    await expect(page.locator('.changes-to-read')).toBeVisible();
    await page.locator('.remark summary').click();
    expect(await violations(page), 'to read, with changes').toEqual([]);
    await page.getByRole('button', { name: '确认，签阅' }).click();
    await expect(page.getByRole('link', { name: '下一件' })).toBeVisible();
    expect(await violations(page), 'read').toEqual([]);
    await page.goto('/?base=sample#/waiting');
    await page.getByRole('link', { name: '工作人员行为规范与奖惩办法' }).click();
    await expect(page.locator('.quiz')).toBeVisible();
    expect(await violations(page), 'to read, with questions').toEqual([]);
    await page.goto('/?base=sample#/readings');
    await expect(page.locator('gj-readings .shelf-row')).toHaveCount(2);
    expect(await violations(page), 'readings').toEqual([]);
    for (const part of ['', '/matrix', '/replies', '/audit']) {
      await page.goto(`/?base=sample#/circulations${part}`);
      await expect(page.locator('gj-circulations .parts')).toBeVisible();
      expect(await violations(page), `circulations${part}`).toEqual([]);
    }
    await page.goto('/?base=sample#/circulations');
    await page.getByRole('link', { name: '工作人员行为规范与奖惩办法' }).first().click();
    for (const [part, element] of [
      ['人员', 'gj-circulation-people'],
      ['传达', 'gj-relays'],
      ['催办', 'gj-reminders'],
      ['登记簿', 'gj-registers'],
      ['离线签阅包', 'gj-package'],
    ] as const) {
      await page.locator('.parts').getByRole('link', { name: part }).click();
      await expect(page.locator(element)).not.toBeEmpty();
      expect(await violations(page), part).toEqual([]);
    }
    await page.goto('/?base=sample#/shelf');
    await page.getByRole('link', { name: '会议管理制度', exact: true }).click();
    await page.getByRole('link', { name: '发起传阅' }).click();
    await openForm(page);
    expect(await violations(page), 'circulate').toEqual([]);
    await page.goto('/?base=sample#/circulations/calendar');
    await expect(page.locator('gj-calendar h2')).toBeVisible();
    expect(await violations(page), 'days off').toEqual([]);
    for (const part of connectionsParts) {
      await page.goto(`/?base=sample#/connections/${part === 'devices' ? '' : part}`);
      await expect(page.locator('.parts [aria-current]')).toBeVisible();
      expect(await violations(page), `connections ${part}`).toEqual([]);
    }
    await page.goto('/#/join');
    await expect(page.locator('gj-join-form form').first()).toBeVisible();
    for (const more of await page.locator('gj-join-form summary').all()) await more.click();
    expect(await violations(page)).toEqual([]);
    await page.goto('/#/connections');
    await page.getByText('从备份找回', { exact: true }).click();
    expect(await violations(page)).toEqual([]);
    await page.goto('/?base=sample#/shelf');
    await page.getByRole('link', { name: '会议管理制度', exact: true }).click();
    await page.getByRole('link', { name: '比较版本' }).click();
    await expect(page.locator('gj-compare ins').first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await bringIn(page, [{ name: '会议管理制度(2027-01-01).md', text: '# 会议管理制度\n\n第一条 少开会。' }]);
    await page.locator('.entry a').click();
    await page.getByRole('link', { name: '签发这个版本' }).click();
    await expect(page.locator('.findings li').first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
}

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing where a text is drafted and opinions are asked for, ${scheme}`, async ({
    browser,
    baseURL,
  }) => {
    test.slow();
    const page = await pageIn(browser, baseURL!, scheme);
    await openOffice(page, '#/drafts');
    await page.locator('gj-start-draft summary').click();
    for (const way of ['用模板', '空白', '修订一件现有文本']) {
      await page.locator('gj-start-draft').getByRole('radio', { name: way }).check();
      expect(await violations(page), way).toEqual([]);
    }
    await openCodeDraft(page);
    await expect(page.locator('.draft-checks .findings li').first()).toBeVisible();
    expect(await violations(page), 'draft').toEqual([]);
    const line = page.locator('.cm-line').filter({ hasText: '第一条' }).first();
    await line.click();
    await page.keyboard.press('End');
    await page.keyboard.type('另见《会');
    await expect(page.locator('.cm-tooltip-autocomplete li').first()).toBeVisible();
    expect(await violations(page), 'titles on offer').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.type('》');
    await page.keyboard.press('Control+h');
    await page.locator('gj-draft-find input[name=find]').fill('工作');
    await expect(page.locator('.cm-searchMatch').first()).toBeVisible();
    expect(await violations(page), 'find').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Alt+n');
    await expect(page.locator('gj-draft-renumber dialog')).toBeVisible();
    expect(await violations(page), 'renumber').toEqual([]);
    await page.keyboard.press('Escape');
    for (const part of draftParts) {
      await page.locator('.parts a').nth(draftParts.indexOf(part)).click();
      await expect(page.locator(`.page.draft[data-part=${part}]`)).toBeVisible();
      if (part !== 'write') await expect(page.locator('.draft-side > :last-child')).not.toBeEmpty();
      expect(await violations(page), part).toEqual([]);
    }
    await page.locator('.parts a').nth(draftParts.indexOf('opinions')).click();
    const form = page.locator('gj-begin-round form');
    await form.getByLabel('全体人员').check();
    await form.getByLabel('起草说明').fill('为落实要求。');
    await form.getByRole('button', { name: '冻结并发出' }).click();
    await expect(page.locator('gj-round')).toContainText('征集中');
    expect(await violations(page), 'round').toEqual([]);
    await page.goto('/?base=sample#/drafts');
    await expect(page.locator('gj-drafts .shelf-row').first()).toBeVisible();
    expect(await violations(page), 'drafts').toEqual([]);
    await page.goto('/?base=sample#/');
    await page.locator('gj-consult-lines a').first().click();
    await expect(page.getByRole('heading', { level: 1, name: code })).toBeVisible();
    expect(await violations(page), 'consultation').toEqual([]);
    await page.getByRole('button', { name: '对第二条提意见' }).click();
    expect(await violations(page), 'an opinion').toEqual([]);
    await page.context().close();
  });
}

test('the largest text on a phone needs no sideways scrolling, and targets are 44 px and more', async ({
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
  await page.locator('.settings-button').click();
  await page.getByText('超大').click();
  await page.keyboard.press('Escape');
  for (const hash of [
    '#/',
    '#/shelf',
    '#/find?q=会议',
    '#/bring-in',
    '#/device',
    '#/office',
    '#/office/units',
    '#/office/recovery',
    '#/waiting',
    '#/readings',
    '#/member/new',
    '#/circulate',
    '#/circulations/calendar',
    '#/connections',
    '#/connections/invitations',
    '#/connections/direct',
    '#/connections/bundles',
  ]) {
    await page.goto(`/?base=sample${hash}`);
    await expect(page.locator('main')).not.toBeEmpty();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, hash).toBeLessThanOrEqual(0);
  }
  // The base of the sample office is in an office; joining is for one that is not.
  await page.goto('/#/join');
  await expect(page.locator('gj-join-form form').first()).toBeVisible();
  for (const more of await page.locator('gj-join-form summary').all()) await more.click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await openCodeDraft(page);
  await page.locator('[data-action=find]').click();
  for (const part of draftParts) {
    await page.locator('.parts a').nth(draftParts.indexOf(part)).click();
    await expect(page.locator(`.page.draft[data-part=${part}]`)).toBeVisible();
    if (part !== 'write') await expect(page.locator('.draft-side > :last-child')).not.toBeEmpty();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, part).toBeLessThanOrEqual(0);
  }
  await page.goto('/?base=sample#/shelf');
  await page.getByRole('link', { name: '会议管理制度', exact: true }).click();
  await expect(page.locator('#a1')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.getByRole('link', { name: '发起传阅' }).click();
  await openForm(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.goBack();
  await expect(page.locator('#a1')).toBeVisible();
  const button = await page.locator('.outline-button').boundingBox();
  expect(button!.height).toBeGreaterThanOrEqual(60);
  await page.locator('.outline-button').click();
  await page.locator('dialog gj-outline a').nth(1).click();
  await expect(page.locator('dialog.sheet')).toBeHidden();
  await expect(page).toHaveURL(/\/a\d+$/);
});

test('the whole interface is English when the browser is, and keeps its address when the language changes', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL: baseURL!, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto('/?base=sample#/shelf');
  await expect(page.getByRole('heading', { name: 'Library' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const chrome = await page.locator('header.top, .list-head').allInnerTexts();
  expect(chrome.join('').replaceAll(/公务员法/g, '')).not.toMatch(/\p{Script=Han}/u);
  await page.locator('.shelf-row a').first().click();
  await expect(page.locator('.status-line')).toContainText('Issued');
  const address = page.url();
  await page.locator('.settings-button').click();
  await page.getByText('中文').click();
  await expect(page.locator('.status-line')).toContainText('已签发');
  expect(page.url()).toBe(address);
});

test('print is a form: A4, no chrome, the words and their standing', async ({ page }) => {
  await openOffice(page, '#/shelf');
  await page.getByRole('link', { name: '会议管理制度', exact: true }).click();
  await expect(page.locator('#a1')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['header.top', '.side', '.text-tools', '.timeline', '.unit-tools']) {
    await expect(page.locator(hidden).first()).toBeHidden();
  }
  await expect(page.locator('.status-line')).toBeVisible();
  const line = await page.locator('.text').evaluate((text) => getComputedStyle(text).lineHeight);
  expect(Number.parseFloat(line)).toBeCloseTo((28.95 * 96) / 72, 0);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1')).toMatch(/MediaBox \[0 0 59[45]\.?\d* 84[12]/);
});
