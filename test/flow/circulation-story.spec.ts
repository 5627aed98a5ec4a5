import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { bringIn } from './office.ts';
import { StoryPictures } from './story-pictures.ts';
import { letInPerson, OwnDevice, ownFolder, startDesk, startOffice } from './two-devices.ts';

const code = '工作人员行为规范与奖惩办法';

const pictures = new StoryPictures('circulation-story');

test('a revised conduct code goes round: read on line, off line and on paper, counted, registered and proved', async () => {
  test.setTimeout(240_000);
  const folder = await ownFolder();
  const desk = await startDesk('--data', join(folder.path, 'desk'));
  const profile = (name: string): string => join(folder.path, name);
  const devices: OwnDevice[] = [];
  try {
    const publisher = await startOffice(profile('publisher'), desk);
    devices.push(publisher);
    const [clerk, driver, liaison] = [
      await OwnDevice.start(profile('clerk'), `${desk.address}/#/`),
      await OwnDevice.start(profile('driver'), `${desk.address}/#/`),
      await OwnDevice.start(profile('liaison'), `${desk.address}/#/`),
    ];
    devices.push(clerk, driver, liaison);
    await letInPerson(publisher, clerk, '罗敏');
    await letInPerson(publisher, driver, '郭宁');
    await letInPerson(publisher, liaison, '曹阳');

    // One of them has read the code as it was, questions and all.
    await clerk.page.locator('gj-waiting-lines').getByRole('link', { name: code }).click();
    await clerk.page.getByRole('checkbox', { name: '分管副主任' }).check();
    await clerk.page.getByRole('checkbox', { name: '提前说明' }).check();
    await clerk.page.getByRole('button', { name: '确认，签阅' }).click();
    await expect(clerk.page.getByRole('status').filter({ hasText: '已签阅' })).toContainText('已送达');

    // The publisher revises two articles of it.
    await bringIn(publisher.page, [{ name: 'conduct.2026.md', text: revisedCode() }]);
    await publisher.page.locator('.entry a').first().click();
    await publisher.page.getByRole('link', { name: '签发这个版本' }).click();
    await publisher.page.getByLabel('实质修订').check();
    await expect(publisher.page.getByText('1 人要重新签阅')).toBeVisible();
    await pictures.take(publisher.page, 'publish');
    await publisher.page.getByLabel('条次对照已核对').check();
    await publisher.page.getByLabel('保密审查人姓名').fill('许静');
    await publisher.page.getByLabel('已经保密审查').check();
    await publisher.page.getByRole('button', { name: '签发并发起传阅' }).click();
    await expect(publisher.page.getByRole('heading', { name: '发起传阅' })).toBeVisible();
    await publisher.page.getByLabel('全体人员').check();
    await publisher.page.getByLabel('代替上次的传阅').check();
    await publisher.page.getByLabel('5 个工作日', { exact: true }).check();
    await expect(publisher.page.locator('.reach-count')).toContainText('将送 16 人，其中 12 人还没有设备');
    await pictures.take(publisher.page, 'circulate');
    await publisher.page.locator('.confirm-send button').click();
    await expect(publisher.page.getByRole('heading', { name: '已发出' })).toBeFocused();

    // Who has read the code as it was sees two articles, and is done in two steps.
    await expect(clerk.page.locator('.ways .count')).toHaveText('3');
    await clerk.go('#/');
    await pictures.take(clerk.page, 'home');
    await clerk.page.locator('gj-waiting-lines').getByRole('link', { name: code }).click();
    await expect(clerk.page.getByRole('heading', { name: /有 2 处变化/ })).toBeVisible();
    await pictures.take(clerk.page, 'changes');
    await clerk.page.getByRole('button', { name: '确认，签阅' }).click();
    await expect(clerk.page.getByRole('status').filter({ hasText: '已签阅' })).toContainText('已送达');
    await pictures.take(clerk.page, 'confirmed');

    // Another one is where there is no network; the word goes out when there is.
    await expect(driver.page.locator('.ways .count')).toHaveText('3');
    await desk.kill();
    await driver.page.context().setOffline(true);
    // Lines that go past the desk end with the page.
    await driver.page.goto(`${desk.address}/#/`);
    await driver.page.reload();
    await driver.page.locator('gj-waiting-lines').getByRole('link', { name: code }).click();
    await expect(driver.page.getByRole('heading', { name: '全文' })).toBeVisible();
    await driver.page.getByRole('button', { name: '确认，签阅' }).click();
    const said = driver.page.getByRole('status').filter({ hasText: '已签阅' });
    await expect(said).toContainText('尚未送达其他设备');
    await pictures.take(driver.page, 'without-network');
    await driver.page.context().setOffline(false);
    await desk.start();
    await expect(said).toContainText('已送达', { timeout: 60_000 });

    // A third has no device: the liaison officer makes a file, and takes in the answer.
    await liaison.go('#/circulations');
    await liaison.page.getByRole('link', { name: code }).first().click();
    await liaison.page.getByRole('link', { name: '离线签阅包' }).click();
    await liaison.page.locator('gj-make-package summary', { hasText: '行政科' }).click();
    await liaison.page.locator('gj-make-package').getByLabel('宋建平').check();
    const made = liaison.page.waitForEvent('download');
    await liaison.page.getByRole('button', { name: '制作并保存' }).click();
    const file = join(folder.path, 'package.html');
    await (await made).saveAs(file);
    await pictures.take(liaison.page, 'package-made');
    const reader = await liaison.page.context().newPage();
    await reader.goto(pathToFileURL(file).href);
    await reader.getByLabel(`我已阅读《${code}》`).check();
    await pictures.take(reader, 'package');
    await reader.getByRole('button', { name: '生成回执' }).click();
    const answer = await reader.getByRole('textbox').inputValue();
    await reader.close();
    await liaison.page.getByLabel('回执文字').fill(answer);
    await liaison.page.getByRole('button', { name: '核对', exact: true }).click();
    await expect(liaison.page.locator('gj-answers')).toContainText('宋建平');
    await pictures.take(liaison.page, 'answer');
    await liaison.page.getByRole('button', { name: '登记有效的 1 份' }).click();
    await expect(liaison.page.getByText('已登记 1 份回执。')).toBeVisible();

    // The publisher sees who has, who has not, and how it is known.
    await publisher.go('#/circulations');
    await publisher.page.getByRole('link', { name: code }).first().click();
    await expect(publisher.page.getByText('16 人中 3 人已阅').first()).toBeVisible({ timeout: 60_000 });
    await pictures.take(publisher.page, 'list');
    await publisher.page.getByRole('link', { name: '登记簿', exact: true }).click();
    await publisher.page.locator('gj-registers select').selectOption({ label: '签收册' });
    await expect(publisher.page.locator('.register-table')).toContainText('离线签阅包');
    await pictures.take(publisher.page, 'register');
    const table = publisher.page.waitForEvent('download');
    await publisher.page.getByRole('button', { name: '导出表格（.xlsx）' }).click();
    expect((await table).suggestedFilename()).toMatch(/\.xlsx$/);
    const proof = publisher.page.waitForEvent('download');
    await publisher.page.getByRole('button', { name: '导出证明（.html）' }).click();
    const kept = join(folder.path, 'proof.html');
    await (await proof).saveAs(kept);

    // Whoever gets the proof needs no app.
    const verifier = await publisher.page.context().newPage();
    await verifier.goto(pathToFileURL(kept).href);
    await expect(verifier.locator('body')).toContainText('核验通过');
    await pictures.take(verifier, 'proof');
    await verifier.close();
  } finally {
    for (const { browser } of devices) await browser.close();
    await desk.kill();
    await folder.remove();
  }
});

/** The conduct code of the sample office a year later, with two of its articles changed by a few words. */
function revisedCode(): string {
  return readFileSync('content/rules/conduct.2025.md', 'utf8')
    .replaceAll(/(date|adoptedOn|publishedOn|effectiveOn): 2025-\d\d-\d\d/g, '$1: 2026-11-02')
    .replace('〔2025〕14号', '〔2026〕31号')
    .replace('因私请假半个工作日以内的', '因私请假1个工作日以内的')
    .replace('提前1小时到场检查', '提前2小时到场检查');
}
