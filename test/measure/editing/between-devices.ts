import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { letInPerson, OwnDevice, startDesk, startOffice } from '../../flow/two-devices.ts';
import { percentile } from '../percentile.ts';

/** Letters of the trial; all different, so that each is known again. */
const firstLetter = 0x7600;

/**
 * From a key on one device to its letter in the page of another, in browsers of their own profiles that meet at a desk
 * and have a direct line. Both clocks are that of this machine.
 *
 * @param presses how many letters are typed, eight a second
 */
export async function betweenDevices(
  length: number,
  presses: number,
): Promise<{ abPresses: number; abP50Ms: number; abP95Ms: number; abWay: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'guiju-ab-'));
  const desk = await startDesk('--data', join(folder, 'desk'));
  const devices: OwnDevice[] = [];
  try {
    const here = await startOffice(join(folder, 'a'), desk);
    devices.push(here);
    const there = await OwnDevice.start(join(folder, 'b'), `${desk.address}/#/`);
    devices.push(there);
    await letInPerson(here, there, '何雨桐');
    await here.go('#/drafts');
    await here.page.locator('gj-drafts .shelf-row a').first().click();
    await fill(here.page, length);
    const place = await here.page.evaluate(() => location.hash);
    await there.go(place);
    await there.page.locator('.cm-line').first().waitFor();
    await watch(here.page);
    await watch(there.page);
    await here.page.locator('.cm-line').nth(2).click();
    for (let i = 0; i < presses; i++) {
      await here.page.keyboard.insertText(String.fromCharCode(firstLetter + i));
      await here.page.waitForTimeout(125);
    }
    const last = String.fromCharCode(firstLetter + presses - 1);
    await there.page.waitForFunction((letter) => (window as unknown as Seen).seen[letter], last);
    const [typed, shown] = await Promise.all([here, there].map(({ page }) => seen(page)));
    const waits = Object.keys(shown!).map((letter) => shown![letter]! - typed![letter]!);
    await there.go('#/connections');
    const isDirect = there.page.getByText('同一网络内直连').first().waitFor({ timeout: 10_000 });
    const way = await isDirect.then(
      () => 'direct',
      () => 'other',
    );
    return {
      abPresses: waits.length,
      abP50Ms: percentile(waits, 0.5),
      abP95Ms: percentile(waits, 0.95),
      abWay: way,
    };
  } finally {
    for (const { browser } of devices) await browser.close();
    await desk.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Seen {
  /** When each letter came into the page, in milliseconds since 1970. */
  seen: Record<string, number>;
}

/** Makes the draft as long as it is to be. */
async function fill(page: Page, length: number): Promise<void> {
  await page.locator('.cm-line').first().waitFor();
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  const line = '各科室应当按照职责分工做好相关工作，并在规定时限内反馈办理情况。';
  const has = (await page.locator('gj-draft-editor').evaluate((e) => (e as unknown as { text: string }).text))
    .length;
  const lines = Math.max(0, Math.ceil((length - has) / (line.length + 2)));
  await page.keyboard.insertText(`\n\n${Array.from({ length: lines }, () => line).join('\n\n')}`);
  await page.keyboard.press('Control+Home');
}

/** Notes when a letter of the trial comes into the text. */
async function watch(page: Page): Promise<void> {
  await page.evaluate((first) => {
    const seen: Record<string, number> = {};
    Object.assign(window, { seen });
    const known = new Set<string>();
    new MutationObserver((records) => {
      const at = performance.timeOrigin + performance.now();
      for (const { target } of records)
        for (const letter of target.textContent ?? '') {
          const code = letter.charCodeAt(0);
          if (known.has(letter) || code < first || code > first + 4000) continue;
          known.add(letter);
          seen[letter] = at;
        }
    }).observe(document.querySelector('.cm-content')!, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    // What stands there already is not of the trial.
    for (const letter of document.querySelector('.cm-content')!.textContent ?? '') known.add(letter);
  }, firstLetter);
}

const seen = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(() => (window as unknown as Seen).seen);
