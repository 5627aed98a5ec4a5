import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { sendBytes } from '../../src/desk/send-bytes.ts';

test('what is not taken yet is not handed over yet; it all comes in the end', async () => {
  const body = Buffer.from(Array.from({ length: 5_000_000 }, (_, at) => at % 251));
  const waiting: number[] = [];
  const server = createServer((_, response: ServerResponse) => {
    sendBytes(response, body);
    waiting.push(response.writableLength);
    response.on('drain', () => waiting.push(response.writableLength));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const came = await new Promise<Buffer>((resolve) => {
    get({ host: '127.0.0.1', port, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve(Buffer.concat(parts)));
    });
  });
  expect(came.equals(body)).toBe(true);
  expect(Math.max(...waiting)).toBeLessThan(100_000);
  await new Promise((resolve) => server.close(resolve));
});
