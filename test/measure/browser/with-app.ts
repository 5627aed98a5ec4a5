import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { serveApp } from '../../../src/desk/serve-app.ts';
import { chromiumPath } from '../../chromium.mjs';

export { median, percentile } from '../percentile.ts';

/** The built app, served on a free port, and a browser to look at it. */
export interface Bench {
  address: string;
  browser: Browser;
  context: BrowserContext;
  close(): Promise<void>;
}

/** Starts server and browser; the context keeps its base until it is closed. */
export async function withApp(dir = 'dist/app'): Promise<Bench> {
  const server: Server = await serveApp(dir, 0);
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const executablePath = chromiumPath();
  const browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: ['--no-sandbox', '--js-flags=--expose-gc'],
  });
  const context = await browser.newContext({ locale: 'zh-CN' });
  return {
    address,
    browser,
    context,
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Brings a folder in through the page, as a person would. Returns milliseconds from picking to the report. */
export async function importFolder(page: Page, address: string, base: string, dir: string): Promise<number> {
  await page.goto(`${address}/?base=${base}#/bring-in`);
  const input = page.locator('input[webkitdirectory]');
  await input.waitFor({ state: 'attached' });
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('input[webkitdirectory]')!;
    input.addEventListener('change', () => performance.mark('picked'), { capture: true });
    new MutationObserver(() => {
      if (document.querySelector('gj-bring-in .notice[role=status] b')) performance.mark('reported');
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await input.setInputFiles(dir, { timeout: 300_000 });
  await page.locator('gj-bring-in .notice[role=status] b').waitFor({ timeout: 300_000 });
  return page.evaluate(() => performance.measure('import', 'picked', 'reported').duration);
}
