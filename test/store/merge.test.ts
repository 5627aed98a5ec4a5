import * as fc from 'fast-check';
import * as Automerge from '@automerge/automerge/slim';
import { beforeAll, expect, test } from 'vitest';
import { parseEdition } from '../../src/exchange/parse-edition.ts';
import { editionHash } from '../../src/ledger/edition-hash.ts';
import type { EditionContent } from '../../src/rule/edition.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { headsInBytes } from '../../src/store/document-heads.ts';
import { saveContacts } from '../../src/store/contacts.ts';
import { saveEdition } from '../../src/store/edition-document.ts';
import { Library } from '../../src/store/library.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import type { CarriedDocument } from '../../src/store/merge-documents.ts';
import { changeRule } from '../../src/store/rule-document.ts';
import { StorageFull } from '../../src/store/storage.ts';

beforeAll(automergeForNode);

type Bytes = Uint8Array<ArrayBuffer>;

const content = (title: string, date = '2026-01-01'): EditionContent => ({
  v: 1,
  title,
  date,
  events: [],
  text: `第一条 ${title}的目的。\n\n第二条 ${title}的要求。`,
});

async function open(): Promise<{ storage: MemoryStorage; library: Library }> {
  const storage = new MemoryStorage();
  return { storage, library: await Library.open(storage, automergeForNode, () => 1000) };
}

/** A rule with its editions, as they come from another device. */
async function carried(title: string, ...dates: string[]): Promise<CarriedDocument[]> {
  const documents: CarriedDocument[] = [];
  const hashes: string[] = [];
  for (const date of dates) {
    const one = content(title, date);
    const id = await editionHash(one);
    hashes.push(id);
    documents.push({ space: 'members', kind: 'edition', id, bytes: saveEdition(one) as Bytes });
  }
  const id = `r-${Buffer.from(title).toString('hex')}`;
  const { bytes } = await changeRule(id, undefined, { title, kind: 'rule', editions: hashes });
  return [...documents, { space: 'members', kind: 'rule', id, bytes: bytes as Bytes }];
}

const root = async (library: Library): Promise<string> =>
  Buffer.from((await library.manifest()).root('members')).toString('hex');

test('what came is kept at once and readable after it was read', async () => {
  const { library } = await open();
  const documents = await carried('灯光', '2024-01-01', '2026-01-01');
  expect(await library.merge(documents)).toEqual(['kept', 'kept', 'kept']);
  expect(library.catalogue.rows()).toEqual([]);
  expect(library.needsDerive).toBe(true);
  expect((await library.derive(parseEdition)).editions).toBe(2);
  expect(library.catalogue.rows()[0]).toMatchObject({ title: '灯光', editions: [{}, {}] });
});

test('after a cut in the middle reading goes on', async () => {
  const { storage, library } = await open();
  await library.merge(await carried('灯光', '2024-01-01'));
  const again = await Library.open(storage, automergeForNode, () => 1000);
  expect(again.needsRebuild).toBe(false);
  expect(again.needsDerive).toBe(true);
  await again.derive(parseEdition);
  expect(again.catalogue.rows()).toHaveLength(1);
});

test('in whatever order and portions, and however often: the same base', async () => {
  const all = (
    await Promise.all(['灯', '门', '窗'].map((one) => carried(one, '2024-01-01', '2025-01-01')))
  ).flat();
  const whole = await open();
  await whole.library.merge(all);
  const expected = await root(whole.library);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.integer({ min: 1, max: 4 }),
      async (shuffled, size) => {
        const { library } = await open();
        for (let at = 0; at < shuffled.length; at += size) await library.merge(shuffled.slice(at, at + size));
        await library.merge(shuffled.slice(0, 3));
        expect(await root(library)).toBe(expected);
        await library.derive(parseEdition);
        expect(library.catalogue.rows().map(({ editions }) => editions.length)).toEqual([2, 2, 2]);
      },
    ),
    { numRuns: 25, seed: 5 },
  );
});

test('the same again writes nothing', async () => {
  const { storage, library } = await open();
  const documents = await carried('灯光', '2024-01-01');
  await library.merge(documents);
  const before = storage.written.length;
  expect(await library.merge(documents)).toEqual(['kept', 'kept']);
  expect(storage.written).toHaveLength(before);
});

test('what is not what it should be is refused, and keeps nothing else out', async () => {
  const { storage, library } = await open();
  const [edition, rule] = (await carried('灯光', '2024-01-01')) as [CarriedDocument, CarriedDocument];
  const other = saveEdition(content('别的')) as Bytes;
  const broken = edition.bytes.slice(0, -3);
  const results = await library.merge([
    { ...edition, bytes: other },
    { ...edition, bytes: broken },
    { ...rule, id: 'another' },
    { ...rule, bytes: new Uint8Array(40) },
    { space: 'members', kind: 'document', id: '__proto__', bytes: rule.bytes },
    { space: 'nobody', kind: 'rule', id: rule.id, bytes: rule.bytes },
    { space: 'editors', kind: 'edition', id: edition.id, bytes: edition.bytes },
    edition,
    rule,
  ]);
  expect(results).toEqual([...Array.from({ length: 7 }, () => 'refused'), 'kept', 'kept']);
  expect(await storage.keys('editions')).toEqual([edition.id]);
  expect(await storage.keys('rules')).toEqual([rule.id]);
  expect(await storage.keys('documents')).toEqual([]);
});

test('what was refused once is refused again, also when it comes twice in one portion', async () => {
  const { library } = await open();
  const [edition] = (await carried('灯光', '2024-01-01')) as [CarriedDocument, CarriedDocument];
  const bad = { ...edition, bytes: saveEdition(content('别的')) as Bytes };
  const many = Array.from({ length: 40 }, () => bad);
  expect(await library.merge([...many, edition, ...many])).toEqual([
    ...many.map(() => 'refused'),
    'kept',
    ...many.map(() => 'kept'),
  ]);
});

test('nothing rides along in the history of a text', async () => {
  const { storage, library } = await open();
  const [edition, rule] = (await carried('灯光', '2024-01-01')) as [CarriedDocument, CarriedDocument];
  const doc = Automerge.load<Record<string, unknown>>(edition.bytes);
  const odd = Automerge.change(
    Automerge.change(doc, (d) => void (d['x'] = 'stowaway')),
    (d) => delete d['x'],
  );
  await library.merge([{ ...edition, bytes: Automerge.save(odd) as Bytes }, rule]);
  await library.derive(parseEdition);
  expect(await storage.get('editions', edition.id)).toEqual(edition.bytes);
});

test('a disk that refuses leaves nothing by halves', async () => {
  const { storage, library } = await open();
  const documents = await carried('灯光', '2024-01-01');
  storage.failNextWrites(new StorageFull('full'));
  await expect(library.merge(documents)).rejects.toBeInstanceOf(StorageFull);
  expect(await storage.keys('rules')).toEqual([]);
  expect(await library.merge(documents)).toEqual(['kept', 'kept']);
});

test('of phone numbers what was said last counts, in whatever order it comes', async () => {
  const versions = [
    new Map([
      ['m1', { phone: '1', at: 10 }],
      ['m2', { phone: '2', at: 5 }],
    ]),
    new Map([['m1', { at: 20 }]]),
    new Map([['m2', { phone: '3', at: 7 }]]),
  ].map(saveContacts);
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 0, 2],
  ]) {
    const { library } = await open();
    for (const i of order)
      await library.merge([{ space: 'admins', kind: 'document', id: 'contacts', bytes: versions[i]! }]);
    expect(await library.phones()).toEqual(new Map([['m2', '3']]));
  }
});

test('phone numbers that are too many together do not take the place of those that can be read', async () => {
  const [some, more] = ['a', 'b'].map((office) =>
    saveContacts(
      new Map(
        Array.from(
          { length: 14_000 },
          (_, i) => [`${office}${i}`, { phone: '1'.repeat(200), at: i }] as const,
        ),
      ),
    ),
  );
  const { library } = await open();
  const contacts = { space: 'admins', kind: 'document', id: 'contacts' } as const;
  expect(await library.merge([{ ...contacts, bytes: some! }])).toEqual(['kept']);
  expect(await library.merge([{ ...contacts, bytes: more! }])).toEqual(['refused']);
  expect((await library.phones()).size).toBe(14_000);
});

test('of a long document only what follows is sent', async () => {
  const [one, two] = [await open(), await open()];
  const key = { space: 'editors', kind: 'document', id: 'draft' } as const;
  const words = Array.from({ length: 3000 }, (_, i) => i.toString(36)).join(' ');
  const before = Automerge.from<Record<string, unknown>>({ text: words });
  const after = Automerge.change(before, (doc) => Automerge.splice(doc, ['text'], 0, 0, '新'));
  await two.library.merge([{ ...key, bytes: Automerge.save(before) as Bytes }]);
  await one.library.merge([{ ...key, bytes: Automerge.save(after) as Bytes }]);
  const heads = await two.library.heads(key);
  const [following] = await one.library.carried([key], [heads]);
  expect(following!.length).toBeLessThan(400);
  expect(await two.library.merge([{ ...key, bytes: following! }])).toEqual(['kept']);
  expect(await two.library.heads(key)).toEqual(await one.library.heads(key));
  // Who does not have what it follows must have that first.
  const three = await open();
  expect(await three.library.merge([{ ...key, bytes: following! }])).toEqual(['needs-others']);
});

test('the heads that are read from the bytes are those of the document', async () => {
  const rule = (await carried('灯光', '2024-01-01'))[1]!.bytes;
  const one = Automerge.from<Record<string, unknown>>({ text: '一' });
  const other = Automerge.change(Automerge.clone(one), (doc) => void (doc['more'] = '二'));
  const both = Automerge.merge(
    Automerge.change(one, (doc) => void (doc['less'] = '三')),
    other,
  );
  for (const doc of [both, Automerge.load<Record<string, unknown>>(rule)])
    expect(headsInBytes(Automerge.save(doc))).toEqual(Automerge.getHeads(doc).sort());
});
