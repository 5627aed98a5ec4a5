import { expect, test, type Browser, type Page } from '@playwright/test';
import { openOffice, search } from './office.ts';

/** Ends the engine of a page from outside, as a crash would. */
async function endEngine(page: Page, browser: Browser): Promise<void> {
  const cdp = await browser.newBrowserCDPSession();
  // Engines of other tests may still be about to end.
  const own = await page.context().newCDPSession(page);
  const { targetInfo } = await own.send('Target.getTargetInfo');
  const { targetInfos } = await cdp.send('Target.getTargets');
  const engines = targetInfos.filter(
    ({ type, browserContextId }) =>
      type === 'shared_worker' && browserContextId === targetInfo.browserContextId,
  );
  expect(engines).toHaveLength(1);
  const { sessionId } = await cdp.send('Target.attachToTarget', {
    targetId: engines[0]!.targetId,
    flatten: false,
  });
  const message = JSON.stringify({
    id: 1,
    method: 'Runtime.evaluate',
    params: { expression: 'self.close()' },
  });
  await cdp.send('Target.sendMessageToTarget', { sessionId, message });
  await expect
    .poll(async () => {
      const { targetInfos: left } = await cdp.send('Target.getTargets');
      return left.some(({ targetId }) => targetId === engines[0]!.targetId);
    })
    .toBe(false);
  await cdp.detach();
}

test('when the engine has ended, the next question starts another and is answered', async ({
  page,
  browser,
}) => {
  await openOffice(page);
  await endEngine(page, browser);
  await search(page, '销毁');
  await expect(page.locator('.hit').first()).toBeVisible();
});

test('when the base is taken away, what is there is read anew', async ({ page }) => {
  await openOffice(page);
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase('guiju:sample');
        request.addEventListener('success', () => resolve());
        request.addEventListener('error', () => reject(new Error('not deleted')));
      }),
  );
  await page.goto('/?base=sample#/shelf');
  // Nothing is shown that is not there any more.
  await expect(page.locator('.list-head [role=status]')).toBeVisible();
  await expect(page.locator('.shelf-row')).toHaveCount(0);
});
