import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import type { App } from '../../src/app/app.ts';
import { bringIn, openEmptyBase } from './office.ts';

const lights = `# 灯光管理办法

第一条 为了节约用电，制定本办法。

第二条 下班应当关灯。

第三条 违反第二条的，由行政科提醒。

第四条 本办法由行政科负责解释。
`;

/** Founds an office, and issues the rule as its first admin does. */
async function issue(page: Page): Promise<void> {
  await openEmptyBase(page);
  await page.getByRole('link', { name: '单位', exact: true }).click();
  await page.getByLabel('单位名称').fill('某市某办公室');
  await page.getByLabel('您的姓名').fill('王芳');
  await page.locator('gj-found-office > form').getByLabel('这台设备的名称').fill('台式机');
  await page.getByRole('button', { name: '建立单位' }).click();
  await expect(page.getByRole('heading', { name: '某市某办公室' })).toBeVisible();
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
async function startDraft(page: Page): Promise<string> {
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
async function write(page: Page, draft: string, find: string, put: string): Promise<void> {
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

const sign = async (page: Page, way: string): Promise<void> => {
  await page.getByRole('radio', { name: way, exact: true }).check();
  await page.getByRole('button', { name: `签名并${way}` }).click();
};

test('a draft goes its way to an edition, with its reasons, and what an article means is asked and answered', async ({
  page,
}) => {
  await issue(page);
  const draft = await startDraft(page);
  const flow = page.locator('gj-draft-workflow');
  await expect(flow.locator('.flow-now')).toHaveText('现在：立项');
  await sign(page, '转入起草');
  await expect(flow.locator('.flow-now')).toHaveText('现在：起草');
  await write(page, draft, '下班应当关灯。', '下班应当关灯，并关闭电源。');
  await page.getByLabel('起草说明').fill('近来多次有人忘记断电。');
  await flow.getByRole('button', { name: '保存' }).first().click();
  await expect(flow.getByRole('button', { name: '保存' })).toHaveCount(0);
  await page.getByLabel('点名一人').selectOption({ label: '王芳' });
  await flow.getByRole('button', { name: '点名', exact: true }).click();
  await expect(flow.locator('[data-state=waiting]')).toContainText('王芳');
  // With the keyboard alone.
  await page.getByRole('radio', { name: '送征求意见' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type('请审第二条');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: '签名并送审核' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(flow.locator('.flow-moves li').first()).toContainText('请审第二条');
  await page.getByRole('radio', { name: '送签发' }).check();
  await expect(page.getByRole('button', { name: '签名并送签发' })).toBeDisabled();
  await expect(flow.locator('.flow-lacks [data-binding]')).toContainText('还没有同意这一稿：王芳');
  await flow.getByRole('button', { name: '同意这一稿' }).click();
  await expect(flow.locator('[data-state=agreed]')).toContainText('王芳');
  // One letter more and it is void.
  await write(page, draft, '关闭电源', '切断电源');
  await expect(flow.locator('[data-state=other-text]')).toContainText('已作废');
  await flow.getByRole('button', { name: '同意这一稿' }).click();
  await expect(flow.locator('[data-state=agreed]')).toHaveCount(1);

  await page.goto(page.url().replace('/workflow', '/review'));
  const review = page.locator('gj-draft-review');
  await expect(review.locator('tbody tr')).toHaveCount(1);
  await review.locator('textarea').fill('只关灯，插座仍耗电。');
  await expect(review.getByText('理由已保存')).toBeVisible();
  const saved = page.waitForEvent('download');
  await review.getByRole('button', { name: '导出网页' }).click();
  const html = readFileSync(await (await saved).path(), 'utf8');
  expect(html).toContain('<ins>，并切断电源</ins>');
  expect(html).toContain('只关灯，插座仍耗电。');

  await page.goto(page.url().replace('/review', '/workflow'));
  await sign(page, '送签发');
  await expect(flow.locator('.flow-now')).toHaveText('现在：签发');
  await page.getByRole('radio', { name: '发布', exact: true }).check();
  await page.getByRole('link', { name: '核对并发布' }).click();
  await page.getByLabel('施行日期').fill('2026-03-01');
  await page.getByRole('radio', { name: '实质修订' }).check();
  await page.getByLabel('条次对照已核对').check();
  await page.getByLabel('保密审查人姓名').fill('许静');
  await page.getByLabel('已经保密审查').check();
  await page.getByRole('button', { name: '签发', exact: true }).click();
  await expect(page.locator('.status-line')).toContainText('已签发');
  await expect(page.locator('#a2')).toContainText('下班应当关灯，并切断电源。');
  const rule = page.url();
  await page.goto(page.url().replace(/#.*/, `#/draft/${draft}/workflow`));
  await expect(flow.locator('.flow-now')).toHaveText('现在：发布');
  await expect(flow.getByText('已发布。')).toBeVisible();

  await page.goto(rule);
  await page.locator('#a2').hover();
  await page.locator('#a2 .place-mark').click();
  await page.getByRole('button', { name: '请求解释' }).click();
  await expect(page.locator('#a2 textarea')).toBeFocused();
  await page.keyboard.type('走廊算不算？');
  await page.getByRole('button', { name: '签名提问' }).click();
  const notes = page.locator('#a2 gj-interpretations');
  await expect(notes).toContainText('待答');
  await notes.getByRole('button', { name: '答复' }).click();
  await notes.getByLabel('答复', { exact: true }).fill('算。');
  await notes.getByRole('button', { name: '签名答复' }).click();
  await expect(notes).toContainText('已答');
  await expect(notes).toContainText('答：算。');
});
