import type { BrowserContext, Page } from 'playwright';
import type { App } from '../../src/app/app.ts';
import type { BringInEntry, EngineProblemCode } from '../../src/engine/protocol.ts';
import type { ExpectedText } from './expected-texts.ts';

type WithApp = Element & { app: App };

/** How an import ended for the page that showed it. */
export interface ImportEnd {
  trouble?: EngineProblemCode;
}

/** The app in a page, as far as the tests of faults use it. */
export class BrowserBase {
  readonly page: Page;
  /** What the page has been told is saved, by file; it is out of the browser as soon as it is shown. */
  readonly reported = new Map<string, BringInEntry>();
  #ended: ((end: ImportEnd) => void) | undefined;
  #heard: () => void = () => undefined;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(context: BrowserContext, address: string): Promise<BrowserBase> {
    const base = new BrowserBase(await context.newPage());
    await base.page.exposeFunction('guijuReported', (entries: BringInEntry[], end?: ImportEnd) => {
      for (const entry of entries) base.reported.set(entry.file, entry);
      base.#heard();
      if (end !== undefined) base.#ended?.(end);
    });
    await base.page.goto(`${address}/#/bring-in`);
    await base.page.locator('input[webkitdirectory]').waitFor({ state: 'attached' });
    await base.page.evaluate(() => {
      const { intake } = document.querySelector<WithApp>('gj-bring-in')!.app;
      const told = window as unknown as {
        guijuReported(entries: readonly BringInEntry[], end?: ImportEnd): void;
      };
      let seen = 0;
      intake.state.subscribe(() => {
        const { entries, step, trouble } = intake.state.now;
        const fresh = entries.slice(seen);
        seen = step === 'done' ? 0 : entries.length;
        told.guijuReported(fresh, step === 'done' ? { ...(trouble && { trouble }) } : undefined);
      });
    });
    return base;
  }

  /** Picks a folder on the import page; the import then runs by itself. */
  async begin(folder: string): Promise<{ ended: Promise<ImportEnd> }> {
    this.reported.clear();
    const ended = new Promise<ImportEnd>((resolve) => (this.#ended = resolve));
    await this.page.locator('input[webkitdirectory]').setInputFiles(folder);
    return { ended };
  }

  /** Resolves once the import runs and so many files have been reported. */
  async runs(reported: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#heard = () => {
        if (this.reported.size >= reported) resolve();
      };
    });
  }

  /** @returns the files of these whose text cannot be read to its end, as the page would show it */
  async unreadable(entries: readonly BringInEntry[], texts: Map<string, ExpectedText>): Promise<string[]> {
    const wrong: string[] = [];
    for (let at = 0; at < entries.length; at += 40) {
      const some = entries.slice(at, at + 40);
      const shown = await this.page.evaluate(
        async (which) => {
          const { app } = document.querySelector<WithApp>('gj-bring-in')!;
          const on = app.today();
          return await Promise.all(
            which.map(async ({ rule, edition }) => {
              try {
                const { preamble, units } = await app.ask('read', { rule, edition, on });
                return JSON.stringify({ preamble, units });
              } catch (cause) {
                return String(cause);
              }
            }),
          );
        },
        some.map(({ rule = '', edition = '' }) => ({ rule, edition })),
      );
      some.forEach(({ file }, i) => {
        if (shown[i] !== texts.get(file)?.reading) wrong.push(file);
      });
    }
    return wrong;
  }

  /**
   * @returns the files of these that searching within their rule for their words does not find, once the index
   *   had time to catch up
   */
  async notFound(entries: readonly BringInEntry[], texts: Map<string, ExpectedText>): Promise<string[]> {
    let missing = [...entries];
    for (let tries = 0; tries < 40 && missing.length > 0; tries++) {
      if (tries > 0) await this.page.waitForTimeout(250);
      const found = await this.page.evaluate(
        async (which) => {
          const { app } = document.querySelector<WithApp>('gj-bring-in')!;
          const on = app.today();
          const found: boolean[] = [];
          for (const { phrase, edition, rule } of which) {
            const question = { query: `“${phrase}”`, filters: { rule }, on, limit: 200 };
            const { hits } = await app.ask('find', question);
            found.push(hits.some((hit) => hit.edition === edition));
          }
          return found;
        },
        missing.map(({ file, rule = '', edition }) => ({ phrase: texts.get(file)!.phrase, rule, edition })),
      );
      missing = missing.filter((_, i) => !found[i]);
    }
    return missing.map(({ file }) => file);
  }
}
