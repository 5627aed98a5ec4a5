import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { issue, startDraft, write } from './some-draft.ts';

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
