import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import type * as SomeCirculatedTextModule from '../engine/some-circulated-text.ts';
import { MailedFiles, viteForNode } from './mailed-file.ts';

type SomeCirculation = typeof SomeCirculatedTextModule;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const mailed = new MailedFiles();
let receipts: string;

/** A proof as an engine writes it; the page in it is bundled by Vite, so Vite loads the engine. */
test.beforeAll(async () => {
  const vite = await viteForNode();
  try {
    const { SomeCirculation } = (await vite.ssrLoadModule(
      '/test/engine/some-circulated-text.ts',
    )) as SomeCirculation;
    const made = await SomeCirculation.open();
    await made.acknowledge();
    await made.acknowledge({ behalf: { members: [made.others[0]!], means: 'paper', reason: '休假' } });
    const file = await made.one.ask('registerFile', { ...made.asked('receipts'), as: 'proof' });
    receipts = new TextDecoder().decode(file.bytes);
    await made.one.close();
  } finally {
    await vite.close();
  }
});
test.afterAll(() => mailed.remove());

for (const { locale, verdict, meaning } of [
  { locale: 'zh-CN', verdict: '核验通过', meaning: '逐行一致' },
  { locale: 'en-GB', verdict: 'Verified', meaning: 'every row agrees' },
]) {
  test(`a register opened from a file counts itself again and is shown, ${locale}`, async ({ browser }) => {
    const context = await browser.newContext({ locale });
    const { page, asked } = await mailed.open(context, receipts);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(verdict);
    await expect(page.locator('.verdict')).toContainText(meaning);
    await expect(page.locator('.verdict')).toContainText('周明远');
    await expect(page.getByRole('row')).toHaveCount(4);
    await expect(page.getByRole('row', { name: '陈静' })).toContainText('纸质签名');
    await expect(page.locator('.fingerprint')).toHaveText(/^([0-9a-f]{4} ){7}[0-9a-f]{4} ?$/);
    expect(asked).toHaveLength(1);
    await context.close();
  });
}

test('an altered row is told, and what the entries say is shown in its place', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const { page } = await mailed.open(context, receipts.replace('尚未确认送达', '阅知 本人'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('核验未通过');
  await expect(page.locator('.verdict')).toContainText('不一致的行：第 3 行');
  await expect(page.locator('[data-differs]')).toContainText('尚未确认送达');
  await context.close();
});

test('a signature that was touched, and another script, prove nothing', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const touched = receipts.replace(
    /("sig":")(..)/,
    (_, key: string, two: string) => `${key}${two === 'AA' ? 'BB' : 'AA'}`,
  );
  const first = await mailed.open(context, touched);
  await expect(first.page.locator('.verdict')).toContainText('签名与内容不符');
  await expect(first.page.locator('main')).not.toContainText('陈静');
  const second = await mailed.open(context, receipts.replace('核验未通过', '核验也通过'));
  await expect(second.page.locator('#waiting')).toContainText('文件已损坏');
  await context.close();
});

test('a browser that keeps its cryptography from files counts all the same', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'zh-CN' });
  await context.addInitScript(() => {
    Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined });
  });
  const { page } = await mailed.open(context, receipts);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('核验通过');
  await context.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    test(`axe finds nothing and nothing is cut off, ${colorScheme}, ${width}`, async ({ browser }) => {
      const context = await browser.newContext({
        colorScheme,
        locale: 'zh-CN',
        viewport: { width, height: 800 },
        // Only so that axe can be put into the page.
        bypassCSP: true,
      });
      for (const html of [receipts, receipts.replace('尚未确认送达', '阅知 本人')]) {
        const { page } = await mailed.open(context, html);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        await page.evaluate(axe);
        const found = await page.evaluate(async () => {
          const { axe } = globalThis as unknown as {
            axe: { run(): Promise<{ violations: { id: string }[] }> };
          };
          return (await axe.run()).violations.map(({ id }) => id);
        });
        expect(found).toEqual([]);
      }
      await context.close();
    });
  }
}
