import { expect, test, type Page } from '@playwright/test';
import { bringIn, openEmptyBase } from './office.ts';

const text = (second: string): string => `# 灯光管理办法

第一条 为了节约用电，制定本办法。

第二条 ${second}

第三条 本办法由行政科负责解释。
`;

/** Founds an office with two more people, of whom nobody has a device. */
async function someOffice(page: Page): Promise<void> {
  await openEmptyBase(page);
  await page.goto('/#/office');
  await page.getByLabel('单位名称').fill('某市某办公室');
  await page.getByLabel('处室和支部').fill('综合科\n行政科\n行政科支部');
  await page.getByLabel('您的姓名').fill('王芳');
  await page.getByLabel('您所在的处室').selectOption('综合科');
  await page.locator('gj-found-office > form').getByLabel('这台设备的名称').fill('台式机');
  await page.getByRole('button', { name: '建立单位' }).click();
  await expect(page.getByRole('heading', { name: '某市某办公室' })).toBeVisible();
  await page.goto('/#/office/import');
  const table = '姓名,处室,职务\n李强,行政科,科员\n赵敏,行政科支部,书记\n';
  await page
    .locator('gj-import-roster input[type=file]')
    .setInputFiles({ name: '名册.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await page.getByRole('button', { name: '导入名册' }).click();
  await expect(page.getByText('新增 2 人')).toBeVisible();
}

async function issue(page: Page, name: string, body: string): Promise<void> {
  await bringIn(page, [{ name, text: body }]);
  await page.getByRole('link', { name: '灯光管理办法' }).click();
  await page.getByRole('link', { name: '签发这个版本' }).click();
  await page.getByLabel('保密审查人姓名').fill('许静');
  await page.getByLabel('已经保密审查').check();
}

test('a publisher issues a text and sends it round; its revision says beforehand what it means, and takes over', async ({
  page,
}) => {
  await page.clock.setFixedTime('2026-09-28T09:00:00+08:00');
  await someOffice(page);
  await issue(page, '灯光管理办法(2026-02-01).md', text('下班应当关灯。'));
  await page.getByRole('button', { name: '签发并发起传阅' }).click();
  await expect(page.getByRole('heading', { name: '发起传阅' })).toBeVisible();
  await expect(page.locator('.to-send')).toContainText('灯光管理办法');
  await expect(page.locator('.reach-count')).toHaveText('将送 0 人');
  const send = page.locator('.confirm-send button');
  await expect(send).toBeDisabled();

  // By unit, and one by name; then one of them is not meant.
  await page.locator('.audience-group summary', { hasText: '处室和支部' }).click();
  await page.getByLabel('行政科', { exact: true }).check();
  await expect(page.locator('.reach-count')).toHaveText('将送 1 人，其中 1 人还没有设备');
  await page.locator('.audience-group summary', { hasText: '指定人员' }).click();
  const named = page.locator('.audience-group', { hasText: '指定人员' });
  await named.getByRole('searchbox').fill('赵');
  await named.getByLabel('赵敏').check();
  await named.getByRole('searchbox').fill('王');
  await named.getByLabel('王芳').check();
  await expect(page.locator('.reach-count')).toHaveText('将送 3 人，其中 2 人还没有设备');
  await page.locator('.reach summary').click();
  await expect(page.locator('.reach-people')).toContainText('李强');

  // Three working days before the holidays, five that go beyond them.
  await page.getByLabel('3 个工作日', { exact: true }).check();
  await expect(page.locator('.due-day')).toContainText('2026年10月8日');
  await page.getByLabel('10 个工作日', { exact: true }).check();
  await expect(page.locator('.due-day')).toContainText('2026年10月16日');
  await page.getByLabel('指定日期').check();
  await page.getByLabel('日期', { exact: true }).fill('2027-01-05');
  await expect(page.getByText('2027 年的放假安排还没有录入')).toBeVisible();
  await page.getByLabel('5 个工作日', { exact: true }).check();
  await expect(page.locator('.due-day')).toContainText('2026年10月10日');

  await page.getByLabel('依次').check();
  await expect(page.locator('.turns li').first()).toContainText('赵敏');
  await page.getByRole('button', { name: '上移 王芳' }).click();
  await expect(page.locator('.turns li').first()).toContainText('王芳');
  await page.getByLabel('说明').fill('请在节前读完。');
  await expect(page.locator('.confirm-send')).toContainText('3 人，阅知，2026年10月10日');
  await send.click();
  await expect(page.getByRole('heading', { name: '已发出' })).toBeFocused();
  await expect(page.getByRole('link', { name: '看传阅情况' })).toHaveAttribute(
    'href',
    /^#\/circulation\/[0-9a-f]{64}$/,
  );
  // It waits for its sender, who reads it.
  await page.goto('/#/waiting');
  await page.locator('gj-waiting .shelf-list a').first().click();
  await page.getByRole('button', { name: '确认，签阅' }).click();
  await expect(page.getByText('已全部签阅')).toBeVisible();

  await issue(page, '灯光管理办法(2026-08-01).md', text('下班应当关灯，并关闭电源。'));
  await expect(page.locator('.choices', { hasText: '勘误' })).toContainText('1 人已签阅，继续有效');
  await expect(page.locator('.choices')).toContainText('1 人要重新签阅');
  await expect(page.locator('.choices')).toContainText('另有 2 人还没签阅现在的版本');
  await page.getByLabel('实质修订').check();
  await page.getByLabel('条次对照已核对').check();
  await page.getByRole('button', { name: '签发', exact: true }).click();
  await page.getByRole('link', { name: '发起传阅' }).click();
  await expect(page.locator('.earlier')).toContainText('尚未办结');
  await page.getByRole('button', { name: '沿用上次的对象和要求' }).click();
  await expect(page.locator('.reach-count')).toHaveText('将送 3 人，其中 2 人还没有设备');
  await expect(page.getByLabel('代替上次的传阅')).toBeChecked();
  await send.click();
  await expect(page.getByRole('heading', { name: '已发出' })).toBeVisible();
  // Only the new one waits for the reader.
  await page.goto('/#/waiting');
  await expect(page.locator('gj-waiting .shelf-list > li')).toHaveCount(1);
});
