import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import type * as SomeProofModule from '../engine/some-proof.ts';
import { MailedFiles, viteForNode } from './mailed-file.ts';

type SomeProof = typeof SomeProofModule;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const mailed = new MailedFiles();
let valid: string;
let withdrawn: string;

/** Proofs as an engine writes them; the page in them is bundled by Vite, so Vite loads the engine. */
test.beforeAll(async () => {
  const vite = await viteForNode();
  try {
    const { someOffice } = (await vite.ssrLoadModule('/test/engine/some-proof.ts')) as SomeProof;
    const office = await someOffice();
    const issued = await office.issue('灯光管理规定');
    valid = new TextDecoder().decode((await issued.proof()).bytes);
    const entry = office.engine.office.ledger.publications.of(issued.rule).publications[0]!.id;
    await office.engine.publisher.withdraw({ entry, reason: '第三条有误' });
    withdrawn = new TextDecoder().decode((await issued.proof()).bytes);
  } finally {
    await vite.close();
  }
});
test.afterAll(() => mailed.remove());

for (const { locale, verdict, fingerprint } of [
  { locale: 'zh-CN', verdict: '核验通过', fingerprint: '请核对单位指纹' },
  { locale: 'en-GB', verdict: 'Verified', fingerprint: 'Compare the fingerprint' },
]) {
  test(`a proof opened from a file verifies itself and shows the text, ${locale}`, async ({ browser }) => {
    const context = await browser.newContext({ locale });
    const { page, asked } = await mailed.open(context, valid);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(verdict);
    await expect(page.getByRole('heading', { name: fingerprint })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', locale);
    await expect(page.locator('.verdict')).toContainText('临政服〔2026〕7号');
    await expect(page.locator('.fingerprint')).toHaveText(/^([0-9a-f]{4} ){7}[0-9a-f]{4} ?$/);
    const text = page.getByRole('article');
    await expect(text.getByRole('heading', { name: '第一章　总则' })).toBeVisible();
    await expect(text.locator('.unit').nth(1)).toHaveText(
      /第二条\s*下班时应当：（一）关灯；（二）锁门：1\.先关窗；/,
    );
    await expect(text.getByRole('row')).toHaveCount(3);
    await expect(text.locator('strong', { hasText: '走廊的灯' })).toBeVisible();
    expect(asked).toHaveLength(1);
    await context.close();
  });
}

test('a text that was changed is not shown', async ({ context }) => {
  const { page } = await mailed.open(context, valid.replace('制定本规定', '制定本规矩'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('核验未通过');
  await expect(page.locator('.verdict')).toContainText('文本与签发的版本不符');
  await expect(page.locator('main')).not.toContainText('本规矩');
});

test('damaged data, and a signature that does not fit, prove nothing', async ({ context }) => {
  const { page } = await mailed.open(context, valid.replace('{"v":1', '{"v":1,,'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('核验未通过');
  const other = await mailed.open(
    context,
    valid.replace(/("sig":")(..)/, (_, key: string, two: string) => `${key}${two === 'AA' ? 'BB' : 'AA'}`),
  );
  await expect(other.page.locator('.verdict')).toContainText('签名与内容不符');
});

test('a page with another script shows nothing at all', async ({ context }) => {
  const { page } = await mailed.open(context, valid.replace('核验未通过', '核验也通过'));
  await expect(page.locator('#waiting')).toContainText('文件已损坏');
  await expect(page.locator('.verdict')).toHaveCount(0);
});

test('without scripts it says that nothing is proven', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const { page } = await mailed.open(context, valid);
  await expect(page.locator('#waiting')).toContainText('是脚本没有运行，或者文件已损坏：什么也没有证明');
  await context.close();
});

test('a browser that keeps its cryptography from files verifies all the same', async ({ context }) => {
  await context.addInitScript(() => {
    Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined });
  });
  const { page } = await mailed.open(context, valid);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('核验通过');
  const other = await mailed.open(context, valid.replace('制定本规定', '制定本规矩'));
  await expect(other.page.getByRole('heading', { level: 1 })).toHaveText('核验未通过');
});

test('a withdrawn edition is shown as withdrawn, with its text', async ({ context }) => {
  const { page } = await mailed.open(context, withdrawn);
  await expect(page.locator('.verdict')).toContainText('又被撤回');
  await expect(page.locator('.verdict')).toContainText('第三条有误');
  await expect(page.getByRole('article')).toContainText('下班时应当');
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
      for (const html of [valid, withdrawn, valid.replace('制定本规定', '制定本规矩')]) {
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
