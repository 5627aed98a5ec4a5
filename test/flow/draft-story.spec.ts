import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { StoryPictures } from './story-pictures.ts';
import { letInPerson, OwnDevice, ownFolder, startDesk, startOffice } from './two-devices.ts';

const code = '工作人员行为规范与奖惩办法';

const pictures = new StoryPictures('draft-story');

/** Goes to the end of the line that begins so, and types. */
async function typeAfter(page: Page, begin: string, text: string): Promise<void> {
  await page.locator('.cm-line').filter({ hasText: begin }).first().click();
  await page.keyboard.press('End');
  await page.keyboard.type(text);
}

const text = (page: Page): Promise<string> =>
  page.locator('gj-draft-editor').evaluate((element) => (element as HTMLElement & { text: string }).text);

test('three rewrite a conduct code at the same time, one of them without a network, and nothing is lost', async () => {
  test.setTimeout(240_000);
  const folder = await ownFolder();
  const desk = await startDesk('--data', join(folder.path, 'desk'));
  const profile = (name: string): string => join(folder.path, name);
  const devices: OwnDevice[] = [];
  try {
    const first = await startOffice(profile('first'), desk);
    devices.push(first);
    const second = await OwnDevice.start(profile('second'), `${desk.address}/#/`);
    const third = await OwnDevice.start(profile('third'), `${desk.address}/#/`);
    devices.push(second, third);
    await letInPerson(first, second, '何雨桐');
    await letInPerson(first, third, '沈佳');

    await first.go('#/shelf');
    await first.page.getByRole('link', { name: code }).first().click();
    await first.page.getByText('起草修订').click();
    await first.page.getByRole('button', { name: '开始起草' }).click();
    await expect(first.page.locator('.cm-line').filter({ hasText: '第一条' }).first()).toBeVisible();
    const place = await first.page.evaluate(() => location.hash);
    for (const device of [second, third]) {
      await device.go('#/drafts');
      await device.page.getByRole('link', { name: code }).click();
      await expect(device.page.locator('.cm-line').filter({ hasText: '第一条' }).first()).toBeVisible();
      expect(await device.page.evaluate(() => location.hash)).toBe(place);
    }

    // Two type at once, and each sees the other.
    await Promise.all([
      typeAfter(first.page, '第二条', '（何时何地均须遵守）'),
      typeAfter(second.page, '第三条', '（当事人可以陈述）'),
    ]);
    for (const device of [first, second, third]) {
      await expect(device.page.locator('.cm-content')).toContainText('（何时何地均须遵守）');
      await expect(device.page.locator('.cm-content')).toContainText('（当事人可以陈述）');
    }
    await expect(first.page.locator('gj-draft-present')).toContainText('何雨桐');
    await expect(first.page.locator('gj-draft .head-row')).toContainText('已保存');
    await pictures.take(first.page, 'together');

    // The third takes the train, and one of the others is killed while typing.
    await third.browser.close();
    devices.splice(devices.indexOf(third), 1);
    await desk.kill();
    const away = await OwnDevice.start(profile('third'), `${desk.address}/${place}`);
    devices.push(away);
    await typeAfter(away.page, '第一条', '（火车上写的）');
    await expect(away.page.locator('gj-draft .head-row')).toContainText('已保存');
    await typeAfter(second.page, '第三条', '（最后一句）');
    await expect(second.page.locator('gj-draft .head-row')).toContainText('已保存');
    await second.browser.kill();
    devices.splice(devices.indexOf(second), 1);
    await typeAfter(first.page, '第二条', '（另一句）');
    expect(await text(first.page)).not.toContain('火车');
    await desk.start();
    const again = await OwnDevice.start(profile('second'), `${desk.address}/${place}`);
    devices.push(again);
    for (const device of [first, again, away])
      for (const words of ['（火车上写的）', '（最后一句）', '（另一句）'])
        await expect(device.page.locator('.cm-content')).toContainText(words, { timeout: 60_000 });
    const texts = await Promise.all([first, again, away].map(({ page }) => text(page)));
    expect(new Set(texts).size).toBe(1);
  } finally {
    for (const { browser } of devices) await browser.close();
    await desk.kill();
    await folder.remove();
  }
});
