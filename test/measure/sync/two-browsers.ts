import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { chromiumPath } from '../../chromium.mjs';

/** A browser of its own with an empty profile on disk, and one page in it that can be asked. */
export class OwnBrowser {
  /** Where the signals of this side go. */
  other: OwnBrowser | undefined;
  readonly page: Page;
  #context: BrowserContext;
  #profile: string;
  #signals: Promise<unknown> = Promise.resolve();

  private constructor(context: BrowserContext, page: Page, profile: string) {
    this.#context = context;
    this.page = page;
    this.#profile = profile;
  }

  static async open(url: string): Promise<OwnBrowser> {
    const profile = mkdtempSync(join(tmpdir(), 'guiju-sync-'));
    const executablePath = chromiumPath();
    const context = await chromium.launchPersistentContext(profile, {
      // Names in place of addresses are found by multicast, which is not there everywhere.
      args: ['--no-sandbox', '--disable-features=WebRtcHideLocalIpsWithMdns'],
      ...(executablePath !== undefined && { executablePath }),
    });
    const page = await context.newPage();
    const browser = new OwnBrowser(context, page, profile);
    page.on('console', (message) => {
      if (message.type() === 'error') console.error(`page: ${message.text()}`);
    });
    page.on('pageerror', (error) => console.error(`page: ${error.message}`));
    await page.exposeFunction('signalOut', (signal: unknown) => browser.other?.signalled(signal));
    await page.goto(url);
    await page.waitForFunction(() => 'ask' in globalThis);
    return browser;
  }

  async ask<T>(call: string, args?: unknown): Promise<T> {
    return (await this.page.evaluate(([call, args]) => ask(call as string, args), [call, args])) as T;
  }

  /** In the order in which they came. */
  signalled(signal: unknown): void {
    this.#signals = this.#signals
      .then(() => this.ask('signal', signal))
      .catch((error) => console.error(error));
  }

  async pick(folder: string): Promise<void> {
    await this.page.locator('input').setInputFiles(folder, { timeout: 300_000 });
  }

  async close(): Promise<void> {
    await this.#context.close();
    rmSync(this.#profile, { recursive: true, force: true });
  }
}

/** Lets two sides hear each other's signals. */
export function pair(a: OwnBrowser, b: OwnBrowser): void {
  a.other = b;
  b.other = a;
}
