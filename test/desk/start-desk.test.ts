import { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import { mkdirSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import type { TLSSocket } from 'node:tls';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { isAllowedHost, isAllowedOrigin } from '../../src/desk/allowed-host.ts';
import { issueCertificate, makeAuthority } from '../../src/desk/certificate-authority.ts';
import type { DeskParts, RunningDesk } from '../../src/desk/start-desk.ts';
import { systemClock } from '../../src/sync/clock.ts';
import { encodeToDesk } from '../../src/sync/rendezvous.ts';
import { ask as askAt, type Asked } from './ask.ts';
import { ownDesk, ownFolder, RawClient } from './own-desk.ts';

let folder: ReturnType<typeof ownFolder>;
let desk: (RunningDesk & { url: string }) | undefined;
beforeEach(() => {
  folder = ownFolder();
});
afterEach(async () => {
  await desk?.close();
  desk = undefined;
  folder.remove();
});

async function begin(parts: Partial<DeskParts> = {}): Promise<RunningDesk & { url: string }> {
  desk = await ownDesk(folder.path, parts);
  return desk;
}

/** @param host that the request names */
const ask = (path: string, { host, ...asked }: Partial<Asked> & { host?: string } = {}) =>
  askAt(path, { port: desk!.port, ...asked, ...(host !== undefined && { headers: { host } }) });

describe('pages', () => {
  test('the app, and nothing that is not there, by nothing but asking', async () => {
    mkdirSync(join(folder.path, 'assets'));
    writeFileSync(join(folder.path, 'assets', 'a-1.js'), 'hello');
    await begin();
    const app = await ask('/?base=sample');
    expect(app.status).toBe(200);
    expect(app.body.toString()).toContain('<title>app</title>');
    expect(app.headers['content-security-policy']).toContain("connect-src 'self'");
    expect((await ask('/assets/a-1.js')).headers['cache-control']).toContain('immutable');
    for (const path of [
      '/nothing',
      '/../package.json',
      '/%2e%2e/package.json',
      '/constructor',
      '/ca',
      '/ca.crt',
      '/desk',
    ]) {
      expect((await ask(path)).status, path).toBe(404);
    }
    for (const path of ['/', '/health', '/desk.json', '/metrics']) {
      for (const method of ['POST', 'PUT', 'DELETE']) {
        expect((await ask(path, { method })).status, `${method} ${path}`).toBe(405);
      }
    }
    expect(await ask('/health', { method: 'HEAD' })).toMatchObject({ status: 200, body: Buffer.alloc(0) });
  });

  test('how it is, for whoever looks after it and for the app', async () => {
    const { hub, stunPort } = await begin();
    expect(JSON.parse((await ask('/health')).body.toString())).toEqual({
      ok: true,
      version: '7.7.7',
      upSeconds: 0,
      mode: 'relay-only',
    });
    const about = { version: '7.7.7', relay: '/desk', stunPort, isDevice: false };
    expect(JSON.parse((await ask('/desk.json')).body.toString())).toEqual(about);
    hub.seat({
      room: new Uint8Array(16),
      presence: new Uint8Array(32),
      met: () => undefined,
      left: () => undefined,
      linked: () => undefined,
    });
    expect(JSON.parse((await ask('/desk.json')).body.toString())).toEqual({ ...about, isDevice: true });
    const client = await new RawClient(desk!.url).opened();
    client.say(Uint8Array.of(99));
    await client.until(() => client.closed !== undefined);
    const metrics = (await ask('/metrics')).body.toString();
    expect(metrics).toMatch(/^guiju_desk_info\{version="7\.7\.7",mode="office"\} 1$/m);
    expect(metrics).toMatch(/^guiju_desk_dismissed_total\{why="malformed"\} 1$/m);
    expect(metrics).toMatch(/^guiju_desk_connections 0$/m);
    for (const line of metrics.trimEnd().split('\n')) {
      expect(line).toMatch(/^(# TYPE guiju_desk_\w+ (gauge|counter)|guiju_desk_\w+(\{[^}]+\})? [\d.e+]+)$/);
    }
  });

  const outside = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')?.address;
  test.runIf(outside)('figures are told to this machine only', async () => {
    await begin({ host: '0.0.0.0' });
    expect((await ask('/metrics', { address: outside! })).status).toBe(404);
    expect((await ask('/health', { address: outside! })).status).toBe(200);
    expect((await ask('/metrics')).status).toBe(200);
  });

  test('a page that made its own name point here gets nothing', async () => {
    await begin({ names: ['guiju.office'] });
    for (const path of ['/', '/health', '/desk.json', '/metrics']) {
      expect((await ask(path, { host: 'evil.example:8317' })).status, path).toBe(421);
      expect((await ask(path, { host: 'guiju.office' })).status, path).toBe(200);
    }
  });

  test('a port that is taken is said, and nothing stays open', async () => {
    const { port } = await begin();
    await expect(ownDesk(folder.path, { port })).rejects.toMatchObject({ code: 'EADDRINUSE', port });
    expect((await ask('/health')).status).toBe(200);
  });
});

describe('hosts and origins', () => {
  test('addresses, localhost and names that were given are allowed', () => {
    for (const host of [
      '127.0.0.1',
      '10.1.2.3:8317',
      '[::1]:8317',
      '[fd00::5]',
      'LOCALHOST:1',
      'Guiju.Office:8317',
    ]) {
      expect(isAllowedHost(host, ['guiju.office']), host).toBe(true);
    }
    for (const host of [
      undefined,
      '',
      'office',
      'guiju.office.evil.example',
      '10.1.2.3.evil.example',
      'a b',
      '10.1.2.3:8317:1',
      '[guiju.office]',
    ]) {
      expect(isAllowedHost(host, ['guiju.office']), host ?? 'none').toBe(false);
    }
  });

  test('a page may open the socket of the desk it came from', () => {
    expect(isAllowedOrigin('http://10.1.2.3:8317', '10.1.2.3:8317')).toBe(true);
    expect(isAllowedOrigin('https://guiju.office', 'Guiju.office')).toBe(true);
    expect(isAllowedOrigin(undefined, '10.1.2.3:8317')).toBe(true);
    for (const origin of [
      'null',
      'http://evil.example',
      'http://10.1.2.3:8318',
      'http://10.1.2.3',
      'file://10.1.2.3:8317',
      '',
    ]) {
      expect(isAllowedOrigin(origin, '10.1.2.3:8317'), origin).toBe(false);
    }
  });

  test('so it is at the socket', async () => {
    const { port, url } = await begin({ names: ['guiju.office'] });
    const outcome = async (
      to: string,
      options: { origin?: string; headers?: Record<string, string> },
    ): Promise<number> => {
      const socket = new WebSocket(to, options);
      const status = await new Promise<number>((resolve) => {
        socket.once('open', () => resolve(101));
        socket.once('unexpected-response', (_, { statusCode }) => resolve(statusCode!));
        socket.on('error', () => undefined);
      });
      socket.terminate();
      return status;
    };
    expect(await outcome(url, {})).toBe(101);
    expect(await outcome(url, { origin: `http://127.0.0.1:${port}` })).toBe(101);
    expect(await outcome(url, { origin: 'http://evil.example' })).toBe(403);
    expect(await outcome(url, { origin: 'null' })).toBe(403);
    const rebound = { origin: 'http://evil.example', headers: { host: 'evil.example' } };
    expect(await outcome(url, rebound)).toBe(421);
    expect(await outcome(url.replace('/desk', '/other'), {})).toBe(404);
    expect(await outcome(url, { origin: 'http://guiju.office', headers: { host: 'guiju.office' } })).toBe(
      101,
    );
  });
});

describe('with TLS', () => {
  test('the desk speaks it; in plain HTTP there is only the way to trust it', async () => {
    const authority = await makeAuthority([], systemClock);
    const issue = (): ReturnType<typeof issueCertificate> =>
      issueCertificate(authority, ['127.0.0.1'], [], systemClock);
    const certificate = await issue();
    const { port, plainPort, useCertificate } = await begin({
      secure: { certificate, authority: authority.certificate, plainPort: 0 },
    });
    const ca = authority.certificate;
    expect((await ask('/', { ca })).body.toString()).toContain('app');
    const client = new WebSocket(`wss://127.0.0.1:${port}/desk`, { ca });
    await new Promise((resolve) => client.once('open', resolve));
    client.send(encodeToDesk({ kind: 'enter', room: new Uint8Array(16), presence: new Uint8Array(32) }));
    await new Promise((resolve) => client.once('message', resolve));
    client.terminate();

    const page = await ask('/ca', { port: plainPort! });
    const html = page.body.toString();
    const { fingerprint256 } = new X509Certificate(ca);
    // It may be broken between two bytes, and not within one.
    expect(html).toContain(fingerprint256.replaceAll(':', ':<wbr>'));
    expect(html.replaceAll('<wbr>', '')).toContain(fingerprint256);
    // Once it is installed there is a way on: from here it leads to the encrypted address.
    expect(html.match(/<a class="button" href="\/">/g)).toHaveLength(2);
    for (const word of ['Windows', 'macOS', 'Android', 'iPhone', 'lang="zh-CN"', 'lang="en"']) {
      expect(html).toContain(word);
    }
    // Nothing that the policy forbids.
    expect(html).not.toMatch(/<script|<style|style=|\son\w+=/);
    expect(page.headers['content-security-policy']).toContain("style-src 'self'");
    const style = await ask('/ca.css', { port: plainPort! });
    expect(style.headers['content-type']).toContain('text/css');
    expect(style.body.toString()).not.toContain('anywhere');
    // A Chinese font has no narrow quotation marks.
    expect(style.body.toString()).toMatch(/:lang\(en\) \{ font-family: (?!.*(?:SC|YaHei))/);
    const file = await ask('/ca.crt', { port: plainPort! });
    expect(file.headers['content-type']).toBe('application/x-x509-ca-cert');
    expect(new X509Certificate(file.body).fingerprint256).toBe(new X509Certificate(ca).fingerprint256);
    expect((await ask('/ca', { ca })).body.equals(page.body)).toBe(true);
    for (const path of ['/', '/health', '/metrics', '/desk.json']) {
      const { status, headers, body } = await ask(path, { port: plainPort! });
      expect({ status, body: body.length, to: headers.location }, path).toEqual({
        status: 307,
        body: 0,
        to: `https://127.0.0.1:${port}/`,
      });
    }
    expect((await ask('/', { port: plainPort!, host: 'evil.example' })).status).toBe(421);

    const other = await issue();
    useCertificate(other);
    const seen = await new Promise<string>((resolve, reject) => {
      secureRequest({ host: '127.0.0.1', port, ca, agent: false, path: '/health' }, (response) => {
        const { socket } = response as IncomingMessage & { socket: TLSSocket };
        resolve(socket.getPeerX509Certificate()!.fingerprint256);
        response.resume();
      })
        .on('error', reject)
        .end();
    });
    expect(seen).toBe(new X509Certificate(other.certificate).fingerprint256);
  });
});

test('a desk that ends tells everybody', async () => {
  const { url, close } = await begin();
  const client = await new RawClient(url).opened();
  client.say(encodeToDesk({ kind: 'enter', room: new Uint8Array(16), presence: new Uint8Array(32) }));
  await client.until(() => client.heard.length > 0);
  await close();
  await client.until(() => client.closed !== undefined);
  expect(client.heard.at(-1)).toEqual(Uint8Array.of(20, 0));
  expect(client.closed).toBe(1000);
});
