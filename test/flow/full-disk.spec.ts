import { expect, test, type Page } from '@playwright/test';
import { Random } from '../faults/random.ts';
import { bringIn, openEmptyBase, search } from './office.ts';

// The files that a service worker keeps would fill the small space by themselves.
test.use({ serviceWorkers: 'block' });

const short = '# 开水房规定\n\n第一条 接水排队。\n\n第二条 壶满即止。\n';

/** A text of words that no browser can pack smaller: it takes about two bytes a character, several times over. */
function longText(characters: number): string {
  const random = new Random(1);
  const articles = Array.from({ length: Math.ceil(characters / 500) }, (_, i) => {
    const words = Array.from({ length: 500 }, () => String.fromCharCode(0x4e00 + random.below(0x5000)));
    return `第${i + 1}条 ${words.join('')}。`;
  });
  return `# 长文规定\n\n${articles.join('\n\n')}\n`;
}

async function pick(page: Page, name: string, text: string): Promise<void> {
  await page
    .locator('gj-bring-in input[type=file]')
    .first()
    .setInputFiles([{ name, mimeType: 'text/plain', buffer: Buffer.from(text) }]);
}

test('a full disk is said plainly, what was saved stays, and with room again the same comes in', async ({
  page,
  context,
  baseURL,
}) => {
  // Set before the base is opened: a browser that has once seen much room believes in it for half a minute.
  const cdp = await context.newCDPSession(page);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: baseURL!, quotaSize: 1_000_000 });
  await openEmptyBase(page);
  await bringIn(page, [{ name: '开水房规定.md', text: short }]);

  const long = longText(600_000);
  await pick(page, '长文规定.md', long);
  await expect(page.locator('main').getByRole('alert')).toContainText('存储空间已满');
  await page.reload();
  await search(page, '壶满即止');
  await expect(page.locator('.hit')).toHaveCount(1);
  await page.goto('/#/shelf');
  await expect(page.locator('.shelf-row')).toHaveText([/开水房规定/]);

  await cdp.send('Storage.overrideQuotaForOrigin', { origin: baseURL! });
  await bringIn(page, [{ name: '长文规定.md', text: long }]);
  await page.goto('/#/shelf');
  await expect(page.locator('.shelf-row')).toHaveCount(2);
});
