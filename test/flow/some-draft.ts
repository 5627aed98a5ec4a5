import { expect, type Page } from '@playwright/test';
import type { App } from '../../src/app/app.ts';
import type { CallAnswer, CallArgs, CallName } from '../../src/engine/protocol.ts';
import { foundOffice } from './draft-page.ts';
import { bringIn, openEmptyBase } from './office.ts';

const lights = `# 灯光管理办法

第一条 为了节约用电，制定本办法。

第二条 下班应当关灯。

第三条 违反第二条的，由行政科提醒。

第四条 本办法由行政科负责解释。
`;

/** Founds an office, and issues the rule as its first admin does. */
export async function issue(page: Page): Promise<void> {
  await openEmptyBase(page);
  await foundOffice(page);
  await bringIn(page, [{ name: '灯光管理办法(2024-02-01).md', text: lights }]);
  await page.getByRole('link', { name: '灯光管理办法' }).click();
  await page.getByRole('link', { name: '签发这个版本' }).click();
  await page.getByLabel('施行日期').fill('2024-03-01');
  await page.getByLabel('保密审查人姓名').fill('许静');
  await page.getByLabel('已经保密审查').check();
  await page.getByRole('button', { name: '签发', exact: true }).click();
  await expect(page.locator('.status-line')).toContainText('已签发');
}

/** Begins a revision of the rule and opens its way. */
export async function startDraft(page: Page): Promise<string> {
  const rule = /rule\/([a-z0-9]+)/.exec(page.url())![1]!;
  const edition = /ed=([0-9a-f]+)/.exec(page.url())![1]!;
  const draft = await page.evaluate(
    async (what) => {
      const { app } = document.querySelector('gj-drafts-way') as HTMLElement & { app: App };
      return (await app.ask('startDraft', { from: 'edition', ...what })).draft;
    },
    { rule, edition },
  );
  await page.goto(page.url().replace(/#.*/, `#/draft/${draft}/workflow`));
  return draft;
}

/** Puts other words in the place of some, as an editor would. */
export async function write(page: Page, draft: string, find: string, put: string): Promise<void> {
  await page.evaluate(
    async ([id, find, put]) => {
      const { app } = document.querySelector('gj-drafts-way') as HTMLElement & { app: App };
      const { text, heads } = await app.ask('draftOpen', { draft: id! });
      const splices = [{ at: text.indexOf(find!), remove: find!.length, insert: put! }];
      await app.ask('draftEdit', { draft: id!, name: crypto.randomUUID(), heads, splices });
    },
    [draft, find, put],
  );
}

/** Asks the engine, as a page would. */
export async function ask<N extends CallName>(
  page: Page,
  name: N,
  args: CallArgs<N>,
): Promise<CallAnswer<N>> {
  const what: [CallName, unknown] = [name, args];
  const answer: unknown = await page.evaluate(async ([call, given]) => {
    const { app } = document.querySelector('gj-drafts-way') as HTMLElement & { app: App };
    return await app.ask(call, given as never);
  }, what);
  return answer as CallAnswer<N>;
}
