import * as Automerge from '@automerge/automerge/slim';
import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { DamagedDocument } from '../../src/store/damaged-document.ts';
import { mergeHistories } from '../../src/store/merge-histories.ts';
import { checkRule } from '../../src/store/rule-bounds.ts';
import { changeRule, openRule, readRule, type RuleChange } from '../../src/store/rule-document.ts';

beforeAll(automergeForNode);

const hash = (letter: string): string => letter.repeat(64);

async function rule(id: string, ...changes: RuleChange[]): Promise<Uint8Array> {
  let bytes: Uint8Array | undefined;
  for (const change of changes) ({ bytes } = await changeRule(id, bytes, change));
  return bytes!;
}

/** Both histories in one, as when a rule comes from another device. */
const merged = (ours: Uint8Array, theirs: Uint8Array): Uint8Array => mergeHistories(ours, theirs) ?? ours;

test('a rule says what it was told', async () => {
  const change: RuleChange = {
    title: '灯光管理办法',
    part: '上',
    kind: 'code',
    category: '后勤',
    unit: '办公室',
    tags: ['灯', '电'],
    repealedOn: '2030-01-01',
    editions: [hash('b'), hash('a')],
  };
  const { bytes, content } = await changeRule('lamp', undefined, change);
  expect(content).toEqual({ v: 1, id: 'lamp', ...change });
  expect(openRule(bytes)).toEqual(content);
});

test('null removes, absent stays', async () => {
  const bytes = await rule(
    'lamp',
    { title: '灯', category: '后勤', unit: '办公室', tags: ['a'] },
    { category: null, tags: [] },
  );
  expect(openRule(bytes)).toEqual({
    v: 1,
    id: 'lamp',
    title: '灯',
    kind: 'rule',
    unit: '办公室',
    tags: [],
    editions: [],
  });
});

test('fields that no rule has are not written', async () => {
  const change = { title: '灯', id: 'other', v: 7, secret: 'x' } as RuleChange;
  expect(openRule(await rule('lamp', change))).toEqual({
    v: 1,
    id: 'lamp',
    title: '灯',
    kind: 'rule',
    tags: [],
    editions: [],
  });
});

test('the same changes are the same bytes on every device', async () => {
  const make = (): Promise<Uint8Array> =>
    rule('lamp', { title: '灯', editions: [hash('a')] }, { editions: [hash('b')] });
  expect(await make()).toEqual(await make());
});

test('two devices that begin the same rule apart have one history', async () => {
  const here = await rule('lamp', { title: '灯', kind: 'rule', editions: [hash('a')] });
  const there = await rule(
    'lamp',
    { title: '灯', kind: 'rule', editions: [hash('a'), hash('b')] },
    { unit: '办公室' },
  );
  const both = openRule(merged(here, there));
  expect(both.editions).toEqual([hash('a'), hash('b')]);
  expect(both.unit).toBe('办公室');
  expect(both.title).toBe('灯');
});

test('the same change after different ones is another change', async () => {
  const here = await rule('lamp', { title: '灯' }, { unit: '甲' });
  const there = await rule(
    'lamp',
    { title: '灯' },
    { unit: '乙' },
    { unit: '甲' },
    { unit: '乙' },
    { unit: '甲' },
  );
  for (const bytes of [merged(here, there), merged(there, here)]) {
    expect(openRule(bytes).unit).toBe('甲');
    expect(openRule((await changeRule('lamp', bytes, { unit: '丙' })).bytes).unit).toBe('丙');
    const changes = Automerge.getAllChanges(Automerge.load(bytes)).map(Automerge.decodeChange);
    expect(new Set(changes.map(({ actor }) => actor)).size).toBe(changes.length);
  }
});

test('an edition keeps its place when it is added again', async () => {
  const bytes = await rule(
    'lamp',
    { title: '灯', editions: [hash('b'), hash('a')] },
    { editions: [hash('c'), hash('b')] },
  );
  expect(openRule(bytes).editions).toEqual([hash('b'), hash('a'), hash('c')]);
});

test('merging unites editions whatever the order, and every device ends with the same', async () => {
  const change = fc.record(
    {
      category: fc.constantFrom('甲', '乙', null),
      tags: fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 3 }),
      editions: fc.array(fc.constantFrom('a', 'b', 'c', 'd').map(hash), { maxLength: 3 }),
    },
    { requiredKeys: [] },
  );
  const device = fc.array(change, { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.array(device, { minLength: 2, maxLength: 3 }), async (devices) => {
      const docs = await Promise.all(devices.map((changes) => rule('lamp', { title: '灯' }, ...changes)));
      const forwards = openRule(docs.reduce((a, b) => merged(a, b)));
      const backwards = openRule([...docs].reverse().reduce((a, b) => merged(a, b)));
      expect(backwards).toEqual(forwards);
      const all = new Set(devices.flat().flatMap(({ editions }) => editions ?? []));
      expect(new Set(forwards.editions)).toEqual(all);
      expect(forwards.editions).toHaveLength(all.size);
    }),
    { seed: 11, numRuns: 60 },
  );
});

test('documents of different rules are not merged', async () => {
  const one = await rule('lamp', { title: '灯' });
  const other = await rule('door', { title: '门' });
  expect(() => mergeHistories(one, other, { came: (theirs) => checkRule(readRule(theirs), 'lamp') })).toThrow(
    DamagedDocument,
  );
});

test('bytes that are no rule are refused', async () => {
  const good = await rule('lamp', { title: '灯' });
  for (const bytes of [new Uint8Array(), good.slice(0, -3), new Uint8Array(500).fill(7)]) {
    expect(() => openRule(bytes)).toThrow(DamagedDocument);
    await expect(changeRule('lamp', bytes, { unit: 'x' })).rejects.toBeInstanceOf(DamagedDocument);
  }
  await expect(changeRule('lamp', undefined, { unit: 'x' })).rejects.toBeInstanceOf(DamagedDocument);
});
