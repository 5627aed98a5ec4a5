import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { guardedListener } from '../../src/desk/guarded-listener.ts';
import { ask } from './ask.ts';

let server: Server;
let port: number;
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await new Promise((resolve) => server.close(resolve));
});
async function begin(listener: RequestListener): Promise<void> {
  server = createServer(guardedListener(listener));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
}

test('what a listener throws is answered with 500, or ends the line, and nothing else', async () => {
  await begin((request, response) => {
    if (request.url === '/late') response.writeHead(200, { 'Content-Length': 10 }).write('begun');
    if (request.url !== '/fine') throw new Error('of a listener');
    response.end('fine');
  });
  expect(await ask('/', { port })).toMatchObject({ status: 500, body: Buffer.from('500') });
  await expect(ask('/late', { port })).rejects.toThrow();
  expect(vi.mocked(console.error)).toHaveBeenCalledTimes(2);
  expect((await ask('/fine', { port })).body.toString()).toBe('fine');
});

/** How many answers come to so many requests that are sent at once, until the line ends. */
async function answersTo(requests: number): Promise<number> {
  const line = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
  const last = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
  const socket = connect(port, '127.0.0.1');
  socket.write(line.repeat(requests - 1) + last);
  let text = '';
  socket.on('data', (bytes) => (text += bytes.toString()));
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('close', resolve));
  return text.split('HTTP/1.1 200').length - 1;
}

test('who asks on and on before the answers came loses the line', async () => {
  let heard = 0;
  await begin((_, response) => {
    heard += 1;
    response.end();
  });
  expect(await answersTo(8)).toBe(8);
  heard = 0;
  expect(await answersTo(2_000)).toBeLessThan(2_000);
  expect(heard).toBeLessThan(2_000);
  expect(await answersTo(1)).toBe(1);
});
