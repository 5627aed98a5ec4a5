import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { OwnChromium } from '../faults/own-chromium.ts';
import { bringIn, officeIsThere } from './office.ts';

/** A folder for profiles and bases that goes when the test is over. */
export async function ownFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'guiju-devices-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** A desk as a process of its own, which can be killed and started again at the same address. */
export class OwnDesk {
  readonly address: string;
  /** Everything it has said since it was started. */
  said = '';
  #where: string[];
  #args: string[];
  #process: ChildProcess | undefined;

  private constructor(port: number, args: string[]) {
    this.address = `http://127.0.0.1:${port}`;
    this.#where = ['--port', String(port), '--stun-port', '0', '--host', '127.0.0.1'];
    this.#args = args;
  }

  static async at(...args: string[]): Promise<OwnDesk> {
    const desk = new OwnDesk(await freePort(), args);
    await desk.start();
    return desk;
  }

  /**
   * @param args in place of those of the last time
   * @returns when it says that it is ready
   */
  async start(...args: string[]): Promise<void> {
    if (args.length > 0) this.#args = args;
    this.said = '';
    const child = spawn('node', ['src/desk/guiju.mjs', 'desk', ...this.#where, ...this.#args], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, LC_ALL: 'zh_CN.UTF-8' },
    });
    this.#process = child;
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (data: Buffer) => {
        this.said += data.toString();
        if (this.said.includes('Ctrl+C')) resolve();
      });
      child.once('exit', (code) => reject(new Error(`the desk ended with ${code}: ${this.said}`)));
    });
  }

  /** Types a line at its terminal. */
  type(line: string): void {
    this.#process?.stdin?.write(`${line}\n`);
  }

  /** Stops it where it is. */
  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  /** Without a word, as when somebody pulls the plug. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.removeAllListeners('exit');
    child.once('exit', () => undefined);
    child.kill('SIGKILL');
    await Promise.race([ended, new Promise((resolve) => child.once('close', resolve))]);
  }
}

/** A desk at a free port of this machine. */
export function startDesk(...args: string[]): Promise<OwnDesk> {
  return OwnDesk.at(...args);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A browser of its own process and profile, with one page of the app. */
export class OwnDevice {
  readonly browser: OwnChromium;
  readonly page: Page;

  private constructor(browser: OwnChromium, page: Page) {
    this.browser = browser;
    this.page = page;
  }

  static async start(profile: string, address: string): Promise<OwnDevice> {
    return await OwnDevice.in(await OwnChromium.start(profile), address);
  }

  /** A page in a browser that runs already. */
  static async in(browser: OwnChromium, address: string): Promise<OwnDevice> {
    const page = await browser.context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(address);
    return new OwnDevice(browser, page);
  }

  /** Goes to a page of the same base. */
  async go(hash: string): Promise<void> {
    await this.page.evaluate((to) => {
      location.hash = to;
    }, hash);
  }
}

/** The sample office on one device, by the address of a desk. */
export async function startOffice(profile: string, desk: OwnDesk): Promise<OwnDevice> {
  const device = await OwnDevice.start(profile, `${desk.address}/?base=sample#/`);
  await officeIsThere(device.page);
  return device;
}

/** Invites a device of the person at this device, and gives the code. */
export async function invite({ page }: Pick<OwnDevice, 'page'>): Promise<string> {
  await page.evaluate(() => {
    location.hash = '#/office';
  });
  await page.getByRole('link', { name: '周明远' }).first().click();
  await page.getByRole('button', { name: '添加我的手机或电脑' }).click();
  const code = await page.locator('.invitation-code, .code').first().textContent();
  return (code ?? '').trim();
}

/** Lets a new device in: both people compare the digits and say that they are the same. */
export async function letIn(
  office: Pick<OwnDevice, 'page'>,
  guest: Pick<OwnDevice, 'page' | 'go'>,
): Promise<void> {
  const code = await invite(office);
  await guest.go(`#/join?code=${encodeURIComponent(code)}`);
  await guest.page.getByRole('button', { name: '加入', exact: true }).click();
  const there = guest.page.locator('gj-join .digits');
  await expect(there).toBeVisible({ timeout: 30_000 });
  await office.page.locator('gj-pairing-notice a').click();
  const here = office.page.locator('gj-admit .digits');
  await expect(here).toBeVisible();
  expect(await here.textContent()).toBe(await there.textContent());
  await office.page.getByRole('button', { name: '相同', exact: true }).click();
  await guest.page.getByRole('button', { name: '相同', exact: true }).click();
  await expect(guest.page.getByRole('heading', { name: '欢迎，周明远' })).toBeVisible({ timeout: 30_000 });
  await expect(office.page.getByText('已加入')).toBeVisible();
}

/** Lets a person's own browser in, as the two of them do it at the desk of the admin. */
export async function letInPerson(office: OwnDevice, guest: OwnDevice, person: string): Promise<void> {
  await office.go('#/office');
  await office.page.getByRole('link', { name: person, exact: true }).first().click();
  await office.page.getByRole('button', { name: '邀请设备' }).click();
  const invitation = (await office.page.locator('.invitation-code, .code').first().textContent()) ?? '';
  await guest.go(`#/join?code=${encodeURIComponent(invitation.trim())}`);
  await guest.page.getByRole('button', { name: '加入', exact: true }).click();
  const there = guest.page.locator('gj-join .digits');
  await expect(there).toBeVisible();
  await office.page.locator('gj-pairing-notice a').click();
  await expect(office.page.locator('gj-admit .digits')).toHaveText((await there.textContent()) ?? '');
  await office.page.getByRole('button', { name: '相同', exact: true }).click();
  await guest.page.getByRole('button', { name: '相同', exact: true }).click();
  await expect(guest.page.getByRole('heading', { name: `欢迎，${person}` })).toBeVisible();
  await guest.go('#/');
}

/** Writes a short text on a device. */
export async function write(device: OwnDevice, title: string): Promise<void> {
  await bringIn(device.page, [{ name: `${title}.md`, text: `# ${title}\n\n第一条 ${title}的目的。\n` }]);
}

/** Waits until a text can be found on a device. */
export async function expectText({ page }: OwnDevice, title: string): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/shelf';
  });
  await expect(page.getByRole('link', { name: title, exact: true })).toBeVisible({ timeout: 60_000 });
}
