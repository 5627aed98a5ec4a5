import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { main } from '../../src/desk/command-line.ts';
import { someOffice } from '../engine/some-proof.ts';

let home: string;
let file: string;
let edition: string;
let bytes: Uint8Array;
let said: string[];
let complained: string[];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'guiju-verify-'));
  const issued = await (await someOffice()).issue('灯光管理规定');
  ({ bytes } = await issued.proof());
  ({ edition } = issued);
  file = join(home, '证明.html');
  writeFileSync(file, bytes);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));
beforeEach(() => {
  said = [];
  complained = [];
  vi.stubEnv('LC_ALL', 'zh_CN.UTF-8');
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void complained.push(line));
  return () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  };
});

const answer = (): Record<string, unknown> => JSON.parse(said.at(-1)!) as Record<string, unknown>;

function changed(at: number): string {
  const path = join(home, 'changed.html');
  const copy = Uint8Array.from(bytes);
  copy[at]! ^= 1;
  writeFileSync(path, copy);
  return path;
}

test('a proof verifies without a base, in words and as JSON', async () => {
  expect(await main(['verify', file])).toBe(0);
  const words = said.join('\n');
  for (const word of ['核验通过', '灯光管理规定', '临江县行政服务中心', '周明', edition])
    expect(words).toContain(word);
  expect(await main(['verify', file, '--json'])).toBe(0);
  expect(answer()).toMatchObject({
    valid: true,
    reason: null,
    kind: 'edition',
    edition,
    signedBy: { member: '周明', unit: '办公室', device: '办公室的电脑' },
    seal: 'signed',
  });
});

test('the smallest change is told, with exit code 1', async () => {
  for (const at of [0, 1, bytes.length >> 1, bytes.length - 40, bytes.length - 1]) {
    expect(await main(['verify', changed(at), '--json']), `byte ${at}`).toBe(1);
    expect(answer()).toMatchObject({ valid: false, edition: null, signedBy: null });
    expect(answer()['reason'], `byte ${at}`).toEqual(expect.any(String));
  }
  expect(await main(['verify', changed(bytes.length >> 1)])).toBe(1);
  expect(said.at(-1)).toMatch(/^核验未通过：.+。$/);
});

test('what is no proof is not valid', async () => {
  const other = join(home, 'other.html');
  for (const text of ['', '<!doctype html>', '{}', 'x'.repeat(1000)]) {
    writeFileSync(other, text);
    expect(await main(['verify', other, '--json'])).toBe(1);
    expect(answer()).toMatchObject({ valid: false, reason: 'malformed', kind: null });
  }
  // Larger than any proof; the system need not even lay it down.
  truncateSync(other, 70 * 1024 * 1024);
  expect(await main(['verify', other, '--json'])).toBe(1);
});

test('it wants one file that is there', async () => {
  for (const args of [
    ['verify'],
    ['verify', file, file],
    ['verify', join(home, 'nothing.html')],
    ['verify', home],
  ]) {
    expect(await main(args), args.join(' ')).toBe(2);
    expect(complained.at(-1)).toMatch(/\p{Script=Han}/u);
  }
});
