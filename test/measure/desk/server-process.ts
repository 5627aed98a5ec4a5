import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import { startDesk } from '../../../src/desk/start-desk.ts';
import { systemClock } from '../../../src/sync/clock.ts';
import { passOn } from './bare-server.ts';

export interface Usage {
  /** Of all threads since the process began, in milliseconds. */
  cpuMs: number;
  /** Bytes. */
  rss: number;
  heap: number;
  /** Messages that were passed on. */
  messages: number;
}

/** A server in a process of its own. */
export class ServerProcess {
  readonly url: string;
  #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** @param script this bundle, which calls `serve` when it is given `serve KIND` */
  static async start(script: string, kind: 'desk' | 'bare'): Promise<ServerProcess> {
    const child = fork(script, ['serve', kind], { execArgv: ['--expose-gc'] });
    const url = await new Promise<string>((resolve, reject) => {
      child.once('message', (message) => resolve(message as string));
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    });
    return new ServerProcess(child, url);
  }

  /** @param when `collected`: after garbage was collected, which costs time */
  usage(when: 'now' | 'collected' = 'now'): Promise<Usage> {
    return new Promise((resolve) => {
      this.#child.once('message', (message) => resolve(message as Usage));
      this.#child.send(when);
    });
  }

  end(): void {
    this.#child.kill();
  }
}

/** Runs one of the servers until this process is ended. */
export async function serve(kind: string): Promise<void> {
  const { url, messages } = kind === 'desk' ? await serveDesk() : await serveBare();
  process.on('message', (when) => {
    if (when === 'collected') globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    const usage: Usage = { cpuMs: (user + system) / 1000, rss, heap: heapUsed, messages: messages() };
    process.send!(usage);
  });
  process.once('disconnect', () => process.exit(0));
  process.send!(url);
}

interface Served {
  url: string;
  messages: () => number;
}

async function serveDesk(): Promise<Served> {
  const app = mkdtempSync(join(tmpdir(), 'guiju-measure-'));
  process.on('exit', () => rmSync(app, { recursive: true, force: true }));
  writeFileSync(join(app, 'index.html'), '<!doctype html><title>app</title>');
  const parts = { app, host: '127.0.0.1', port: 0, names: [], stunPort: 0, version: '0.0.0' };
  const desk = await startDesk({ ...parts, clock: systemClock });
  return { url: `ws://127.0.0.1:${desk.port}/desk`, messages: () => desk.hub.figures.messages };
}

async function serveBare(): Promise<Served> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await new Promise((resolve) => server.once('listening', resolve));
  const messages = passOn(server);
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, messages };
}
