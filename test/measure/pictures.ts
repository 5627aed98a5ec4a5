/**
 * Takes the pictures of the README from the built app with its sample office: `npm run measure -- pictures`.
 */
import { mkdirSync } from 'node:fs';
import { withApp } from './browser/with-app.ts';

const folder = 'docs/pictures';
mkdirSync(folder, { recursive: true });
const bench = await withApp();
const taken: string[] = [];

interface Look {
  name: string;
  width: number;
  height: number;
  scheme: 'light' | 'dark';
  locale: string;
  /** Goes to what the picture shows. */
  hash: string;
  wait: string;
}

/** Address of a text by its title, so that no id has to be written down here. */
async function addressOf(title: string): Promise<string> {
  const page = await bench.context.newPage();
  await page.goto(`${bench.address}/?base=sample#/shelf`);
  // Taken once the office has signed its texts.
  await page.locator('.shelf-row .signing').first().waitFor({ state: 'detached' });
  const href = await page.getByRole('link', { name: title, exact: true }).getAttribute('href');
  await page.close();
  return href!;
}

const meetings = await addressOf('会议管理制度');
const find = `#/find?q=${encodeURIComponent('文件 销毁')}`;
const looks: Look[] = [
  { name: 'find', width: 1280, height: 760, scheme: 'light', locale: 'zh-CN', hash: find, wait: '.hit' },
  {
    name: 'read',
    width: 1280,
    height: 760,
    scheme: 'light',
    locale: 'zh-CN',
    hash: `${meetings}/a12`,
    wait: '.arrived',
  },
  {
    name: 'home-en',
    width: 1280,
    height: 760,
    scheme: 'light',
    locale: 'en-GB',
    hash: '#/',
    wait: '.shelf-row',
  },
  {
    name: 'compare',
    width: 1280,
    height: 760,
    scheme: 'light',
    locale: 'zh-CN',
    hash: meetings.replace('#/rule/', '#/compare/'),
    wait: 'gj-compare ins',
  },
  {
    name: 'phone',
    width: 390,
    height: 760,
    scheme: 'dark',
    locale: 'zh-CN',
    hash: `${meetings}/a14`,
    wait: '.arrived',
  },
];
for (const { name, width, height, scheme, locale, hash, wait } of looks) {
  const context = await bench.browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    locale,
    isMobile: width < 600,
    hasTouch: width < 600,
    deviceScaleFactor: width < 600 ? 2 : 1,
  });
  const page = await context.newPage();
  await page.goto(`${bench.address}/?base=sample#/`);
  await page.locator('gj-home .shelf-row').first().waitFor({ timeout: 30_000 });
  await page.goto(`${bench.address}/?base=sample${hash}`);
  await page.locator(wait).first().waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
  taken.push(`${folder}/${name}.png`);
  await context.close();
}
await bench.close();
console.log(JSON.stringify({ pictures: taken }));
