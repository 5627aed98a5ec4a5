import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page, test } from '@playwright/test';
import type { ViteDevServer } from 'vite';
import type * as SomeRoundModule from '../engine/some-round.ts';
import { MailedFiles, viteForNode } from './mailed-file.ts';
import { openOffice } from './office.ts';

type Module = typeof SomeRoundModule;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const mailed = new MailedFiles();
let vite: ViteDevServer;
let module_: Module;
test.beforeAll(async () => {
  vite = await viteForNode();
  module_ = (await vite.ssrLoadModule('/test/engine/some-round.ts')) as Module;
});
test.afterAll(async () => {
  await vite.close();
  mailed.remove();
});

/** What axe finds on a page, and whether anything is wider than it. */
async function faults(page: Page): Promise<string[]> {
  const isCut = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }).axe;
    return (await run.run()).violations.map(({ id }) => id);
  });
  return [...found, ...(isCut ? ['wider than the page'] : [])];
}

test('on a phone without the app and without a network: read, write, answer; an editor takes it in', async ({
  browser,
}) => {
  const round = await module_.someRound();
  const { html } = await round.make('城东支部', '市民代表');
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    hasTouch: true,
    // Only so that axe can be put into the page.
    bypassCSP: true,
  });
  const { page, asked } = await mailed.open(context, html);
  await expect(page).toHaveTitle('征求意见：行为规范');
  await expect(page.locator('.head')).toContainText('请在 2099-12-20 前交回');
  await expect(page.locator('.head')).toContainText('可行吗？');
  await expect(page.getByRole('article')).toContainText('</script>轻声。');
  const make = page.getByRole('button', { name: '生成回执' });
  await make.click();
  await expect(page.getByRole('alert')).toHaveText('请先选择您是谁。');
  await page.getByLabel('您是').selectOption('城东支部');
  await make.click();
  await expect(page.getByRole('alert')).toContainText('还没有填写意见');
  await page.getByText('对第二条提意见').click();
  await page.locator('[name=text-1]').fill('怎样算轻声？');
  await page.locator('[name=proposal-1]').fill('第二条　小声。');
  await page.getByLabel('无意见').check();
  await make.click();
  await expect(page.getByRole('alert')).toContainText('就不要再勾选');
  await page.getByLabel('无意见').uncheck();
  expect(await faults(page)).toEqual([]);
  await make.click();
  await expect(page.getByRole('heading', { level: 1, name: '城东支部的回执已生成' })).toBeFocused();
  expect(asked.filter((url) => !url.startsWith('blob:'))).toHaveLength(1);
  const text = await page.locator('textarea.code').inputValue();
  expect(await round.read(text, true)).toEqual([{ outcome: 'good', name: '城东支部', opinions: 1 }]);
  expect((await round.view()).opinions).toMatchObject([
    { label: '第二条', address: 'a2', text: '怎样算轻声？', proposal: '第二条　小声。' },
  ]);
  expect((await round.view()).opinions[0]!.quote).toContain('轻声。');
  await context.close();
  await round.engine.close();
});

test('a round from its beginning to its answer, on one device, the asked one’s part by keyboard alone', async ({
  page,
}) => {
  await openOffice(page, '#/drafts');
  await page.locator('gj-start-draft summary').click();
  await page
    .locator('gj-start-draft select[name=rule]')
    .selectOption({ label: '工作人员行为规范与奖惩办法' });
  await page.locator('gj-start-draft button.main').click();
  await page.waitForURL(/#\/draft\//);
  const draft = page.url().split('#/draft/')[1]!;
  await page.goto(`/?base=sample#/draft/${draft}/opinions`);
  const form = page.locator('gj-begin-round form');
  await form.getByLabel('全体人员').check();
  await form.getByLabel('起草说明').fill('为落实要求。');
  await form.getByRole('button', { name: '冻结并发出' }).click();
  await expect(page.locator('gj-round')).toContainText('征集中');

  await page.goto('/?base=sample#/');
  const focused = async (name: string): Promise<void> => {
    const isThere = (): Promise<boolean> =>
      page.evaluate((words) => document.activeElement?.textContent?.trim() === words, name);
    for (let i = 0; i < 120 && !(await isThere()); i++) await page.keyboard.press('Tab');
    expect(await isThere(), name).toBe(true);
  };
  await expect(page.locator('gj-consult-lines a')).toBeVisible();
  await page.locator('gj-consult-lines a').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '工作人员行为规范与奖惩办法' })).toBeVisible();
  await focused('对第二条提意见');
  await page.keyboard.press('Enter');
  await expect(page.locator('.opinion-fields textarea').first()).toBeFocused();
  await page.keyboard.type('借调人员也要写进去。');
  await page.keyboard.press('Tab');
  await page.keyboard.type('第二条　本办法适用于全体工作人员，包括借调人员。');
  await focused('交出 1 条意见');
  await page.keyboard.press('Enter');
  await expect(page.locator('.consult-send')).toContainText('已交出，具名');
  // It is on disk.
  await page.reload();
  await expect(page.locator('.opinion-fields textarea').first()).toHaveValue('借调人员也要写进去。');

  await page.goto(`/?base=sample#/draft/${draft}/opinions`);
  const opinion = page.locator('gj-opinion');
  await expect(opinion).toContainText('借调人员也要写进去。');
  await opinion.locator('.decide summary').click();
  await opinion.getByText('采纳', { exact: true }).click();
  await opinion.getByRole('button', { name: '定为这样' }).click();
  await expect(opinion.locator('.outcome')).toContainText('采纳');
  await page.getByRole('button', { name: '意见采纳情况表' }).click();
  await expect(page.locator('.register-table tbody tr')).toHaveCount(1);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出表格' }).click();
  expect((await download).suggestedFilename()).toBe('意见采纳情况表 工作人员行为规范与奖惩办法.xlsx');
  await page.getByText('截止与延期').click();
  await page.getByRole('button', { name: '现在截止' }).click();
  await page.getByRole('button', { name: '反馈办理结果' }).click();
  await expect(page.locator('gj-round')).toContainText('已答复 1 份');
  await page.goto('/?base=sample#/waiting');
  await page.locator('gj-consult-lines a').click();
  // Among the results that all who were asked see, and with what was said here.
  await expect(page.locator('.outcome')).toHaveCount(2);
  for (const outcome of await page.locator('.outcome').all())
    await expect(outcome).toContainText('办理结果：采纳');
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    test(`axe finds nothing in a file for opinions and nothing is cut off, ${colorScheme}, ${width}`, async ({
      browser,
    }) => {
      const round = await module_.someRound();
      const { html } = await round.make('城东支部');
      const context = await browser.newContext({
        colorScheme,
        locale: width === 390 ? 'zh-CN' : 'en-GB',
        viewport: { width, height: 800 },
        bypassCSP: true,
      });
      const { page } = await mailed.open(context, html);
      await page.locator('details.opine summary').first().click();
      expect(await faults(page)).toEqual([]);
      await context.close();
      await round.engine.close();
    });
  }
}
