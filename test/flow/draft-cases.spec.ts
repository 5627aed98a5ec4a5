import { expect, test } from '@playwright/test';
import { articleMapping } from '../../src/rule/article-mapping.ts';
import { ask, issue, startDraft, write } from './some-draft.ts';

const on = '2026-06-01';

test('what goes wrong on the way of a draft is explained on its page: nothing changed, an approver who left, a newer edition, a repeal', async ({
  page,
}) => {
  await issue(page);
  const home = page.url();
  const rule = /rule\/([a-z0-9]+)/.exec(home)![1]!;
  const draft = await startDraft(page);
  const flow = page.locator('gj-draft-workflow');
  await expect(flow.locator('.flow-now')).toHaveText('现在：立项');
  await ask(page, 'moveDraft', { draft, to: 'drafting', note: '', on });
  await expect(flow.locator('.flow-lacks')).toContainText('与所修订的版本一字不差');
  await page.goto(home.replace(/#.*/, `#/draft/${draft}/review`));
  await expect(page.locator('gj-draft-review .notice')).toContainText('一字不差');
  await page.goto(home.replace(/#.*/, `#/draft/${draft}/workflow`));
  await write(page, draft, '下班应当关灯。', '下班应当关灯断电。');
  await expect(flow.locator('.flow-lacks')).not.toContainText('一字不差');

  // Who is asked leaves the office before they have agreed.
  const { id } = await ask(page, 'saveMember', { name: '李强', roles: [] });
  await ask(page, 'askApproval', { draft, member: id, ask: true });
  for (const to of ['reviewing', 'deliberating'] as const)
    await ask(page, 'moveDraft', { draft, to, note: '', on });
  await expect(flow.locator('.flow-lacks [data-binding]')).toContainText('还没有同意这一稿：李强');
  await page.goto(home.replace(/#.*/, '#/drafts'));
  await expect(page.locator('.draft-stands')).toHaveText(/审议\s+等李强同意/);
  await ask(page, 'endMember', { id, on });
  await expect(page.locator('.draft-stands')).toHaveText(/审议\s+等审议结果，由您登记/);
  await page.getByRole('link', { name: '等审议结果' }).click();
  await expect(flow.locator('.flow-people').first()).toContainText('已离开单位');
  await expect(flow.locator('.flow-lacks [data-binding]')).toHaveCount(0);

  // Somebody else publishes another draft of the same rule, and the page is opened anew.
  const { base } = await ask(page, 'draft', { draft, on });
  const { draft: other } = await ask(page, 'startDraft', { from: 'edition', rule, edition: base! });
  await write(page, other, '行政科提醒', '行政科批评');
  for (const to of ['drafting', 'reviewing', 'signing'] as const)
    await ask(page, 'moveDraft', { draft: other, to, note: '', on });
  const view = await ask(page, 'preparePublishDraft', { draft: other, on });
  await ask(page, 'publishDraft', {
    draft: other,
    on,
    rule,
    edition: view.edition,
    meta: { ...view.meta, effectiveOn: on },
    change: 'revision',
    revises: view.revises!.edition,
    mapping: articleMapping(view.revises!.comparison),
    repeals: [],
    secrecy: '许静',
  });
  await page.reload();
  await expect(page.locator('gj-draft > section > .notice')).toContainText('已发布了新版本');
  await page.getByRole('radio', { name: '送签发' }).check();
  await expect(flow.locator('.flow-lacks')).toContainText('制度已有更新的版本');
  await page.goto(home.replace(/#.*/, `#/draft/${draft}/review`));
  // Against the edition in force it is seen what would be undone.
  await expect(page.locator('gj-draft-review tbody tr')).toHaveCount(2);
  await expect(page.locator('gj-draft-review del')).toContainText(['批评']);

  // The rule is ended altogether.
  await ask(page, 'repeal', { rule, on, reason: '清理' });
  await page.goto(home.replace(/#.*/, `#/draft/${draft}/workflow`));
  await expect(page.locator('gj-draft > section > .notice')).toContainText('已被废止');
  await page.getByRole('radio', { name: '送签发' }).check();
  await expect(flow.locator('.flow-lacks')).toContainText('制度已经废止');
  await page.getByRole('button', { name: '签名并送签发' }).click();
  await page.getByRole('radio', { name: '发布', exact: true }).check();
  await page.getByRole('link', { name: '核对并发布' }).click();
  await expect(page.locator('gj-publish')).toContainText('签发新版本会使它重新施行');
  await expect(page.getByLabel('我知道它已废止')).not.toBeChecked();
});
