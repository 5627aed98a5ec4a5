import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serveApp } from '../../src/desk/serve-app.ts';
import { ask as askAt, type Asked } from './ask.ts';
import { ownFolder } from './own-desk.ts';

const script = Buffer.from('hello '.repeat(100_000));
const changed = new Date('2026-11-27T08:00:00Z');
let folder: ReturnType<typeof ownFolder>;
let server: Server;
let ask: (path: string, asked?: Partial<Asked>) => ReturnType<typeof askAt>;
beforeEach(async () => {
  folder = ownFolder();
  const write = (name: string, text: string | Buffer): void => {
    const path = join(folder.path, name);
    writeFileSync(path, text);
    utimesSync(path, changed, changed);
  };
  mkdirSync(join(folder.path, 'assets'));
  write('index.html', '<!doctype html><title>app</title>');
  write('sw.js', '0');
  write('m.webmanifest', '{}');
  write('.secret', 'x');
  write('规矩 1.svg', '<svg/>');
  write('assets/a-1.js', script);
  write('assets/b-1.wasm', 'w');
  server = await serveApp(folder.path, 0);
  const { port } = server.address() as AddressInfo;
  ask = (path, asked = {}) => askAt(path, { port, ...asked });
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  folder.remove();
});

test('each file has its headers, and is there under its name only', async () => {
  const { status, headers, body } = await ask('/assets/a-1.js');
  expect({ status, body: body.equals(script) }).toEqual({ status: 200, body: true });
  expect(headers).toMatchObject({
    'content-type': 'text/javascript',
    'content-length': '600000',
    'cache-control': 'public, max-age=31536000, immutable',
    'last-modified': 'Fri, 27 Nov 2026 08:00:00 GMT',
    etag: `W/"600000-${changed.getTime()}"`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  });
  expect(headers['content-security-policy']).toContain("default-src 'self'");
  expect(headers['content-encoding']).toBeUndefined();
  const typed: Record<string, string> = {
    '/': 'text/html;charset=utf-8',
    '/index.html?base=sample': 'text/html;charset=utf-8',
    '/sw.js': 'text/javascript',
    '/m.webmanifest': 'application/manifest+json',
    '/assets/b-1.wasm': 'application/wasm',
    '/%E8%A7%84%E7%9F%A9%201.svg': 'image/svg+xml',
  };
  for (const [path, type] of Object.entries(typed)) {
    const found = await ask(path);
    expect({ status: found.status, type: found.headers['content-type'] }, path).toEqual({
      status: 200,
      type,
    });
    expect(found.headers['cache-control'], path).toContain(
      path.startsWith('/assets/') ? 'immutable' : 'no-cache',
    );
  }
  for (const path of [
    '/assets/',
    '/assets',
    '/%',
    '/%ff',
    '//',
    '/.secret',
    '/../a',
    '/%2e%2e/a',
    '/__proto__',
  ]) {
    expect((await ask(path)).status, path).toBe(404);
  }
});

test('who has it already is told so; who only wants to know is told no more', async () => {
  const { headers } = await ask('/sw.js');
  const etag = headers.etag!;
  for (const known of [etag, `"x", ${etag}`, etag.replace('W/', '')]) {
    const answer = await ask('/sw.js', { headers: { 'if-none-match': known } });
    expect({ status: answer.status, length: answer.body.length }, known).toEqual({ status: 304, length: 0 });
    expect(answer.headers).toMatchObject({ etag, 'cache-control': 'no-cache' });
  }
  for (const other of ['"x"', `${etag}x`, '', ',']) {
    expect((await ask('/sw.js', { headers: { 'if-none-match': other } })).status, other).toBe(200);
  }
  const { status, headers: told, body } = await ask('/assets/a-1.js', { method: 'HEAD' });
  expect({ status, length: told['content-length'], body: body.length }).toEqual({
    status: 200,
    length: '600000',
    body: 0,
  });
});

test('whatever range is asked for, the whole comes', async () => {
  for (const range of [
    'bytes=5-2',
    'bytes=0-1',
    'bytes=-5',
    'bytes=9999999-',
    'bytes=-',
    'bytes=1-1e400',
    'x',
    '',
  ]) {
    const { status, headers, body } = await ask('/assets/a-1.js', { headers: { range } });
    expect({ status, whole: body.equals(script), range: headers['content-range'] }, range).toEqual({
      status: 200,
      whole: true,
      range: undefined,
    });
  }
});

test('what becomes of the folder meanwhile is nothing to who asks', async () => {
  writeFileSync(join(folder.path, 'sw.js'), 'something longer');
  rmSync(join(folder.path, 'assets'), { recursive: true });
  expect((await ask('/sw.js')).body.toString()).toBe('0');
  expect((await ask('/assets/a-1.js')).body.equals(script)).toBe(true);
});
