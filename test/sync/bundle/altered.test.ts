import { beforeAll, expect, test } from 'vitest';
import type { SomeBase } from '../some-bases.ts';
import { takeBundle } from '../../../src/sync/bundle/take-bundle.ts';
import { joined } from '../../../src/sync/joined.ts';
import { Random } from '../../faults/random.ts';
import { mutateBytes } from '../../measure/fuzz/mutate.ts';
import { acquainted, addWord, baseOf, faultOf, type File, stateOf, take, write } from './some-bundles.ts';

let anna: SomeBase;
let bert: SomeBase;
let file: File;

beforeAll(async () => {
  [anna, bert] = (await acquainted('admin', 'member')) as [SomeBase, SomeBase];
  await addWord(anna, 'members', 'list', '一');
  await addWord(anna, 'admins', 'list', '二');
  await anna.keeper.say({ type: 'checkpoint', seen: [] });
  ({ file } = await write(anna));
});

/** Where the parts of the file begin, as its format says. */
function partsOf(bytes: File): { slots: number; sections: number[]; signature: number } {
  const view = new DataView(bytes.buffer);
  const count = bytes[26]!;
  const slots = 27 + 16 + 65 + 2;
  let at = slots + view.getUint16(slots - 2, true) * (16 + 32 * count + 16);
  const sections: number[] = [];
  for (let i = 0; i < count; i++) {
    sections.push(at);
    for (let length = -1; length !== 0; at += 4 + length) length = view.getUint32(at, true);
  }
  return { slots, sections, signature: at };
}

/** Tries something at every place of the file; some at a time, which keeps all processors busy. */
async function everywhere(run: (at: number) => Promise<void>): Promise<void> {
  for (let begin = 0; begin < file.length; begin += atOnce)
    await Promise.all(
      Array.from({ length: Math.min(atOnce, file.length - begin) }, (_, i) => run(begin + i)),
    );
}

const atOnce = 32;

async function mustFail(bytes: File): Promise<string> {
  const fault = await faultOf(take(bert, bytes));
  expect(fault).toBeDefined();
  return fault!;
}

test('a byte changed anywhere is noticed before anything is taken', async () => {
  const before = stateOf(bert);
  const faults = new Map<string, number>();
  await everywhere(async (at) => {
    const bytes = file.slice();
    bytes[at]! ^= 2 << (at & 3);
    const fault = await mustFail(bytes);
    faults.set(fault, (faults.get(fault) ?? 0) + 1);
  });
  expect(stateOf(bert)).toEqual(before);
  expect([...faults.keys()].sort()).toEqual(
    ['altered', 'cut-short', 'newer-version', 'not-a-bundle', 'not-for-this-device', 'other-office'].sort(),
  );
  expect(faults.get('not-a-bundle')).toBe(8);
  expect(faults.get('altered')!).toBeGreaterThan(file.length * 0.8);
});

test('a file cut anywhere, or with something behind it, is refused', async () => {
  const before = stateOf(bert);
  await everywhere(async (length) => {
    expect(await mustFail(file.slice(0, length)), `${length}`).toBe(
      length < 8 ? 'not-a-bundle' : 'cut-short',
    );
  });
  expect(await mustFail(joined(file, Uint8Array.of(0)))).toBe('altered');
  expect(await mustFail(joined(file, file))).toBe('altered');
  expect(stateOf(bert)).toEqual(before);
});

test('parts of two bundles, or of one in another order, do not make a bundle', async () => {
  const { file: other } = await write(anna);
  const [a, b] = [partsOf(file), partsOf(other)];
  expect(a).toEqual(b);
  const before = stateOf(bert);
  const [first, second, third] = a.sections as [number, number, number];
  for (const at of [a.slots, first, second, third, a.signature]) {
    expect(await mustFail(joined(file.slice(0, at), other.slice(at)))).not.toBe('cut-short');
    expect(await mustFail(joined(other.slice(0, at), file.slice(at)))).not.toBe('cut-short');
  }
  const swapped = joined(
    file.slice(0, second),
    file.slice(third, a.signature),
    file.slice(second, third),
    file.slice(a.signature),
  );
  expect(await mustFail(swapped)).toBe('altered');
  expect(stateOf(bert)).toEqual(before);
});

test('a file that changes while it is read, or cannot be read, is refused', async () => {
  const before = stateOf(bert);
  for (const fails of [0, 1]) {
    let reads = 0;
    const source = {
      size: file.length,
      slice: (from: number, to: number) => ({
        arrayBuffer: async () => {
          if (reads++ >= fails) throw new DOMException('gone', 'NotReadableError');
          return file.slice(from, to).buffer;
        },
      }),
    };
    expect(await faultOf(takeBundle(baseOf(bert), source))).toBe('unreadable');
  }
  const short = { size: file.length, slice: () => ({ arrayBuffer: async () => new ArrayBuffer(7) }) };
  expect(await faultOf(takeBundle(baseOf(bert), short))).toBe('unreadable');
  const huge = { size: 2 ** 40, slice: () => ({ arrayBuffer: async () => file.buffer }) };
  expect(await faultOf(takeBundle(baseOf(bert), huge))).toBe('too-large');
  expect(stateOf(bert)).toEqual(before);
});

test('whatever is made of a bundle ends in words, and takes nothing', async () => {
  const before = stateOf(bert);
  for (let seed = 1; seed <= 600; seed++) {
    const random = new Random(seed);
    const bytes = Uint8Array.from(mutateBytes(random, file));
    // What was left as it was is a bundle.
    if (bytes.length === file.length && bytes.every((byte, i) => byte === file[i])) continue;
    expect(await faultOf(take(bert, bytes)), `seed ${seed}`).toBeDefined();
  }
  expect(stateOf(bert)).toEqual(before);
});

test('and the bundle itself is taken', async () => {
  expect(await take(bert, file)).toMatchObject({
    documents: { new: 1 },
    entries: { new: 1 },
    closedSections: 1,
  });
});
