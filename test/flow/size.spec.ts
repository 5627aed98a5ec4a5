import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { builtApp } from '../built-app.ts';

test('the first screen loads at most 120 kB of script and style, the engine apart', async ({ page }) => {
  const sizes = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    const type = response.request().resourceType();
    if (type !== 'script' && type !== 'stylesheet') return;
    sizes.set(
      response.url(),
      response.body().then((body) => gzipSync(body).length),
    );
  });
  await page.goto('/#/');
  await expect(page.locator('.empty h1')).toBeVisible();
  const files = [...sizes.keys()].map((url) => url.split('/').at(-1)!);
  expect(files.some((file) => file.startsWith('index-'))).toBe(true);
  const outsideEngine = [...sizes].filter(([url]) => !/(?:shared|dedicated)-worker/.test(url));
  const total = (await Promise.all(outsideEngine.map(([, size]) => size))).reduce((a, b) => a + b, 0);
  expect(total, files.join(' ')).toBeLessThanOrEqual(120_000);
});

test('a draft loads at most 130 kB of script besides', () => {
  const { editor, gzip } = builtApp(join(import.meta.dirname, '../../dist/app'));
  expect([...editor].some((file) => file.startsWith('gj-draft-'))).toBe(true);
  expect(gzip(editor), [...editor].join(' ')).toBeLessThanOrEqual(130_000);
});
