import { afterEach, expect, test, vi } from 'vitest';
import { limits } from '../../src/exchange/limits.ts';
import { unzip } from '../../src/exchange/unzip.ts';
import { zipOf } from './some-zip.ts';

/** The same bounds on a scale that a test can reach. */
vi.mock('../../src/exchange/limits.ts', async (original) => {
  const real = await original<{ limits: object }>();
  return { ...real, limits: { ...real.limits, text: 100_000, unpacked: 1_000_000, entries: 50 } };
});

const seen: string[] = [];
afterEach(() => seen.splice(0));

function readAll(bytes: Uint8Array): void {
  for (const entry of unzip(bytes, () => true))
    seen.push('problem' in entry ? entry.problem.code : entry.path);
}

test('all entries together may not pass the bound; what came before it was given', () => {
  const entry = (name: string) => ({ name, bytes: new Uint8Array(limits.text).fill(0x61) });
  const zip = zipOf(Array.from({ length: 20 }, (_, i) => entry(`${i}.md`)));
  expect(() => readAll(zip)).toThrow('zip-too-large');
  expect(seen.length).toBeLessThanOrEqual(10);
});

test('one entry that never ends ends the archive: it is not unpacked to its end', () => {
  const zip = zipOf([
    { name: 'bomb.md', bytes: new Uint8Array(2_000_000), stored: true },
    { name: 'b.md', bytes: '灯' },
  ]);
  expect(() => readAll(zip)).toThrow('zip-too-large');
  expect(seen).toEqual(['too-large']);
});

test('more entries than anybody files are refused', () => {
  const zip = zipOf(Array.from({ length: 51 }, (_, i) => ({ name: `${i}.md`, bytes: '灯' })));
  expect(() => readAll(zip)).toThrow('zip-too-many');
});

test('as many as allowed are read', () => {
  readAll(zipOf(Array.from({ length: 50 }, (_, i) => ({ name: `${i}.md`, bytes: '灯' }))));
  expect(seen).toHaveLength(50);
});
