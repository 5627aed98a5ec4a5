import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { join } from 'node:path';
import { type ConnectionOptions, connect as connectSecure } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type CertificateAuthority,
  issueCertificate,
  makeAuthority,
} from '../../src/desk/certificate-authority.ts';
import type { DeskParts, RunningDesk, SecureParts } from '../../src/desk/start-desk.ts';
import { systemClock } from '../../src/sync/clock.ts';
import { decodeFromDesk, encodeToDesk } from '../../src/sync/rendezvous.ts';
import { ask as askAt, type Asked } from './ask.ts';
import { ownDesk, ownFolder, RawClient } from './own-desk.ts';

let folder: ReturnType<typeof ownFolder>;
let desk: (RunningDesk & { url: string }) | undefined;
let held: Socket[];
beforeEach(() => {
  folder = ownFolder();
  held = [];
});
afterEach(async () => {
  for (const socket of held) socket.destroy();
  await desk?.close();
  desk = undefined;
  folder.remove();
});

async function begin(parts: Partial<DeskParts> = {}): Promise<void> {
  // More than the system takes for who does not read.
  mkdirSync(join(folder.path, 'assets'));
  writeFileSync(join(folder.path, 'assets', 'large.wasm'), Buffer.alloc(30_000_000, 7));
  desk = await ownDesk(folder.path, parts);
}

const ask = (path: string, asked: Partial<Asked> = {}): ReturnType<typeof askAt> =>
  askAt(path, { port: desk!.port, ...asked });

/** A line on which nothing happens that is not written, and which never ends by itself. */
async function hold(text = '', options: Partial<NetConnectOpts> = {}): Promise<Socket> {
  const socket = connect({
    host: '127.0.0.1',
    port: desk!.port,
    allowHalfOpen: true,
    ...options,
  } as NetConnectOpts);
  socket.on('error', () => undefined);
  held.push(socket);
  await once(socket, 'connect');
  if (text !== '') await new Promise((resolve) => socket.write(text, resolve));
  return socket;
}

/** Reads until the line is at its end. */
function readToEnd(socket: Socket): Promise<number> {
  let length = 0;
  socket.on('data', (bytes) => (length += bytes.length));
  socket.resume();
  return new Promise((resolve) => {
    for (const event of ['end', 'close']) socket.once(event, () => resolve(length));
  });
}

/** How many sockets the desk has, the one that asks left out. */
async function open(): Promise<number> {
  const { body } = await ask('/metrics');
  return Number(/^guiju_desk_sockets (\d+)$/m.exec(body.toString())![1]) - 1;
}

/** A device that has entered a room. */
async function someDevice(room = 0, url = desk!.url, ca?: string): Promise<RawClient> {
  const client = await new RawClient(url, { ca }).opened();
  client.say(
    encodeToDesk({ kind: 'enter', room: new Uint8Array(16).fill(room), presence: new Uint8Array(32) }),
  );
  await client.until(() => client.heard.length > 0);
  return client;
}

const pongs = ({ heard }: RawClient): number =>
  heard.filter((bytes) => decodeFromDesk(bytes)?.kind === 'pong').length;

async function isAlive(client: RawClient): Promise<boolean> {
  const before = pongs(client);
  client.say(encodeToDesk({ kind: 'ping' }));
  await client.until(() => pongs(client) > before || client.closed !== undefined);
  return client.closed === undefined;
}

async function secured(): Promise<{ secure: SecureParts; authority: CertificateAuthority }> {
  const authority = await makeAuthority([], systemClock);
  const certificate = await issueCertificate(authority, ['127.0.0.1'], [], systemClock);
  return { secure: { certificate, authority: authority.certificate, plainPort: 0 }, authority };
}

const getLarge = 'GET /assets/large.wasm HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';
const upgrade = (host: string): string =>
  `GET /desk HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`;

test('no request ends the desk', async () => {
  await begin();
  rmSync(join(folder.path, 'assets'), { recursive: true });
  for (const range of ['bytes=5-2', 'bytes=-', 'bytes=1-0,5-2']) {
    expect((await ask('/assets/large.wasm', { headers: { range } })).body.length, range).toBe(30_000_000);
  }
  for (const text of [
    'GET http://127.0.0.1/% HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
    'CONNECT 127.0.0.1:80 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
    'GET /assets/large.wasm HTTP/1.1\r\nHost: 127.0.0.1\r\nRange: bytes=5-2\r\nExpect: 100-continue\r\n\r\n',
    upgrade('127.0.0.1').replace('AAAAAAAAAAAAAAAAAAAAAA==', '?'),
    '\0\r\n\r\n',
  ]) {
    const socket = await hold(text);
    await new Promise((resolve) => {
      for (const event of ['data', 'end', 'close']) socket.once(event, resolve);
    });
    socket.destroy();
  }
  expect((await ask('/health')).status).toBe(200);
});

test('who takes nothing and says nothing loses the line; a WebSocket may be as quiet as the hub lets it', async () => {
  await begin({ limits: { quiet: 500 } });
  const client = await someDevice();
  const silent = await hold();
  const unfinished = await hold('GET / HTTP/1.1\r\nHost: 127.');
  const unread = await hold(getLarge);
  unread.pause();
  expect(await open()).toBeGreaterThan(0);
  expect(await Promise.all([silent, unfinished].map(readToEnd))).toEqual([0, 0]);
  await expect.poll(open, { timeout: 30_000 }).toBe(1);
  expect(await readToEnd(unread)).toBeLessThan(30_000_000);
  expect(await isAlive(client)).toBe(true);
});

test('a refused upgrade is over, whether the other side ends it or not', async () => {
  await begin();
  for (const host of ['127.0.0.1', 'evil.example']) {
    const socket = await hold(upgrade(host).replace('/desk', '/other'));
    await readToEnd(socket);
  }
  await expect.poll(open, { timeout: 30_000 }).toBe(0);
});

test('with TLS, who never begins it loses the line', async () => {
  const { secure } = await secured();
  await begin({ secure, limits: { handshake: 100 } });
  expect(await readToEnd(await hold())).toBe(0);
});

test.each(['plainly', 'with TLS'])('one address cannot keep others out, %s', async (how) => {
  const { secure, authority } = await secured();
  const ca = how === 'with TLS' ? authority.certificate : undefined;
  await begin({ limits: { sockets: 5 }, ...(ca === undefined ? {} : { secure }) });
  const { port } = desk!;
  const url = ca === undefined ? desk!.url : desk!.url.replace('ws:', 'wss:');
  const client = await someDevice(0, url, ca);
  const idle: Socket[] = [];
  if (ca !== undefined) {
    // This one has agreed on TLS, and must be let go under it.
    const agreed = connectSecure({ host: '127.0.0.1', port, ca });
    held.push(agreed);
    agreed.on('error', () => undefined);
    await once(agreed, 'secureConnect');
    idle.push(agreed);
  }
  while (idle.length < 4) idle.push(await hold());
  const first = readToEnd(idle[0]!);
  expect((await ask('/health', { ca })).status).toBe(200);
  expect(await first).toBe(0);
  expect(await isAlive(client)).toBe(true);
});

test('two hundred devices of one address are at home', async () => {
  await begin();
  const clients = await Promise.all(Array.from({ length: 200 }, (_, at) => someDevice(at % 10)));
  const pages = await Promise.all(Array.from({ length: 600 }, () => ask('/')));
  expect(pages.every(({ status }) => status === 200)).toBe(true);
  expect(await Promise.all(clients.map(isAlive))).not.toContain(false);
});

test('the desk ends, whatever the others do', async () => {
  const { secure, authority } = await secured();
  const ca = authority.certificate;
  await begin({ secure });
  const { port, plainPort } = desk!;
  await hold();
  await hold('', { port: plainPort! });
  const agreed = [getLarge, upgrade('evil.example'), upgrade('127.0.0.1'), 'GET /'].map((text) => {
    const options: ConnectionOptions = { host: '127.0.0.1', port, ca };
    const socket = connectSecure({ ...options, allowHalfOpen: true } as ConnectionOptions);
    socket.on('error', () => undefined);
    held.push(socket);
    return new Promise((resolve) => socket.once('secureConnect', () => socket.write(text, resolve)));
  });
  await Promise.all(agreed);
  // A WebSocket that does not say goodbye in its turn.
  const { socket } = await new RawClient(desk!.url.replace('ws:', 'wss:'), { ca }).opened();
  socket.pause();
  await desk!.close();
  await expect(ask('/health', { ca })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
