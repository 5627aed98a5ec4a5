/**
 * `npm run measure -- ledger`: 10,000 entries of 300 devices verified and folded, in a worker of Chromium as the
 * product does it; `node` holds the same of this process.
 *
 * `ratio` is the median of the ratios of the repeats, whole over bare. `refoldMs` is the time from one new entry to a
 * full answer about the rule that it is about, with the 10,000 there; `refoldSmallMs` the same with 1,500 there. A change
 * of the roster makes everything be judged anew: `rosterRefoldMs` is for the answers about all rules. `restoreMs` is a
 * start: everything read again without verifying. `statusMs` is the standing of all rules of a library on a day, after
 * entries came in; `statusNextDayMs` the same for another day after that.
 */
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { build } from 'vite';
import { serveApp } from '../../src/desk/serve-app.ts';
import { chromiumPath } from '../chromium.mjs';
import { measureLedger } from './ledger/measure-ledger.ts';

const outDir = join(process.cwd(), 'node_modules', '.cache', 'measure', 'ledger-page');
await build({
  configFile: false,
  root: join('test', 'measure', 'browser', 'ledger'),
  logLevel: 'warn',
  build: { target: 'es2022', outDir, emptyOutDir: true, modulePreload: { polyfill: false } },
  worker: { format: 'es' },
});
const server = await serveApp(outDir, 0);
const executablePath = chromiumPath();
const browser = await chromium.launch({
  args: ['--no-sandbox'],
  ...(executablePath !== undefined && { executablePath }),
});
const page = await browser.newPage();
page.on('console', (message) => console.error(`Chromium: ${message.text()}`));
await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
const figures = await page.evaluate(async () => {
  const { measured } = globalThis as unknown as { measured: Promise<Record<string, number>> };
  return await measured;
});
await browser.close();
server.close();
const node = await measureLedger((line) => console.error(`Node: ${line}`));
console.log(JSON.stringify({ ...figures, node }));
