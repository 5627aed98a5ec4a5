import { zipSync } from 'fflate';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/exchange/refusal.ts';
import { unzip, type ArchiveEntry } from '../../src/exchange/unzip.ts';
import { zipOf } from './some-zip.ts';

const everything = (): boolean => true;
const read = (bytes: Uint8Array, wants = everything): ArchiveEntry[] => [...unzip(bytes, wants)];
/** Path and words, or path and problem. */
const shown = (bytes: Uint8Array): [string, string][] =>
  read(bytes).map((entry) => [
    entry.path,
    'problem' in entry ? entry.problem.code : new TextDecoder().decode(entry.bytes),
  ]);

test('entries come out as they went in, packed or stored', () => {
  const zip = zipOf([
    { name: '制度/灯.md', bytes: '关灯。'.repeat(50_000) },
    { name: 'b.md', bytes: '开灯。', stored: true },
    { name: 'c.md', bytes: '' },
    { name: 'folder/', bytes: '', stored: true },
  ]);
  expect(shown(zip)).toEqual([
    ['制度/灯.md', '关灯。'.repeat(50_000)],
    ['b.md', '开灯。'],
    ['c.md', ''],
  ]);
});

test('an archive that another library made', () => {
  expect(shown(zipSync({ 'a/灯.md': new TextEncoder().encode('关灯。') }))).toEqual([['a/灯.md', '关灯。']]);
});

test('names in GBK, which say nothing of it', () => {
  const name = Buffer.from('d6c6b6c82fb5c6b9e2b0ecb7a82e747874', 'hex');
  expect(shown(zipOf([{ name, bytes: '关灯。' }]))).toEqual([['制度/灯光办法.txt', '关灯。']]);
});

test('names with the bars of another system', () => {
  expect(shown(zipOf([{ name: '制度\\灯.md', bytes: '关灯。' }]))).toEqual([['制度/灯.md', '关灯。']]);
});

test('a path that leaves its folder is not unpacked, the others are', () => {
  const zip = zipOf([
    { name: '../../灯.md', bytes: '坏。' },
    { name: '/灯.md', bytes: '坏。' },
    { name: '..\\灯.md', bytes: '坏。' },
    { name: '好.md', bytes: '关灯。' },
  ]);
  expect(shown(zip)).toEqual([
    ['../../灯.md', 'zip-path'],
    ['/灯.md', 'zip-path'],
    ['../灯.md', 'zip-path'],
    ['好.md', '关灯。'],
  ]);
});

test('what systems put in is passed over', () => {
  expect(
    shown(
      zipOf([
        { name: '__MACOSX/._a.md', bytes: 'x' },
        { name: 'a.md', bytes: '灯' },
      ]),
    ),
  ).toEqual([['a.md', '灯']]);
});

test('what nobody wants is named and not unpacked', () => {
  const zip = zipOf([{ name: 'a.pdf', bytes: 'x'.repeat(1000) }]);
  expect(read(zip, () => false)).toEqual([{ path: 'a.pdf', bytes: new Uint8Array(0) }]);
});

test('an entry with a password says so', () => {
  const zip = zipOf([
    { name: 'a.md', bytes: '灯', encrypted: true },
    { name: 'b.md', bytes: '灯' },
  ]);
  expect(shown(zip)).toEqual([
    ['a.md', 'zip-encrypted'],
    ['b.md', '灯'],
  ]);
});

test('an entry that unpacks to more than a text may have is given up, whatever it claims', () => {
  const bytes = new Uint8Array(17 * 1024 * 1024);
  expect(
    shown(
      zipOf([
        { name: 'big.md', bytes },
        { name: 'b.md', bytes: '灯' },
      ]),
    ),
  ).toEqual([
    ['big.md', 'too-large'],
    ['b.md', '灯'],
  ]);
});

describe('a damaged archive', () => {
  const zip = zipOf([
    { name: 'a.md', bytes: '关灯。'.repeat(400) },
    { name: 'b.md', bytes: '开灯。'.repeat(400), stored: true },
  ]);

  test.each([
    ['nothing', new Uint8Array(0)],
    ['a text', new TextEncoder().encode('第一条 关灯。')],
    ['only its beginning', zip.slice(0, 2)],
    ['without entries', zip.slice(-22)],
  ])('%s', (_, bytes) => {
    expect(() => read(bytes)).toThrow(new Refusal('zip-damaged'));
  });

  test('cut off: what was whole comes out, and then it is told', () => {
    fc.assert(
      fc.property(fc.nat(zip.length - 1), (length) => {
        const seen: string[] = [];
        const readAll = (): void => {
          for (const entry of unzip(zip.slice(0, length), everything)) seen.push(entry.path);
        };
        expect(readAll).toThrow(new Refusal('zip-damaged'));
        if (length > zip.length - 50) expect(seen).toEqual(['a.md', 'b.md']);
      }),
      { seed: 65, numRuns: 300 },
    );
  });

  test('changed anywhere: entries, problems or a refusal, nothing else', () => {
    fc.assert(
      fc.property(fc.nat(zip.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = zip.slice();
        bytes[at]! ^= flip;
        try {
          read(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
      { seed: 66, numRuns: 500 },
    );
  });
});
