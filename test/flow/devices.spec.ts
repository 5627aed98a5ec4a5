import { expect, test } from '@playwright/test';
import { ruleTexts, writeRuleTexts } from '../faults/rule-texts.ts';
import {
  expectText,
  letIn,
  type OwnDesk,
  OwnDevice,
  ownFolder,
  startDesk,
  startOffice,
  write,
} from './two-devices.ts';

// Every test starts two browsers, each with processes and a profile of its own.
test.slow();

let folder: Awaited<ReturnType<typeof ownFolder>>;
let desk: OwnDesk;
let running: OwnDevice[];

test.beforeEach(async () => {
  folder = await ownFolder();
  desk = await startDesk('--relay-only');
  running = [];
});

test.afterEach(async () => {
  for (const { browser } of running) await browser.kill();
  await desk.kill();
  await folder.remove();
});

async function office(): Promise<OwnDevice> {
  const device = await startOffice(`${folder.path}/office`, desk);
  running.push(device);
  return device;
}

async function phone(): Promise<OwnDevice> {
  const device = await OwnDevice.start(`${folder.path}/phone`, `${desk.address}/#/`);
  running.push(device);
  return device;
}

async function kill(device: OwnDevice): Promise<void> {
  await device.browser.kill();
  running = running.filter((one) => one !== device);
}

test('a second device is let in, works while the desk is gone, and both agree after being apart', async () => {
  const here = await office();
  let there = await phone();
  await letIn(here, there);
  await there.page.getByRole('button', { name: '开始使用' }).click();
  await expect(there.page.locator('gj-connection-word')).toContainText('已一致', { timeout: 60_000 });
  await there.go('#/connections');
  await expect(there.page.locator('gj-connections')).toContainText('秘书科台式机', { timeout: 30_000 });
  await expect(there.page.locator('gj-connections')).toContainText('同一网络内直连');

  // From now on the page comes from the device itself.
  await there.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  // A direct line needs no desk any more.
  await desk.kill();
  await write(here, '服务台停机时写的办法');
  await expectText(there, '服务台停机时写的办法');

  // Nobody can be reached: each goes on alone, and what is written stays.
  await kill(there);
  there = await phone();
  await write(there, '手机上独自写的办法');
  await write(here, '台式机上独自写的办法');
  await expect(there.page.locator('gj-connection-word')).toContainText('未连上');
  await desk.start();
  await expectText(there, '台式机上独自写的办法');
  await expectText(here, '手机上独自写的办法');
  await expect(here.page.locator('gj-connection-word')).toContainText('已一致', { timeout: 60_000 });
});

test('a browser that is killed while it receives goes on where it was', async () => {
  const here = await office();
  await writeRuleTexts(`${folder.path}/texts`, ruleTexts(400));
  await here.go('#/bring-in');
  await here.page.locator('gj-bring-in input[webkitdirectory]').setInputFiles(`${folder.path}/texts`);
  await expect(here.page.locator('gj-bring-in').getByText('导入完成')).toBeVisible({ timeout: 60_000 });
  let there = await phone();
  await letIn(here, there);
  const countOf = async (device: OwnDevice): Promise<string> =>
    (await device.page.getByText(/件文本/).textContent()) ?? '';
  await kill(there);
  there = await phone();
  await expect(there.page.locator('gj-connection-word')).toContainText('已一致', { timeout: 60_000 });
  await here.go('#/device');
  await there.go('#/device');
  await expect.poll(() => countOf(there), { timeout: 60_000 }).toBe(await countOf(here));
});

test('a tab that slept is there again when it wakes', async () => {
  const here = await office();
  const there = await phone();
  await letIn(here, there);
  await there.page.getByRole('button', { name: '开始使用' }).click();
  await expect(there.page.locator('gj-connection-word')).toContainText('已一致', { timeout: 60_000 });
  const session = await there.browser.context.newCDPSession(there.page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await write(here, '手机睡着时写的办法');
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await expectText(there, '手机睡着时写的办法');
});
