import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';

/** A Vite that loads modules whose pages it has to bundle; to be closed by whoever asked for it. */
export function viteForNode(): Promise<ViteDevServer> {
  return createServer({
    mode: 'node',
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
}

/** Files in a folder of their own, opened as somebody does who got them by mail and has no network. */
export class MailedFiles {
  #home = mkdtempSync(join(tmpdir(), 'guiju-mailed-'));
  #count = 0;

  /** @returns the page, and everything that it has asked for */
  async open(context: BrowserContext, html: string): Promise<{ page: Page; asked: string[] }> {
    // The tests of a file may be run in several portions, each of which removes it at its end.
    mkdirSync(this.#home, { recursive: true });
    const path = join(this.#home, `${(this.#count += 1)}.html`);
    writeFileSync(path, html);
    await context.setOffline(true);
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(path).href);
    return { page, asked };
  }

  remove(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }
}
