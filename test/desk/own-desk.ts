import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import { type DeskParts, type RunningDesk, startDesk } from '../../src/desk/start-desk.ts';
import { systemClock } from '../../src/sync/clock.ts';

/** A folder that goes when the test is over. */
export function ownFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'guiju-desk-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A terminal in the language of `locale` that keeps what is said on it. End with `vi.restoreAllMocks` and `vi.unstubAllEnvs`. */
export function ownTerminal(locale: string): string[] {
  const said: string[] = [];
  vi.stubEnv('LC_ALL', locale);
  const keep = (line: string): void => void said.push(line);
  vi.spyOn(console, 'log').mockImplementation(keep);
  vi.spyOn(console, 'error').mockImplementation(keep);
  return said;
}

/** A desk on free ports of this machine, over an app of one page. */
export async function ownDesk(
  folder: string,
  parts: Partial<DeskParts> = {},
): Promise<RunningDesk & { url: string }> {
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>app</title>');
  const desk = await startDesk({
    app: folder,
    host: '127.0.0.1',
    port: 0,
    names: [],
    stunPort: 0,
    version: '7.7.7',
    clock: systemClock,
    ...parts,
  });
  return Object.assign(desk, { url: `ws://127.0.0.1:${desk.port}/desk` });
}

/** A socket that says what it is given and keeps what it hears. */
export class RawClient {
  readonly heard: Uint8Array<ArrayBuffer>[] = [];
  readonly socket: WebSocket;
  /** Close code, once it is closed. */
  closed: number | undefined;
  #changed: (() => void)[] = [];

  constructor(
    url: string,
    options: { origin?: string; headers?: Record<string, string>; ca?: string | undefined } = {},
  ) {
    this.socket = new WebSocket(url, options);
    this.socket.binaryType = 'arraybuffer';
    this.socket.on('message', (data: ArrayBuffer) => {
      this.heard.push(new Uint8Array(data));
      this.#tell();
    });
    this.socket.on('close', (code) => {
      this.closed = code;
      this.#tell();
    });
    this.socket.on('error', () => undefined);
  }

  async opened(): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.socket.once('open', resolve);
      this.socket.once('error', reject);
    });
    return this;
  }

  say(bytes: Uint8Array): void {
    this.socket.send(bytes);
  }

  /** Waits until it is so; asked whenever something came. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise<void>((resolve) => this.#changed.push(resolve));
  }

  #tell(): void {
    for (const resolve of this.#changed.splice(0)) resolve();
  }
}
