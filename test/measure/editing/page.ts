import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { build } from 'vite';
import { serveApp } from '../../../src/desk/serve-app.ts';
import { chromiumPath } from '../../chromium.mjs';

export interface EditingPage {
  page: Page;
  /** Milliseconds of processor that the page's thread has used: what else the machine does is not in it. */
  processorMs(): Promise<number>;
  close(): Promise<void>;
}

/** Builds the page on which the editor is measured, and opens it in a browser whose input methods it can drive. */
export async function editingPage(): Promise<EditingPage> {
  const dir = join(process.cwd(), 'node_modules', '.cache', 'measure', 'editing');
  await build({
    configFile: false,
    root: join('test', 'measure', 'browser', 'editing'),
    logLevel: 'warn',
    // The peer brings Automerge in another wrapping: one copy is enough for both.
    resolve: { alias: [{ find: /^@automerge\/automerge$/, replacement: '@automerge/automerge/slim' }] },
    worker: { format: 'es' },
    build: { target: 'es2022', outDir: dir, emptyOutDir: true, modulePreload: { polyfill: false } },
  });
  const server = await serveApp(dir, 0);
  const executablePath = chromiumPath();
  const browser = await chromium.launch({
    args: ['--no-sandbox'],
    ...(executablePath !== undefined && { executablePath }),
  });
  const page = await browser.newPage({ locale: 'zh-CN' });
  page.on('pageerror', (error) => console.error(`page: ${error.message}`));
  const cdp = await page.context().newCDPSession(page);
  await page.exposeFunction('sendToBrowser', (method: 'Input.insertText', params: { text: string }) =>
    cdp.send(method, params),
  );
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction(() => document.title === 'ready');
  return {
    page,
    async processorMs() {
      const { metrics } = await cdp.send('Performance.getMetrics');
      return 1000 * metrics.find(({ name }) => name === 'TaskDuration')!.value;
    },
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}
