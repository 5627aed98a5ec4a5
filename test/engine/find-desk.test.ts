import { afterEach, expect, test, vi } from 'vitest';
import { findDesk } from '../../src/engine/find-desk.ts';

afterEach(() => vi.unstubAllGlobals());

const json = { 'Content-Type': 'application/json; charset=utf-8' };

function answers(body: string, init: ResponseInit = { headers: json }): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    return Promise.resolve(new Response(body, init));
  });
  return asked;
}

test('a desk says where its socket is', async () => {
  const asked = answers('{"version":"1","relay":"/desk","stunPort":3478,"isDevice":false}');
  expect(await findDesk('https://desk.example:8317')).toMatchObject({
    url: 'wss://desk.example:8317/desk',
    host: 'desk.example',
  });
  expect(asked).toEqual(['https://desk.example:8317/desk.json']);
  expect((await findDesk('http://127.0.0.1:8317'))?.url).toBe('ws://127.0.0.1:8317/desk');
});

test.each([
  ['an address of another host', '{"relay":"//elsewhere/desk"}'],
  ['a whole address', '{"relay":"wss://elsewhere/desk"}'],
  ['no path', '{"relay":"desk"}'],
  ['a path that climbs', '{"relay":"/../desk"}'],
  ['a number', '{"relay":7}'],
  ['no object', '[1]'],
  ['no JSON', '<!doctype html>'],
  ['endless words', JSON.stringify({ relay: '/desk', more: 'x'.repeat(20_000) })],
])('what says %s is no desk', async (_, body) => {
  answers(body);
  expect(await findDesk('https://desk.example')).toBeUndefined();
});

test('a web server without a desk is none, and one that fails may be a desk later', async () => {
  answers('<!doctype html>', { headers: { 'Content-Type': 'text/html' } });
  expect(await findDesk('https://web.example')).toBeUndefined();
  answers('404', { status: 404, headers: json });
  expect(await findDesk('https://web.example')).toBeUndefined();
  answers('', { status: 502, headers: json });
  await expect(findDesk('https://web.example')).rejects.toThrow('502');
});

test('a page from a file has no desk', async () => {
  const asked = answers('{"relay":"/desk"}');
  expect(await findDesk('file:///home')).toBeUndefined();
  expect(asked).toEqual([]);
});
