import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type BrowserContext, chromium, type Page } from 'playwright';
import type { ConnectionsView } from '../../src/engine/connect-protocol.ts';
import { chromiumPath } from '../chromium.mjs';
import { officeIsThere } from '../flow/office.ts';
import { letIn } from '../flow/two-devices.ts';
import { type LanHost, type LanLimits, OwnLan } from './own-lan.ts';
import { ruleTexts } from './rule-texts.ts';
import { bringTexts, saidBase } from './watched-page.ts';

/** How two browsers on two hosts came together. */
export interface LanSync {
  /** Did what one host said to a group reach the other? Tried, not taken from how the network was made. */
  multicast: boolean;
  defaultRoute: boolean;
  /** How the line goes, as the connections page says. */
  way: string;
  texts: number;
  /** From the other browser's start until it has a line, and from then until both hold the same; milliseconds. */
  lineMs: number;
  equalMs: number;
}

const port = 8317;
const texts = 300;

/**
 * Two browsers on two hosts of a network of their own, the desk on a third: the second is let in, closed, and
 * started again when the first has brought texts in. The pages come over plain HTTP from an address that the browsers
 * were told to trust, as an administrator can.
 *
 * @throws when they do not come together
 */
export async function lanSync(limits: LanLimits): Promise<LanSync> {
  const lan = OwnLan.create(limits);
  const folder = await mkdtemp(join(tmpdir(), 'guiju-lan-'));
  const running: BrowserContext[] = [];
  let desk: ChildProcess | undefined;
  const address = `http://${lan.addressOf('desk')}:${port}`;
  const open = async (host: LanHost): Promise<BrowserContext> => {
    const context = await browserOn(lan, host, folder, address);
    running.push(context);
    return context;
  };
  try {
    const multicast = await reachesGroup(lan);
    desk = await deskOn(lan);
    const here = await pageOf(await open('here'), `${address}/?base=sample#/`);
    await officeIsThere(here);
    const guest = await open('there');
    const page = await pageOf(guest, `${address}/#/`);
    const go = (hash: string): Promise<void> =>
      page.evaluate((to) => {
        location.hash = to;
      }, hash);
    await letIn({ page: here }, { page, go });
    await page.getByRole('button', { name: '开始使用' }).click();
    await guest.close();
    const some = ruleTexts(texts).map(({ file, text }) => ({ path: file, text }));
    await bringTexts(here, some);
    const there = await pageOf(await open('there'), `${address}/#/`);
    const began = performance.now();
    const way = await lineOf(there);
    const line = performance.now();
    await equal(here, there);
    const equalMs = Math.round(performance.now() - line);
    const defaultRoute = limits.withoutDefaultRoute !== true;
    return { multicast, defaultRoute, way, texts, lineMs: Math.round(line - began), equalMs };
  } finally {
    for (const context of running) await context.close().catch(() => undefined);
    desk?.kill('SIGKILL');
    lan.remove();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function pageOf(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(address);
  await page.locator('gj-connection-word').waitFor({ state: 'attached' });
  return page;
}

/** Waits for a line to the only other device. */
async function lineOf(page: Page): Promise<string> {
  for (let tries = 0; tries < 2400; tries++) {
    const { devices } = JSON.parse((await saidBase(page)).lines) as ConnectionsView;
    const way = devices[0]?.line?.way;
    if (way !== undefined) return way;
    await wait(25);
  }
  throw new Error('there was no line');
}

async function equal(here: Page, there: Page): Promise<void> {
  const { rules } = await saidBase(here);
  for (let tries = 0; tries < 1200; tries++) {
    const said = await saidBase(there);
    if (said.rules === rules && said.standing === 'agreed') return;
    await wait(50);
  }
  throw new Error('they did not become equal');
}

/** A browser on a host; it speaks to this process by pipes, which know of no network. */
async function browserOn(
  lan: OwnLan,
  host: LanHost,
  folder: string,
  address: string,
): Promise<BrowserContext> {
  const program = join(folder, `chromium-${host}`);
  const real = chromiumPath() ?? chromium.executablePath();
  await writeFile(program, `#!/bin/sh\nexec ${lan.on(host).join(' ')} ${real} "$@"\n`);
  await chmod(program, 0o755);
  return await chromium.launchPersistentContext(join(folder, host), {
    executablePath: program,
    locale: 'zh-CN',
    args: ['--no-sandbox', '--disable-gpu', `--unsafely-treat-insecure-origin-as-secure=${address}`],
  });
}

async function deskOn(lan: OwnLan): Promise<ChildProcess> {
  const [program, ...args] = lan.on('desk');
  const wishes = ['--relay-only', '--host', lan.addressOf('desk'), '--port', String(port)];
  const desk = spawn(program!, [...args, process.execPath, 'src/desk/guiju.mjs', 'desk', ...wishes], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LC_ALL: 'zh_CN.UTF-8' },
  });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    desk.stdout.on('data', (data: Buffer) => {
      said += data.toString();
      if (said.includes('Ctrl+C')) resolve();
    });
    desk.once('exit', (code) => reject(new Error(`the desk ended with ${code}: ${said}`)));
  });
  return desk;
}

const listens = `
const socket = require('node:dgram').createSocket({ type: 'udp4', reuseAddr: true });
socket.bind(5353, () => { socket.addMembership('224.0.0.251', process.argv[1]); console.log('ready'); });
socket.on('message', (data) => { if (String(data) === 'guiju') { console.log('heard'); process.exit(); } });
setTimeout(() => process.exit(), 4000);
`;
const speaks = `
const socket = require('node:dgram').createSocket('udp4');
socket.bind(0, process.argv[1], () => {
  socket.setMulticastInterface(process.argv[1]);
  setInterval(() => socket.send('guiju', 5353, '224.0.0.251'), 100);
  setTimeout(() => process.exit(), 3000);
});
`;

/** Does a host hear what the other one says to the group of multicast DNS (RFC 6762)? */
async function reachesGroup(lan: OwnLan): Promise<boolean> {
  const run = async (host: LanHost, script: string): Promise<string> => {
    const [program, ...args] = lan.on(host);
    const all = [...args, process.execPath, '-e', script, lan.addressOf(host)];
    return (await promisify(execFile)(program!, all)).stdout;
  };
  const [heard] = await Promise.all([run('there', listens), run('here', speaks)]);
  if (!heard.includes('ready')) throw new Error('nobody could listen to a group');
  return heard.includes('heard');
}
