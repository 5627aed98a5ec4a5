import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { bringIn, openEmptyBase, search } from './office.ts';

const first = `# 灯光管理办法

第一条 为了节约用电，制定本办法。

第二条 下班应当关灯。

第三条 违反第二条的，由行政科提醒。

第四条 本办法由行政科负责解释。

第五条 本办法自2024年3月1日起施行。
`;
const second = `# 灯光管理办法

第一条 为了节约用电，制定本办法。

第二条 会议室的灯由使用人负责。

第三条 行政科应当每日检查，下班应当关灯，并关闭电源。

第四条 违反第三条的，由行政科提醒。

第五条 本办法由行政科负责解释。

第六条 本办法自2026年3月1日起施行。
`;

/** Founds an office in an empty base, as its first admin does. */
async function found(page: Page): Promise<void> {
  await openEmptyBase(page);
  await page.getByRole('link', { name: '单位', exact: true }).click();
  await page.getByLabel('单位名称').fill('某市某办公室');
  await page.getByLabel('处室和支部').fill('综合科\n行政科\n行政科支部');
  await page.getByLabel('您的姓名').fill('王芳');
  await page.getByLabel('您所在的处室').selectOption('综合科');
  await page.locator('gj-found-office > form').getByLabel('这台设备的名称').fill('台式机');
  await page.getByRole('button', { name: '建立单位' }).click();
  await expect(page.getByRole('heading', { name: '某市某办公室' })).toBeVisible();
  await expect(page.getByText('本机用户：王芳（管理员、发布人）')).toBeVisible();
}

async function issueFromPage(page: Page): Promise<void> {
  await page.getByRole('link', { name: '签发这个版本' }).click();
  await page.getByLabel('保密审查人姓名').fill('许静');
  await page.getByLabel('已经保密审查').check();
}

test('an office issues a text and revises it; its readers see what is official, what changed, and where articles went', async ({
  page,
}) => {
  await found(page);
  await bringIn(page, [{ name: '灯光管理办法(2024-02-01).md', text: first }]);
  await page.getByRole('link', { name: '灯光管理办法' }).click();
  await expect(page.locator('.status-line')).toContainText('未经签发');
  await issueFromPage(page);
  await page.getByLabel('文号', { exact: true }).fill('某办〔2024〕1号');
  await page.getByLabel('说明').fill('办公会议通过');
  await page.getByLabel('解释机关').fill('行政科');
  await page.getByRole('button', { name: '签发', exact: true }).click();
  await expect(page.locator('.status-line')).toContainText('已签发');
  await expect(page.locator('.status-line')).toContainText('某办〔2024〕1号');
  await expect(page.locator('.text-head')).toContainText('行政科');
  await page.locator('.timeline summary').click();
  await expect(page.locator('.timeline .issue')).toContainText('王芳 签发');
  await expect(page.locator('.timeline .issue')).toContainText('尚无其他设备见证');
  await expect(page.locator('.timeline > ol > li')).toHaveCount(1);

  // One article is kept at hand; it will get another number.
  await page.locator('#a3').hover();
  await page.locator('#a3 .place-mark').click();
  await page.getByRole('button', { name: '收藏本条' }).click();
  await expect(page.getByRole('button', { name: '取消收藏本条' })).toBeVisible();
  const old = page.url();

  await bringIn(page, [{ name: '灯光管理办法(2026-02-01).md', text: second }]);
  await page.getByRole('link', { name: '灯光管理办法' }).click();
  await expect(page.locator('.status-line')).toContainText('未经签发');
  await issueFromPage(page);
  await expect(page.locator('.changed')).toContainText('新增');
  await expect(page.locator('.mapping select').nth(2)).toHaveValue('a2');
  // Nobody signs without saying whether it is an erratum, and without having looked at the table.
  await page.getByRole('button', { name: '签发', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^签发/ })).toBeVisible();
  await page.getByLabel('实质修订').check();
  await page.getByLabel('条次对照已核对').check();
  await page.getByRole('button', { name: '签发', exact: true }).click();
  await expect(page.locator('.status-line')).toContainText('已签发');
  await expect(page.locator('.status-line')).toContainText('现行有效');

  await page.getByRole('link', { name: '首页', exact: true }).click();
  await expect(page.locator('.shelf-row', { hasText: '第四条' })).toContainText('原第三条');
  await page.goto(old.replace('?ed=', '/a2?ed='));
  await expect(page.locator('.strip')).toContainText('在该版本中是第三条');
  await page.getByRole('link', { name: '看现行版本' }).click();
  await expect(page.locator('#a3.arrived')).toContainText('关闭电源');

  await page.getByRole('link', { name: '比较版本' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('灯光管理办法');
  await expect(page.locator('gj-compare ins').first()).toBeVisible();

  await search(page, '关灯');
  await expect(page.locator('.hit')).toHaveCount(2);
  await expect(page.locator('.hit').first()).toContainText('现行有效');
});

test('an edition can be taken back, and a text repealed', async ({ page }) => {
  await found(page);
  await bringIn(page, [{ name: '灯光管理办法(2024-02-01).md', text: first }]);
  await page.getByRole('link', { name: '灯光管理办法' }).click();
  await issueFromPage(page);
  await page.getByRole('button', { name: '签发', exact: true }).click();
  await expect(page.locator('.status-line')).toContainText('已签发');
  await page.getByText('废止', { exact: true }).click();
  await page.getByLabel('废止日期').fill('2025-01-01');
  await page.getByRole('button', { name: '确认废止' }).click();
  await expect(page.locator('.strip')).toContainText('2025-01-01');
  await page.locator('.timeline summary').click();
  await expect(page.locator('.ends')).toContainText('自 2025-01-01 起废止：王芳 签署');
  await page.getByText('撤回签发').click();
  await page.locator('details[open]').getByLabel('理由').fill('误发');
  await page.getByRole('button', { name: '确认撤回' }).click();
  await expect(page.locator('.status-line')).toContainText('签发已撤回');
});

test('everything at hand is registered at once; a device that is reloaded still knows', async ({ page }) => {
  await found(page);
  await bringIn(page, [
    { name: '灯光管理办法(2024-02-01).md', text: first },
    { name: '灯光管理办法(2026-02-01).md', text: second },
  ]);
  await page.goto('/#/office/attention');
  await page.getByLabel('保密审查人姓名').fill('许静');
  await page.getByLabel('已经保密审查').check();
  await page.getByRole('button', { name: '全部登记' }).click();
  await expect(page.getByText('已登记 2 个版本。')).toBeVisible();
  await page.reload();
  await page.goto('/#/shelf');
  await expect(page.locator('.shelf-row')).toContainText('现行有效');
  await expect(page.locator('.shelf-row .signing')).toHaveCount(0);
});

test('a list of staff is looked at, mapped and taken in; a person leaves with their devices', async ({
  page,
}) => {
  await found(page);
  await page.goto('/#/office/import');
  const table =
    '通讯录\n称呼,部门,职务,身份证号\n李强,行政科,科员,110101199001011234\n,行政科,,\n赵敏,行政科支部,书记,\n';
  await page
    .locator('gj-import-roster input[type=file]')
    .setInputFiles({ name: '通讯录.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await expect(page.locator('.roster-table')).toContainText('身份证号，不读取');
  await expect(page.locator('.roster-table')).not.toContainText('110101');
  await expect(page.getByRole('button', { name: '导入名册' })).toBeDisabled();
  await page.locator('.roster-table select').first().selectOption('name');
  await page.getByRole('button', { name: '导入名册' }).click();
  await expect(page.getByText('新增 2 人')).toBeVisible();
  await expect(page.locator('gj-import-roster')).toContainText('没有姓名');
  await page.getByRole('link', { name: '人员', exact: true }).click();
  await page.getByRole('link', { name: '李强' }).click();
  await page.getByLabel('发布人').check();
  await page.getByLabel('手机').fill('13900000000');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('已保存。')).toBeVisible();
  await page.getByText('办理离开').click();
  await page.getByRole('button', { name: '确认离开' }).click();
  await expect(page.locator('.notice.warn')).toContainText('离开');
});

test('the recovery file is made, saved and tried, and opens the office on another device', async ({
  page,
  browser,
  baseURL,
}) => {
  await found(page);
  await page.getByRole('link', { name: /恢复文件/ }).click();
  const passphrase = '不以规矩不能成方圆二〇二六';
  await page.getByLabel('口令', { exact: true }).first().fill(passphrase);
  await page.getByLabel('再输一遍口令').fill('别的');
  await page.getByRole('button', { name: '生成恢复文件' }).click();
  await expect(page.getByText('两次输入的口令不一致')).toBeVisible();
  await page.getByLabel('再输一遍口令').fill(passphrase);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '生成恢复文件' }).click();
  const path = await (await download).path();
  const file = { name: 'recovery.json', mimeType: 'application/json', buffer: readFileSync(path) };
  const trying = page.locator('gj-recovery form').nth(1);
  await trying.locator('input[type=file]').setInputFiles(file);
  await trying.getByLabel('口令').fill('错的口令错的口令错的口令');
  await page.getByRole('button', { name: '试开' }).click();
  await expect(page.getByText('口令不对')).toBeVisible({ timeout: 20_000 });
  await trying.getByLabel('口令').fill(passphrase);
  await page.getByRole('button', { name: '试开' }).click();
  await expect(page.getByText('恢复文件已存好').first()).toBeVisible({ timeout: 20_000 });

  const context = await browser.newContext({ baseURL: baseURL!, locale: 'zh-CN' });
  const other = await context.newPage();
  await other.goto('/#/office');
  await other.getByText('用恢复文件恢复').click();
  await other.locator('gj-restore-office input[type=file]').setInputFiles(file);
  await other.locator('gj-restore-office').getByLabel('口令').fill(passphrase);
  await other.locator('gj-restore-office').getByLabel('这台设备的名称').fill('新电脑');
  await other.getByRole('button', { name: '恢复', exact: true }).click();
  await expect(other.getByText('本机用户：王芳（管理员、发布人）')).toBeVisible({ timeout: 20_000 });
  await context.close();
});

test('a proof of an issued edition is exported, and verifies itself without the app', async ({
  page,
  browser,
}) => {
  await found(page);
  await page.getByText('单位指纹').click();
  const fingerprint = await page.locator('.office-head code').innerText();
  await bringIn(page, [{ name: '灯光管理办法(2024-02-01).md', text: first }]);
  await page.getByRole('link', { name: '灯光管理办法' }).click();
  await issueFromPage(page);
  await page.getByRole('button', { name: '签发', exact: true }).click();
  await page.getByText('导出证明').first().click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出证明' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toContain('灯光管理办法');
  const html = readFileSync(await saved.path(), 'utf8');
  const context = await browser.newContext({ locale: 'zh-CN', offline: true });
  const other = await context.newPage();
  await other.setContent(html);
  await expect(other.getByText(fingerprint)).toBeVisible();
  await expect(other.getByText('下班应当关灯')).toBeVisible();
  await context.close();
});
