import { expect, test } from '@playwright/test';
import { letIn, OwnDesk, OwnDevice, ownFolder, startOffice } from './two-devices.ts';

test('a second device is let in at the desk, and has everything', async () => {
  test.slow();
  const folder = await ownFolder();
  const desk = await OwnDesk.start('--relay-only');
  const office = await startOffice(`${folder.path}/office`, desk);
  const phone = await OwnDevice.start(`${folder.path}/phone`, `${desk.address}/#/`);
  try {
    await letIn(office, phone);
    await phone.page.getByRole('button', { name: '开始使用' }).click();
    await expect(phone.page.locator('gj-home .shelf-row').first()).toBeVisible({ timeout: 30_000 });
    await expect(phone.page.locator('gj-connection-word')).toContainText('已一致', { timeout: 30_000 });
    await phone.go('#/connections');
    await expect(phone.page.locator('gj-connections')).toContainText('秘书科台式机');
    console.log(await phone.page.locator('gj-connections').innerText());
    await phone.page.screenshot({ path: '/tmp/w/phone.png' });
    await office.page.screenshot({ path: '/tmp/w/office.png' });
  } finally {
    await phone.browser.kill();
    await office.browser.kill();
    await desk.kill();
    await folder.remove();
  }
});
