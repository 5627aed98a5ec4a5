import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { DamagedDocument } from '../../src/store/damaged-document.ts';
import { editionHash } from '../../src/ledger/edition-hash.ts';
import { Library, NotInLibrary } from '../../src/store/library.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { ruleIdOf } from '../../src/store/rule-id.ts';
import type { Storage } from '../../src/store/storage.ts';
import { rooms, StorageFull } from '../../src/store/storage.ts';
import { someEdition, someParse } from './some-edition.ts';
import { wholeness } from './wholeness.ts';

const open = (storage: Storage, now?: () => number): Promise<Library> =>
  Library.open(storage, automergeForNode, now);

/** Everything a storage holds, for comparing before and after. */
async function contents(storage: Storage): Promise<unknown> {
  return await Promise.all(rooms.map(async (room) => [room, await storage.range(room, '')]));
}

describe('coming in', () => {
  test('a new text is a rule with everything that is derived from it', async () => {
    const storage = new MemoryStorage();
    const library = await open(storage, () => 5_000);
    const text = '第一条 依照《电力使用办法》办理。\n\n《旧灯光办法》同时废止。\n';
    const edition = someEdition(
      { text, docNo: '某办〔2020〕1号' },
      { category: '后勤', unit: '办公室', tags: ['灯'] },
    );
    const [result] = await library.addEditions([edition]);
    const hash = await editionHash(edition.content);
    const id = await ruleIdOf('灯光管理办法');
    expect(result).toEqual({ outcome: 'rule', rule: id, edition: hash });
    const row = library.catalogue.rule(id)!;
    expect(row).toMatchObject({
      title: '灯光管理办法',
      kind: 'rule',
      category: '后勤',
      unit: '办公室',
      tags: ['灯'],
      updatedAt: 5_000,
    });
    expect(row.editions).toEqual([
      {
        hash,
        date: '2020-05-01',
        docNo: '某办〔2020〕1号',
        effectiveOn: '2020-06-01',
        effectiveFrom: 'text',
        events: edition.content.events,
        standing: 'imported',
        importedAt: 5_000,
        articles: 1,
        units: 1,
        characters: text.replaceAll(/\s/g, '').length,
        repeals: ['旧灯光办法'],
        warnings: [],
      },
    ]);
    expect(await storage.get('catalogue', id)).toEqual(row);
    expect(await storage.get('texts', hash)).toEqual({ edition: hash, rule: id, text, units: edition.units });
    expect(await storage.get('cites', hash)).toEqual({
      edition: hash,
      rule: id,
      citations: edition.citations,
    });
    expect(await storage.range('citedBy', '电力使用办法\n')).toEqual([
      { key: `电力使用办法\n${hash}`, value: { edition: hash, rule: id } },
    ]);
    expect(await library.openEdition(hash)).toEqual(edition.content);
    expect(await library.openRule(id)).toMatchObject({ id, title: '灯光管理办法', editions: [hash] });
    await wholeness(storage);
  });

  test('the same content again changes nothing', async () => {
    const storage = new MemoryStorage();
    const library = await open(storage);
    const [first] = await library.addEditions([someEdition()]);
    const before = await contents(storage);
    const writes = storage.written.length;
    expect(await library.addEditions([someEdition({}, { kind: 'code', category: '别的' })])).toEqual([
      { ...first, outcome: 'same' },
    ]);
    expect(await contents(storage)).toEqual(before);
    expect(storage.written).toHaveLength(writes);
  });

  test('the same twice in one batch is there once', async () => {
    const library = await open(new MemoryStorage());
    const results = await library.addEditions([
      someEdition(),
      someEdition(),
      someEdition({ title: '门禁管理办法' }),
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['rule', 'same', 'rule']);
    expect(library.catalogue.rows()).toHaveLength(2);
  });

  test('the same title with another date is another edition, oldest first', async () => {
    const storage = new MemoryStorage();
    const library = await open(storage);
    const dates = ['2020-01-01', '2024-01-01', '2016-01-01'];
    const [first] = await library.addEditions([someEdition({ date: dates[0]! })]);
    const later = await library.addEditions([
      someEdition({ date: dates[1]! }),
      someEdition({ date: dates[2]!, title: '《灯光管理 办法》' }),
    ]);
    expect(later.map(({ outcome, rule }) => [outcome, rule])).toEqual([
      ['edition', first!.rule],
      ['edition', first!.rule],
    ]);
    const row = library.catalogue.rule(first!.rule)!;
    expect(row.editions.map(({ date }) => date)).toEqual([...dates].sort());
    expect(row.title).toBe('灯光管理办法');
    expect((await library.openRule(first!.rule)).editions).toHaveLength(3);
    await wholeness(storage);
  });

  test('volumes of one title are rules of their own', async () => {
    const library = await open(new MemoryStorage());
    const results = await library.addEditions([
      someEdition({ part: '总则' }),
      someEdition({ part: '分则' }),
      someEdition(),
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['rule', 'rule', 'rule']);
    expect(library.catalogue.rulesByTitleKey('灯光管理办法')).toHaveLength(3);
  });

  test('a text that names its rule goes there, and others of that title follow', async () => {
    const library = await open(new MemoryStorage());
    const [named] = await library.addEditions([someEdition({}, { id: 'lamp' })]);
    expect(named!.rule).toBe('lamp');
    const [followed] = await library.addEditions([someEdition({ date: '2022-01-01' })]);
    expect(followed).toMatchObject({ outcome: 'edition', rule: 'lamp' });
    const [strange] = await library.addEditions([someEdition({ title: '门禁管理办法' }, { id: '../x' })]);
    expect(strange!.rule).toBe(await ruleIdOf('门禁管理办法'));
  });

  test('another edition fills in what the rule does not say, and corrects nothing', async () => {
    const library = await open(new MemoryStorage());
    await library.addEditions([someEdition({}, { id: 'lamp', category: '后勤' })]);
    await library.setRuleMeta('lamp', { kind: 'code' });
    await library.addEditions([
      someEdition({ date: '2022-01-01' }, { id: 'lamp', category: '别的', unit: '办公室', tags: ['灯'] }),
    ]);
    expect(library.catalogue.rule('lamp')).toMatchObject({
      kind: 'code',
      category: '后勤',
      unit: '办公室',
      tags: ['灯'],
    });
  });

  test('a batch is one strict transaction', async () => {
    const storage = new MemoryStorage();
    const library = await open(storage);
    storage.written.length = 0;
    await library.addEditions(Array.from({ length: 50 }, (_, i) => someEdition({ title: `办法${i}` })));
    // For each text rule, edition, their rows in the manifest, and three derived rows.
    expect(storage.written).toEqual([{ changes: 50 * 7, durability: 'strict' }]);
    await expect(
      library.addEditions(Array.from({ length: 201 }, () => someEdition())),
    ).rejects.toBeInstanceOf(RangeError);
  });

  test('when it cannot be saved nothing has changed, and it can be tried again', async () => {
    const storage = new MemoryStorage();
    const library = await open(storage);
    await library.addEditions([someEdition()]);
    const before = await contents(storage);
    const rows = library.catalogue.rows();
    const heard = vi.fn();
    library.catalogue.subscribe(heard);
    storage.failNextWrites(new StorageFull('full'));
    const more = [someEdition({ date: '2022-01-01' }), someEdition({ title: '门禁管理办法' })];
    await expect(library.addEditions(more)).rejects.toBeInstanceOf(StorageFull);
    expect(await contents(storage)).toEqual(before);
    expect(library.catalogue.rows()).toBe(rows);
    expect(heard).not.toHaveBeenCalled();
    expect((await library.addEditions(more)).map(({ outcome }) => outcome)).toEqual(['edition', 'rule']);
    await wholeness(storage);
  });

  test('changes that were not waited for do not overwrite each other', async () => {
    const storage = new MemoryStorage();
    const library = await open(storage);
    await library.addEditions([someEdition({}, { id: 'lamp' })]);
    await Promise.all([
      library.addEditions([someEdition({ date: '2021-01-01' }, { id: 'lamp' })]),
      library.setRuleMeta('lamp', { unit: '办公室' }),
      library.addEditions([someEdition({ date: '2022-01-01' }, { id: 'lamp' })]),
      library.setRuleMeta('lamp', { tags: ['灯'] }),
    ]);
    expect(library.catalogue.rule('lamp')).toMatchObject({ unit: '办公室', tags: ['灯'] });
    expect((await library.openRule('lamp')).editions).toHaveLength(3);
    await wholeness(storage);
  });

  test('in whatever batches texts come, the same base comes out', async () => {
    const texts = fc.record({
      title: fc.constantFrom('甲办法', '乙办法', '丙办法'),
      date: fc.constantFrom('2020-01-01', '2021-01-01'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(texts, { maxLength: 12 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 5 })),
        async (list, sizes) => {
          const [whole, parts] = [new MemoryStorage(), new MemoryStorage()];
          await (await open(whole, () => 1)).addEditions(list.map((one) => someEdition(one)));
          const library = await open(parts, () => 1);
          for (let at = 0; at < list.length;) {
            const { value: size } = sizes.next();
            await library.addEditions(list.slice(at, at + size).map((one) => someEdition(one)));
            at += size;
          }
          expect(await contents(parts)).toEqual(await contents(whole));
          await wholeness(parts);
        },
      ),
      { seed: 3, numRuns: 40 },
    );
  });
});

describe('metadata', () => {
  test('is changed in document and catalogue', async () => {
    const storage = new MemoryStorage();
    const library = await open(storage);
    await library.addEditions([someEdition({}, { id: 'lamp', category: '后勤' })]);
    const row = await library.setRuleMeta('lamp', {
      kind: 'code',
      category: null,
      unit: '办公室',
      tags: ['灯'],
      repealedOn: '2030-01-01',
    });
    expect(row).toMatchObject({ kind: 'code', unit: '办公室', tags: ['灯'], repealedOn: '2030-01-01' });
    expect(row).not.toHaveProperty('category');
    expect((await open(storage)).catalogue.rule('lamp')).toEqual(row);
    await wholeness(storage);
  });

  test('of an unknown rule is refused', async () => {
    const library = await open(new MemoryStorage());
    await expect(library.setRuleMeta('none', {})).rejects.toBeInstanceOf(NotInLibrary);
    await expect(library.openEdition('none')).rejects.toBeInstanceOf(NotInLibrary);
    await expect(library.openRule('none')).rejects.toBeInstanceOf(NotInLibrary);
  });
});

describe('opening', () => {
  test('starts no Automerge and reads no document', async () => {
    const storage = new MemoryStorage();
    await (await open(storage)).addEditions([someEdition()]);
    const reads: string[] = [];
    for (const name of ['get', 'getMany', 'all', 'range'] as const) {
      const real = storage[name].bind(storage) as (room: string, key: never) => Promise<never>;
      vi.spyOn(storage, name).mockImplementation((room: string, key: unknown) => {
        reads.push(room);
        return real(room, key as never);
      });
    }
    const start = vi.fn(automergeForNode);
    const library = await Library.open(storage, start);
    expect(library.catalogue.rows()).toHaveLength(1);
    expect(start).not.toHaveBeenCalled();
    expect(new Set(reads)).toEqual(new Set(['kv', 'catalogue']));
    expect(library.needsRebuild).toBe(false);
  });
});

describe('rebuilding', () => {
  const all = (): ReturnType<typeof someEdition>[] => [
    someEdition({}, { id: 'lamp', category: '后勤', tags: ['灯'] }),
    someEdition({ date: '2022-01-01', text: '第一条 《门禁管理办法》同时废止。\n' }, { id: 'lamp' }),
    someEdition(
      { title: '门禁管理办法', part: '上', text: '第一条 见《灯光管理办法》。\n' },
      { unit: '保卫科' },
    ),
  ];

  async function filled(): Promise<{ storage: MemoryStorage; ids: string[]; hashes: string[] }> {
    const storage = new MemoryStorage();
    const library = await open(storage, () => 1_000);
    await library.addEditions(all());
    return { storage, ids: await storage.keys('rules'), hashes: await storage.keys('editions') };
  }

  test('makes everything derived again from the documents alone', async () => {
    const { storage } = await filled();
    const before = await contents(storage);
    for (const room of ['catalogue', 'texts', 'cites', 'citedBy'] as const) {
      await storage.write(
        (await storage.keys(room)).map((key) => ({ room, key })),
        'strict',
      );
    }
    const library = await open(storage, () => 1_000);
    // Documents without rows are no damage: they are as if they had just come from another device.
    expect(library.needsRebuild).toBe(false);
    expect(library.needsDerive).toBe(true);
    const progress: number[] = [];
    expect(await library.rebuild(someParse, (done) => progress.push(done))).toEqual({
      rules: 2,
      editions: 3,
      damagedRules: [],
      damagedEditions: [],
    });
    expect(progress).toEqual([0, 3]);
    expect(library.needsRebuild).toBe(false);
    await storage.write([{ room: 'kv', key: 'unreadable' }], 'strict');
    expect(await contents(storage)).toEqual(before);
    expect(library.catalogue.rows()).toHaveLength(2);
    expect((await open(storage)).needsRebuild).toBe(false);
  });

  test('keeps when things came in, and takes out what should not be there', async () => {
    const { storage } = await filled();
    const stray = { edition: 'x', rule: 'x' };
    const [row] = await storage.all('catalogue');
    await storage.write(
      [
        { room: 'citedBy', key: '门\nx', value: stray },
        { room: 'catalogue', key: 'ghost', value: { ...row!, id: 'ghost', editions: [] } },
      ],
      'strict',
    );
    const library = await open(storage, () => 9_000);
    await library.rebuild(someParse);
    expect(
      library.catalogue.rows().flatMap(({ editions }) => editions.map(({ importedAt }) => importedAt)),
    ).toEqual([1_000, 1_000, 1_000]);
    expect(library.catalogue.rule('ghost')).toBeUndefined();
    expect(await storage.get('citedBy', '门\nx')).toBeUndefined();
    await wholeness(storage);
  });

  test('reports an edition that cannot be read and leaves it out of the lists', async () => {
    const { storage, hashes } = await filled();
    const bytes = (await storage.get('editions', hashes[0]!))!;
    await storage.write([{ room: 'editions', key: hashes[0]!, value: bytes.slice(0, 40) }], 'strict');
    const library = await open(storage);
    await expect(library.openEdition(hashes[0]!)).rejects.toBeInstanceOf(DamagedDocument);
    const report = await library.rebuild(someParse);
    expect(report).toMatchObject({ editions: 2, damagedEditions: [hashes[0]!] });
    expect(library.catalogue.byEdition(hashes[0]!)).toBeUndefined();
    expect(await storage.keys('texts')).toEqual(hashes.slice(1));
    expect((await storage.get('editions', hashes[0]!))!).toHaveLength(40);
    expect((await open(storage)).needsRebuild).toBe(false);
  });

  test.each([[true], [false]])(
    'begins a rule again whose document is damaged (its row is known: %s)',
    async (rowKnown) => {
      const { storage } = await filled();
      await storage.write([{ room: 'rules', key: 'lamp', value: new Uint8Array(9) }], 'strict');
      if (!rowKnown) await storage.write([{ room: 'catalogue', key: 'lamp' }], 'strict');
      const library = await open(storage);
      const report = await library.rebuild(someParse);
      expect(report).toEqual({ rules: 2, editions: 3, damagedRules: ['lamp'], damagedEditions: [] });
      const id = rowKnown ? 'lamp' : await ruleIdOf('灯光管理办法');
      expect(library.catalogue.rule(id)).toMatchObject({
        title: '灯光管理办法',
        ...(rowKnown && { category: '后勤', tags: ['灯'] }),
      });
      expect((await library.openRule(id)).editions).toHaveLength(2);
      const again = await open(storage);
      expect(again.needsRebuild).toBe(false);
      expect(await again.addEditions([someEdition()])).toMatchObject([{ outcome: 'same', rule: id }]);
    },
  );

  test('is asked for again when it was broken off', async () => {
    const { storage } = await filled();
    const before = await contents(storage);
    const library = await open(storage, () => 1_000);
    await expect(
      library.rebuild(() => {
        throw new Error('power');
      }),
    ).rejects.toThrow('power');
    const again = await open(storage, () => 1_000);
    expect(again.needsRebuild).toBe(true);
    await again.rebuild(someParse);
    await storage.write([{ room: 'kv', key: 'unreadable' }], 'strict');
    expect(await contents(storage)).toEqual(before);
  });

  test('a damaged row is noticed', async () => {
    const { storage } = await filled();
    await storage.write([{ room: 'catalogue', key: 'lamp', value: {} as never }], 'strict');
    expect((await open(storage)).needsRebuild).toBe(true);
  });

  test.each([
    ['editions and what is derived from them', ['editions', 'texts', 'cites', 'citedBy']],
    ['editions', ['editions']],
    ['texts', ['texts']],
    ['documents of rules', ['rules']],
  ] as const)(
    'a transaction that lost its %s is noticed, and importing again completes it',
    async (_, lost) => {
      const { storage, hashes, ids } = await filled();
      const before = (await open(storage)).catalogue.rows();
      const gone = [hashes[0]!, ids.find((id) => id !== 'lamp')!];
      for (const room of lost) {
        const keys = await storage.keys(room);
        const torn = keys.filter((key) => gone.some((one) => key.endsWith(one)));
        await storage.write(
          torn.map((key) => ({ room, key })),
          'strict',
        );
        expect(torn.length, room).toBeLessThan(keys.length);
      }
      const library = await open(storage, () => 1_000);
      expect(library.needsRebuild).toBe(true);
      await library.rebuild(someParse);
      for (const row of library.catalogue.rows()) {
        for (const { hash } of row.editions) expect(await storage.get('texts', hash)).toBeDefined();
      }
      expect((await open(storage)).needsRebuild).toBe(false);
      await library.addEditions(all());
      expect([...library.catalogue.rows()].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
        [...before].sort((a, b) => (a.id < b.id ? -1 : 1)),
      );
      await wholeness(storage);
    },
  );

  test('a rule whose document was lost can still be added to', async () => {
    const { storage } = await filled();
    await storage.write([{ room: 'rules', key: 'lamp', value: new Uint8Array(9) }], 'strict');
    const library = await open(storage);
    await library.addEditions([someEdition({ date: '2024-01-01' }, { id: 'lamp' })]);
    expect((await library.openRule('lamp')).editions).toHaveLength(3);
    expect(library.catalogue.rule('lamp')).toMatchObject({ category: '后勤' });
    await wholeness(storage);
  });
});
