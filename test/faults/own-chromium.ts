import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, type BrowserContext, chromium } from 'playwright';
import { chromiumPath } from '../chromium.mjs';

/** What a browser leaves in its profile while it runs, and what misleads the next one when it was killed. */
const leftovers = ['DevToolsActivePort', 'SingletonLock', 'SingletonCookie', 'SingletonSocket'];

/** A Chromium with a profile that lasts, whose processes can be frozen and killed from outside. */
export class OwnChromium {
  readonly context: BrowserContext;
  #process: ChildProcess;
  #browser: Browser;

  private constructor(process: ChildProcess, browser: Browser) {
    this.#process = process;
    this.#browser = browser;
    this.context = browser.contexts()[0]!;
  }

  /** @param profile folder of the profile; made when it is not there */
  static async start(profile: string): Promise<OwnChromium> {
    await Promise.all(leftovers.map((name) => rm(join(profile, name), { force: true })));
    const child = spawn(
      chromiumPath() ?? chromium.executablePath(),
      [
        '--headless=new',
        '--no-sandbox',
        '--no-first-run',
        '--disable-gpu',
        '--disable-component-update',
        '--disable-background-networking',
        '--disable-breakpad',
        '--lang=zh-CN',
        '--accept-lang=zh-CN',
        '--remote-debugging-port=0',
        `--user-data-dir=${profile}`,
      ],
      // A group of its own, so that nothing of it outlives the kill.
      { detached: true, stdio: 'ignore' },
    );
    const failed = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', (code) =>
        reject(new Error(`the browser ended with ${code} before it could be used`)),
      );
    });
    try {
      const address = await Promise.race([debuggingAddress(profile), failed]);
      failed.catch(() => undefined);
      return new OwnChromium(child, await connected(address));
    } catch (cause) {
      killAll(child.pid, 'SIGKILL');
      throw cause;
    }
  }

  /** Stops all of its processes where they are. */
  freeze(): void {
    killAll(this.#process.pid, 'SIGSTOP');
  }

  /** Ends all of its processes at once, as nothing but the end of power does otherwise. */
  async kill(): Promise<void> {
    const ended = this.#ended();
    killAll(this.#process.pid, 'SIGKILL');
    await ended;
    await this.#browser.close().catch(() => undefined);
  }

  /** Ends it as a person does. */
  async close(): Promise<void> {
    const ended = this.#ended();
    const session = await this.#browser.newBrowserCDPSession();
    await session.send('Browser.close').catch(() => undefined);
    await ended;
    await this.#browser.close().catch(() => undefined);
    // What has not ended with it by now is not needed any more.
    killAll(this.#process.pid, 'SIGKILL');
  }

  #ended(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode !== null || signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => this.#process.once('exit', () => resolve()));
  }
}

async function debuggingAddress(profile: string): Promise<string> {
  for (let tries = 0; tries < 600; tries++) {
    const [port, path] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '')).split(
      '\n',
    );
    if (port && path) return `ws://127.0.0.1:${port}${path}`;
    await wait(50);
  }
  throw new Error('the browser says no address');
}

/** Sends a signal to a process, its group, and whatever of it left the group. */
function killAll(pid: number | undefined, signal: 'SIGSTOP' | 'SIGKILL'): void {
  if (pid === undefined) return;
  for (const one of [-pid, ...descendants(pid)]) {
    try {
      process.kill(one, signal);
    } catch {
      // It has ended by itself.
    }
  }
}

/** Where the system shows its processes as files; elsewhere the group has to do. */
function descendants(root: number): number[] {
  let names: string[];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
  const parents = new Map<number, number>();
  for (const name of names) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It has ended meanwhile.
    }
  }
  const found = new Set([root]);
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  found.delete(root);
  return [...found];
}

/**
 * Speaks to the browser at an address. A browser that has just started may take a connection and
 * never answer on it, so four connections of 30 seconds are tried in place of one of 120.
 */
async function connected(address: string, attempts = 4): Promise<Browser> {
  try {
    return await chromium.connectOverCDP(address, { timeout: 30_000 });
  } catch (cause) {
    if (attempts === 1) throw cause;
    return connected(address, attempts - 1);
  }
}
