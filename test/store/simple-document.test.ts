import * as Automerge from '@automerge/automerge/slim';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalBytes } from '../../src/ledger/canonical-json.ts';
import { editionHash } from '../../src/ledger/edition-hash.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { isEdition, saveEdition } from '../../src/store/edition-document.ts';
import { plain, saveWhole, withDocument } from '../../src/store/plain-document.ts';
import { changeRule, openRule, openSimpleRule } from '../../src/store/rule-document.ts';
import { readSimple, readUnproven } from '../../src/store/simple-document.ts';
import { unlessDamaged } from '../../src/store/unless-damaged.ts';
import { leb, someChunk, withRightCheck } from './some-chunks.ts';
import { someContent } from './some-edition.ts';

beforeAll(automergeForNode);

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', '第一条 下班关灯。\n', '"\\\u0000\u001f\u007f\b\t\r', 'é😀\u2028', '规矩'.repeat(400)),
);
const key = fc.stringMatching(/^[ -~]{1,12}$/).filter((one) => one !== '__proto__');
const plainOne = fc.oneof(text, fc.boolean(), fc.constant(null));
const integer = fc.oneof(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), fc.integer({ min: -70, max: 70 }));
// Numbers only outermost: deeper ones Automerge keeps as fractions, which are left to it.
const { inner } = fc.letrec((tie) => ({
  inner: fc.oneof(
    { depthSize: 'small' },
    plainOne,
    fc.array(tie('inner'), { maxLength: 5 }),
    fc.dictionary(key, tie('inner'), { maxKeys: 5 }),
  ),
}));
const fields = fc.dictionary(key, fc.oneof(integer, inner), { minKeys: 1, maxKeys: 8 });

const json = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString();

test('what is saved whole is read as what it is, whatever it says', () => {
  fc.assert(
    fc.property(fields, (value) => {
      const bytes = saveWhole(value);
      const expected = json(canonicalBytes(withDocument(bytes, plain)));
      expect(json(readSimple(bytes))).toBe(expected);
      expect(json(readUnproven(bytes)?.json)).toBe(expected);
    }),
    { seed: 31, numRuns: 600 },
  );
});

test('rules are read with all their additions, and left to Automerge once something was replaced', async () => {
  const hashes = [...'abcdef'].map((digit) => digit.repeat(64));
  let { bytes } = await changeRule('r-1', undefined, {
    title: '灯光管理办法',
    kind: 'code',
    tags: ['用电', '安全'],
  });
  for (const [i, hash] of hashes.entries()) {
    ({ bytes } = await changeRule('r-1', bytes, { editions: [hash], ...(i === 3 && { unit: '行政科' }) }));
    expect(openSimpleRule(bytes)?.editions).toEqual(hashes.slice(0, i + 1));
    expect(json(readSimple(bytes))).toBe(json(canonicalBytes(withDocument(bytes, plain))));
  }
  ({ bytes } = await changeRule('r-1', bytes, { unit: '后勤科' }));
  expect(openSimpleRule(bytes)).toBeUndefined();
  expect(openRule(bytes)).toMatchObject({ unit: '后勤科', editions: hashes });
});

test('one that two devices have changed apart is left to Automerge', async () => {
  const { bytes } = await changeRule('r-1', undefined, { title: '灯光管理办法' });
  const [one, two] = await Promise.all(
    ['a', 'b'].map((digit) => changeRule('r-1', bytes, { editions: [digit.repeat(64)] })),
  );
  const merged = Automerge.save(Automerge.merge(Automerge.load(one!.bytes), Automerge.load(two!.bytes)));
  expect(readSimple(merged)).toBeUndefined();
  expect(openRule(merged).editions).toHaveLength(2);
});

describe('altered in whatever way, with its check made right again,', () => {
  const documents = async (): Promise<Uint8Array[]> => {
    const rule = await changeRule('r-1', undefined, { title: '灯光', editions: ['a'.repeat(64)] });
    const longer = await changeRule('r-1', rule.bytes, { editions: ['b'.repeat(64)], tags: ['x'] });
    return [rule.bytes, longer.bytes, saveEdition(someContent({ trial: true, basis: ['甲', '乙'] }))];
  };
  const altered = (bytes: Uint8Array, at: number, by: number, how: number): Uint8Array => {
    const changed =
      how === 1 ? Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(at + 1)]) : bytes.slice();
    if (how === 0) changed[at]! ^= by;
    if (how === 2) changed[at] = bytes[(at * by) % bytes.length]!;
    return withRightCheck(changed);
  };

  test('it is read as Automerge reads it or not at all', async () => {
    let read = 0;
    for (const bytes of await documents()) {
      fc.assert(
        fc.property(
          fc.nat(bytes.length - 1).filter((at) => at > 8),
          fc.integer({ min: 1, max: 255 }),
          fc.nat(2),
          (at, by, how) => {
            const changed = altered(bytes, at, by, how);
            const found = json(readSimple(changed));
            if (found === undefined) return;
            read += 1;
            const opened = unlessDamaged(() => withDocument(changed, plain));
            expect(found).toBe(opened && json(canonicalBytes(opened)));
          },
        ),
        { seed: 32, numRuns: 1500 },
      );
    }
    expect(read).toBeGreaterThan(0);
  });

  test('it is no other edition', async () => {
    const content = someContent();
    const [bytes, hash] = [saveEdition(content), await editionHash(content)];
    expect(await isEdition(bytes, hash)).toBe(true);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.nat(2),
        async (at, by, how) => {
          const changed = altered(bytes, at, by, how);
          if (!(await isEdition(changed, hash))) return;
          expect(json(readUnproven(changed)!.json)).toBe(json(canonicalBytes(content)));
        },
      ),
      { seed: 33, numRuns: 800 },
    );
  });
});

test('a history with another head than its changes have is not believed', async () => {
  const { bytes } = await changeRule('r-1', undefined, { title: '灯光' });
  const at = Buffer.from(bytes).indexOf(Buffer.from(Automerge.getHeads(Automerge.load(bytes))[0]!, 'hex'));
  const forged = bytes.slice();
  forged[at]! ^= 1;
  expect(openSimpleRule(withRightCheck(bytes))).toMatchObject({ title: '灯光' });
  expect(openSimpleRule(withRightCheck(forged))).toBeUndefined();
});

test.each([
  ['without title', { v: 1, text: 'x' }],
  ['of a later version', { v: 2, title: 'x', text: 'x' }],
  ['whose text is a list', { v: 1, title: 'x', text: ['x'] }],
])('an edition %s is none, even under its right name', async (_, content) => {
  expect(await isEdition(saveWhole(content), await editionHash(content as never))).toBe(false);
});

test('what unfolds to more than there may be is not unfolded', () => {
  const runs = (...bytes: number[]): number[] => bytes;
  const thousandMillion = leb(1_000_000_000);
  const columns: [number, number[]][] = [
    [0x23, runs(...thousandMillion, 1)],
    [0x42, runs(...thousandMillion, 1)],
    [0x56, runs(...thousandMillion, 0x66)],
  ];
  const heads = columns.flatMap(([specification, bytes]) => [...leb(specification), bytes.length]);
  const content = [1, 1, 0, 1, ...Array.from({ length: 32 }, () => 0), 0, columns.length, ...heads];
  const bytes = someChunk(0, Uint8Array.from([...content, ...columns.flatMap(([, some]) => some), 0]));
  expect(readSimple(bytes)).toBeUndefined();
  expect(readUnproven(bytes)).toBeUndefined();
});
