import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import type { ViteDevServer } from 'vite';
import type * as SomePackageModule from '../engine/some-package.ts';
import { MailedFiles, viteForNode } from './mailed-file.ts';

type Module = typeof SomePackageModule;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const phone = { width: 390, height: 844 };

const mailed = new MailedFiles();
let vite: ViteDevServer;
let module_: Module;
/** The page of a package is bundled by Vite, so Vite loads the engine that makes it. */
test.beforeAll(async () => {
  vite = await viteForNode();
  module_ = (await vite.ssrLoadModule('/test/engine/some-package.ts')) as Module;
});
test.afterAll(async () => {
  await vite.close();
  mailed.remove();
});

test('on a phone without a network: read, tick, answer; the file that comes back is taken once', async ({
  browser,
}) => {
  const office = await module_.somePackage();
  const context = await browser.newContext({ viewport: phone, locale: 'zh-CN', hasTouch: true });
  const { page, asked } = await mailed.open(context, await office.html('吴晓', '李青'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('灯光管理规定');
  await expect(page).toHaveTitle('签阅：灯光管理规定');
  await expect(page.locator('.head')).toContainText('请在 2026-06-12 前完成');
  await expect(page.locator('.note')).toContainText('请各支部组织学习。');
  await expect(page.locator('.changes')).toContainText('与2026-03-02 版相比，有 1 处变化');
  await expect(page.locator('.change .after')).toContainText('并锁门');
  await expect(page.getByRole('article')).toContainText('走廊的灯');
  await expect(page.locator('.limits')).toContainText('它不能证明操作的人就是您');

  const make = page.getByRole('button', { name: '生成回执' });
  await make.click();
  await expect(page.getByRole('alert')).toHaveText('请先选择您的名字。');
  await page.getByLabel('您是').selectOption('吴晓，城东支部');
  await make.click();
  await expect(page.getByRole('alert')).toHaveText('请至少勾选一份已读的文件。');
  await page.getByLabel('我已学习《灯光管理规定》').check();
  await make.click();
  await expect(page.getByRole('alert')).toHaveText('还有题目没有作答。');
  await page.getByLabel('开窗').check();
  await make.click();
  await expect(page.getByRole('heading', { level: 1, name: '吴晓的回执已生成' })).toBeFocused();
  // What is not right is found out by the office, and may be answered again.
  const wrong = await page.getByRole('textbox').inputValue();
  expect((await office.take(wrong)).map(({ outcome }) => outcome)).toEqual(['not-passed']);
  await page.getByRole('button', { name: '重新填写' }).click();
  await page.getByLabel('开窗').uncheck();
  await page.getByLabel('关灯').check();
  await page.getByLabel('锁门').check();
  await make.click();
  await expect(page.getByRole('img', { name: '回执二维码' })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '保存回执文件' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('回执 灯光管理规定 吴晓.txt');
  const text = readFileSync(await saved.path(), 'utf8');
  expect(text.trim()).toBe(await page.getByRole('textbox').inputValue());
  // Nobody was asked for anything.
  expect(asked.filter((url) => !url.startsWith('blob:'))).toHaveLength(1);

  const edited = text.replace(/.{4}\.\s*$/, (end) =>
    end.startsWith('AAAA') ? `BBBB${end.slice(4)}` : `AAAA${end.slice(4)}`,
  );
  expect((await office.take(edited)).map(({ outcome }) => outcome)[0]).toMatch(/altered|damaged/);
  expect(office.readers()).toEqual([]);
  const [review] = await office.take(text);
  expect(review).toMatchObject({ outcome: 'good', says: { name: '吴晓', isTimeOff: false } });
  expect(office.readers()).toEqual(['吴晓']);
  expect((await office.take(text)).map(({ outcome }) => outcome)).toEqual(['taken']);
  await context.close();
  await office.close();
});

test('by keyboard alone, in English, with one name, in a browser that keeps its cryptography from files', async ({
  browser,
}) => {
  const office = await module_.somePackage();
  const context = await browser.newContext({ locale: 'en-GB' });
  await context.addInitScript(() => {
    Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined });
  });
  const { page } = await mailed.open(context, await office.html('李青'));
  await expect(page.locator('.who')).toContainText('This file is for 李青');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-GB');
  const press = async (keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  // The changes, the table, the text, three choices, the button.
  await press(['Tab', 'Tab', 'Tab', 'Space', 'Tab', 'Space', 'Tab', 'Space', 'Tab', 'Tab', 'Enter']);
  await expect(page.getByRole('heading', { level: 1, name: 'The answer of 李青 is ready' })).toBeFocused();
  expect(
    (await office.take(await page.getByRole('textbox').inputValue())).map(({ outcome }) => outcome),
  ).toEqual(['good']);
  await context.close();
  await office.close();
});

test('a page that was changed does nothing; without scripts it says what to do', async ({ browser }) => {
  const office = await module_.somePackage();
  const html = await office.html('吴晓');
  const context = await browser.newContext();
  const { page } = await mailed.open(context, html.replace('请先选择您的名字', '什么都不用选'));
  await expect(page.locator('#waiting')).toContainText('文件已损坏');
  const cut = await mailed.open(context, html.replace('{"v":1', '{"v":1,,'));
  await expect(cut.page.locator('main')).toContainText('打不开');
  const without = await browser.newContext({ javaScriptEnabled: false });
  const silent = await mailed.open(without, html);
  await expect(silent.page.locator('#waiting')).toContainText('请用浏览器打开');
  await context.close();
  await without.close();
  await office.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    test(`axe finds nothing in a package and nothing is cut off, ${colorScheme}, ${width}`, async ({
      browser,
    }) => {
      const office = await module_.somePackage();
      const context = await browser.newContext({
        colorScheme,
        locale: 'zh-CN',
        viewport: { width, height: 800 },
        // Only so that axe can be put into the page.
        bypassCSP: true,
      });
      const { page } = await mailed.open(context, await office.html('吴晓', '李青'));
      const look = async (): Promise<void> => {
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        await page.evaluate(axe);
        const found = await page.evaluate(async () => {
          const { axe } = globalThis as unknown as {
            axe: { run(): Promise<{ violations: { id: string }[] }> };
          };
          return (await axe.run()).violations.map(({ id }) => id);
        });
        expect(found).toEqual([]);
      };
      await page.getByRole('button', { name: '生成回执' }).click();
      await look();
      await page.getByLabel('您是').selectOption({ index: 1 });
      for (const box of await page.getByRole('checkbox').all()) await box.check();
      await page.getByRole('button', { name: '生成回执' }).click();
      await expect(page.getByRole('img')).toBeVisible();
      await look();
      await context.close();
      await office.close();
    });
  }
}
