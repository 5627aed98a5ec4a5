/**
 * `npm run measure -- import [--dir DIR] [--runs N]`: a folder of rules comes in through the page of the built
 * app: read, taken apart, saved to disk and indexed, until the report says so. Beside it automerge-repo with its
 * IndexedDB adapter keeps the same texts as documents and does nothing else with them (see browser/peer-import).
 * `ratio` is the product's time over the peer's: below 1 the product is faster, although it does more. The peer
 * keeps a text as what a string becomes in it by itself; `immutable…` is the same with texts as the product keeps
 * them, which costs it a third.
 * Every run begins with an empty profile on disk; both take turns.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { build } from 'vite';
import { serveApp } from '../../src/desk/serve-app.ts';
import { chromiumPath } from '../chromium.mjs';
import { importFolder } from './browser/with-app.ts';
import { median } from './percentile.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: '../shared/corpus/laws' },
    runs: { type: 'string', default: '5' },
  },
});
const runs = Math.max(1, Number(values.runs));
const rules = readdirSync(values.dir, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.md'),
).length;

const peerDir = join('node_modules', '.cache', 'measure', 'peer-import');
await build({
  configFile: false,
  root: join('test', 'measure', 'browser', 'peer-import'),
  logLevel: 'warn',
  build: {
    target: 'es2022',
    outDir: join(process.cwd(), peerDir),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
  },
});
const servers = await Promise.all(['dist/app', peerDir].map((dir) => serveApp(dir, 0)));
const [appAddress, peerAddress] = servers.map(
  (server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
) as [string, string];

/** Works on a page of a browser whose profile is new and on disk. */
async function onNewProfile(work: (page: Page) => Promise<number>): Promise<number> {
  const profile = mkdtempSync(join(tmpdir(), 'guiju-import-'));
  const executablePath = chromiumPath();
  const context = await chromium.launchPersistentContext(profile, {
    locale: 'zh-CN',
    args: ['--no-sandbox'],
    ...(executablePath !== undefined && { executablePath }),
  });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function importIntoPeer(page: Page, text: string): Promise<number> {
  await page.goto(`${peerAddress}/?text=${text}`);
  const output = page.locator('output');
  await output.filter({ hasText: 'ready' }).waitFor();
  await page.locator('input').setInputFiles(values.dir, { timeout: 300_000 });
  await output.filter({ hasText: new RegExp(`^${rules}$`) }).waitFor({ timeout: 600_000 });
  return page.evaluate(() => performance.getEntriesByName('import')[0]!.duration);
}

const contestants: [name: string, run: (page: Page) => Promise<number>][] = [
  ['product', (page) => importFolder(page, appAddress, 'main', values.dir)],
  ['peer', (page) => importIntoPeer(page, 'plain')],
  ['peer, immutable texts', (page) => importIntoPeer(page, 'immutable')],
];
const times = contestants.map((): number[] => []);
for (let run = 0; run < runs; run++) {
  for (const [i, [name, work]] of contestants.entries()) {
    times[i]!.push(await onNewProfile(work));
    console.error(`${name}: ${Math.round(times[i]!.at(-1)!)} ms`);
  }
}
for (const server of servers) server.close();
const [product, peer, immutable] = times.map((all) => median(all) / rules) as [number, number, number];
console.log(
  JSON.stringify({
    rules,
    msPerRule: product,
    peerMsPerRule: peer,
    ratio: product / peer,
    immutablePeerMsPerRule: immutable,
    immutableRatio: product / immutable,
    runs,
  }),
);
process.exit(0);
