import { deflateRawSync } from 'node:zlib';
import * as Automerge from '@automerge/automerge/slim';
import { beforeAll, describe, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { DamagedDocument } from '../../src/store/damaged-document.ts';
import { type Bounds, checkBounds } from '../../src/store/document-bounds.ts';
import { chunksOf } from '../../src/store/document-chunks.ts';
import { saveEdition } from '../../src/store/edition-document.ts';
import { inflate } from '../../src/store/inflate.ts';
import { Library } from '../../src/store/library.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { load } from '../../src/store/plain-document.ts';
import { changeRule } from '../../src/store/rule-document.ts';
import { unlessDamaged } from '../../src/store/unless-damaged.ts';
import { Random } from '../faults/random.ts';
import { columns, leb, run, someChange, someChunk, someDocument, withRightCheck } from './some-chunks.ts';

beforeAll(automergeForNode);

const some: Bounds = { bytes: 1024 * 1024, rows: 10_000 };
const isWithin = (bytes: Uint8Array, bounds = some): boolean =>
  unlessDamaged(() => checkBounds(bytes, bounds) ?? true) ?? false;

type Doc = { text: string; list: number[]; deep?: { deeper: Record<string, string> } };

/** A document with a history, and the changes that made it. */
function drafted(): { whole: Uint8Array; changes: Uint8Array[] } {
  const actor = 'ab'.repeat(16);
  let doc = Automerge.from<Doc>({ text: '第一条', list: [1, 2, 3] }, { actor });
  for (let i = 0; i < 40; i++)
    doc = Automerge.change(doc, { time: 0 }, (fields) => {
      Automerge.splice(fields, ['text'], i % 3, i % 5 === 0 ? 1 : 0, '规矩方圆'.repeat(20));
      fields.list.push(i);
      fields.deep = { deeper: { ['k'.repeat(i)]: 'v' } };
    });
  return { whole: Automerge.save(doc), changes: Automerge.getAllChanges(doc) };
}

/** The same change deflated; its check stays that of the plain one. */
function packedChange(change: Uint8Array): Uint8Array {
  const { at, end } = chunksOf(change)[0]!;
  const packed = deflateRawSync(change.subarray(at, end));
  return Buffer.concat([change.subarray(0, 8), Uint8Array.of(2, ...leb(packed.length)), packed]);
}

const text = Array.from({ length: 300 }, (_, i) => `第${i}条 各处室应当在${i}日内办结。`).join('\n\n');
const edition = (): Uint8Array => saveEdition({ v: 1, title: '办法', events: [], text });

async function someRule(): Promise<Uint8Array> {
  const editions = Array.from({ length: 50 }, (_, i) => i.toString(16).padStart(64, '0'));
  const { bytes } = await changeRule('r-1', undefined, { title: '办法', kind: 'rule', editions });
  return (await changeRule('r-1', bytes, { tags: ['一', '二'], category: null, unit: '办公室' })).bytes;
}

describe('documents as they are made here', () => {
  test('of all kinds are within bounds, as a whole, as changes and as deflated changes', async () => {
    const { whole, changes } = drafted();
    for (const bytes of [whole, edition(), await someRule(), Buffer.concat(changes), ...changes])
      expect(isWithin(bytes)).toBe(true);
    const packed = changes.map(packedChange);
    const [doc] = Automerge.applyChanges(Automerge.init<Doc>(), packed);
    expect(Automerge.save(doc)).toEqual(whole);
    for (const bytes of packed) expect(isWithin(bytes)).toBe(true);
    expect(isWithin(Automerge.save(Automerge.init()))).toBe(true);
  });

  test('are counted row by row: a list of a thousand is refused where fewer are allowed', () => {
    const doc = Automerge.from({ list: Array.from({ length: 1000 }, () => 7) });
    for (const bytes of [Automerge.save(doc), Automerge.getAllChanges(doc)[0]!]) {
      expect(isWithin(bytes, { ...some, rows: 1010 })).toBe(true);
      expect(isWithin(bytes, { ...some, rows: 1000 })).toBe(false);
    }
  });

  test('are counted byte by byte, also what is deflated', () => {
    const { length } = new TextEncoder().encode(text);
    const bytes = edition();
    expect(bytes.length).toBeLessThan(length / 2);
    // Once as bytes, once as what the column of their lengths says.
    expect(isWithin(bytes, { ...some, bytes: 2.2 * length })).toBe(true);
    expect(isWithin(bytes, { ...some, bytes: 1.9 * length })).toBe(false);
  });

  test('are counted over all their changes together', () => {
    const { changes } = drafted();
    const each = { ...some, rows: 90 };
    for (const change of changes) expect(isWithin(change, each)).toBe(true);
    expect(isWithin(Buffer.concat(changes), each)).toBe(false);
  });
});

const many = 2 ** 40;
const long = [...leb(5000), ...Array.from({ length: 5000 }, () => 107)];

/** A few bytes that stand for gigabytes. */
const bombs: Record<string, [specification: number, bytes: number[] | Uint8Array][]> = {
  'rows of one action': [[columns.action, run(many, 1)]],
  'rows of nothing': [[columns.action, [0, ...leb(many)]]],
  'many lesser runs': [[columns.action, Array.from({ length: 2000 }, () => run(9_000, 1)).flat()]],
  'different rows that are not there': [[columns.action, [0x80, 0x80, 0x80, 0x80, 0x80, 0x60]]],
  'rows whose number is no number': [[columns.action, Array.from({ length: 9 }, () => 0xff)]],
  booleans: [[columns.insert, [...leb(3), ...leb(many)]]],
  'groups of many': [[columns.group, run(9_000, ...leb(9_000))]],
  'a long key again and again': [[columns.key, run(9_000, ...long)]],
  'long values again and again': [[columns.valueHead, run(9_000, ...leb(16 * 5_000 + 6))]],
  'a deflated column': [[columns.value + 8, deflateRawSync(new Uint8Array(64 * some.bytes))]],
  'deflated columns that are large together': Array.from({ length: 3 }, (): [number, Uint8Array] => [
    columns.value + 8,
    deflateRawSync(new Uint8Array(some.bytes / 2)),
  ]),
};

describe('what unfolds beyond all measure', () => {
  test.each(Object.entries(bombs))('is refused: %s', (_, given) => {
    for (const bytes of [
      someChunk(1, someChange(given)),
      someChunk(2, deflateRawSync(someChange(given))),
      someChunk(0, someDocument(given)),
    ]) {
      expect(bytes.length).toBeLessThan(100_000);
      expect(() => checkBounds(bytes, some)).toThrow(DamagedDocument);
    }
  });

  test('is refused in a chunk that is deflated as a whole', () => {
    const bytes = someChunk(2, deflateRawSync(new Uint8Array(64 * some.bytes)));
    expect(() => checkBounds(bytes, some)).toThrow('more than it may');
  });

  test('is unpacked no further than that: what follows is not looked at', () => {
    const packed = deflateRawSync(new Uint8Array(64 * some.bytes)).fill(0xff, 4096);
    expect(() => inflate(packed, some.bytes)).toThrow('more than it may');
    expect(() => inflate(packed, 1e9)).toThrow('cannot be unpacked');
    expect(inflate(deflateRawSync(Buffer.from(text)), 1e6)).toEqual(new Uint8Array(Buffer.from(text)));
  });

  test('is refused when it comes from another device, and keeps nothing else out', async () => {
    const library = await Library.open(new MemoryStorage(), automergeForNode, () => 1000);
    const rule = (await someRule()) as Uint8Array<ArrayBuffer>;
    const members = 'members';
    const list = Automerge.save(Automerge.from({ list: Array.from({ length: 60_000 }, () => 7) }));
    const large = Automerge.save(
      Automerge.from({ text: new Automerge.ImmutableString('规'.repeat(12_000_000)) }),
    );
    const results = await library.merge([
      {
        space: members,
        kind: 'rule',
        id: 'r-2',
        bytes: someChunk(0, someDocument(bombs['rows of one action']!)),
      },
      // What Automerge itself would open at its leisure.
      { space: members, kind: 'rule', id: 'r-3', bytes: list as Uint8Array<ArrayBuffer> },
      { space: members, kind: 'document', id: 'd-1', bytes: large as Uint8Array<ArrayBuffer> },
      { space: members, kind: 'document', id: 'd-2', bytes: list as Uint8Array<ArrayBuffer> },
      { space: members, kind: 'rule', id: 'r-1', bytes: rule },
    ]);
    expect(results).toEqual(['refused', 'refused', 'refused', 'kept', 'kept']);
  });
});

test('a document altered in whatever way is found within bounds or damaged, and what Automerge opens was not called damaged', async () => {
  const { whole, changes } = drafted();
  const sources = [whole, edition(), await someRule(), ...changes.slice(-3)];
  for (let seed = 1; seed <= 3000; seed++) {
    const random = new Random(seed);
    const source = random.pick(sources);
    const { at } = chunksOf(source)[0]!;
    let bytes = source.slice(0, random.chance(0.1) ? random.below(source.length) : source.length);
    for (let i = random.below(4); i >= 0; i--) {
      const place = (random.chance(0.9) ? at : 0) + random.below(Math.min(400, source.length - at));
      if (place < bytes.length) bytes[place] = random.below(256);
    }
    if (bytes.length > 8) bytes = withRightCheck(bytes);
    let found: string | undefined;
    try {
      checkBounds(bytes, some);
    } catch (cause) {
      expect(cause, `seed ${seed}`).toBeInstanceOf(DamagedDocument);
      found = (cause as Error).message;
    }
    const doc = unlessDamaged(() => load(bytes));
    if (doc === undefined) continue;
    Automerge.free(doc);
    // Only that it is too much may be said of what is a document.
    if (found !== undefined) expect(found, `seed ${seed}`).toMatch(/more/);
  }
});
