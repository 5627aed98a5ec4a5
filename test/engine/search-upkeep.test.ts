import { describe, expect, test } from 'vitest';
import { SearchUpkeep } from '../../src/engine/search-upkeep.ts';
import { BodyIndex } from '../../src/search/body-index.ts';
import { Catalogue } from '../../src/store/catalogue.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import type { RuleRow, TextRow } from '../../src/store/rows.ts';
import { StorageFull } from '../../src/store/storage.ts';

/** Rule `r3` says that thing 3 is kept in room 3; thirteen in three say that seals are kept too. */
function text(n: number): TextRow {
  const article = `第${'甲乙丙丁戊己庚辛壬癸'[n % 10]}${n}类物品由专人保管。`;
  return {
    edition: `e${n}`,
    rule: `r${n}`,
    text: `第一条 ${article}`,
    units: [{ address: 'a1', label: '第一条', path: '', start: 0, body: 4, end: 4 + article.length }],
  };
}

function row(n: number): RuleRow {
  const { edition, rule } = text(n);
  return {
    id: rule,
    title: `物品办法${n}`,
    kind: 'rule',
    tags: [],
    updatedAt: 1,
    editions: [
      {
        hash: edition,
        events: [],
        standing: 'imported',
        importedAt: 1,
        articles: 1,
        units: 1,
        characters: 12,
        repeals: [],
        warnings: [],
      },
    ],
  };
}

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

/** A base with texts whose index has yet to be made. */
async function someBase(all: readonly number[]): Promise<{ storage: MemoryStorage; catalogue: Catalogue }> {
  const storage = new MemoryStorage();
  await keep(storage, all);
  return { storage, catalogue: new Catalogue(all.map(row)) };
}

const keep = (storage: MemoryStorage, all: readonly number[]): Promise<void> =>
  storage.write(
    all.map((n) => ({ room: 'texts' as const, key: `e${n}`, value: text(n) })),
    'relaxed',
  );

async function open(
  storage: MemoryStorage,
  catalogue: Catalogue,
): Promise<{ upkeep: SearchUpkeep; told: number[]; found: (query?: string) => Promise<string[]> }> {
  const told: number[] = [];
  const texts = async (hashes: readonly string[]): Promise<Map<string, TextRow>> =>
    new Map(hashes.map((hash) => [hash, text(Number(hash.slice(1)))]));
  const upkeep = await SearchUpkeep.open(storage, catalogue, texts, (share) => told.push(share));
  const found = async (query = '专人保管'): Promise<string[]> => {
    const { hits, total } = await upkeep.finder.find({ query, on: '2024-01-01', limit: 200 });
    expect(total).toBe(hits.length);
    return hits.map(({ edition }) => edition).sort();
  };
  return { upkeep, told, found };
}

const editions = (all: readonly number[]): string[] => all.map((n) => `e${n}`).sort();

describe('catching up', () => {
  test('indexes what is missing, in portions, and stores it', async () => {
    const all = numbers(0, 190);
    const { storage, catalogue } = await someBase(all);
    const { upkeep, told, found } = await open(storage, catalogue);
    expect(await found()).toEqual([]);
    await upkeep.catchUp();
    expect(await found()).toEqual(editions(all));
    expect(told.length).toBeGreaterThan(1);
    expect(told[0]).toBe(0);
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual([...told].sort((a, b) => a - b));

    const again = await open(storage, catalogue);
    expect(await again.found()).toEqual(editions(all));
    expect(again.upkeep.bytes).toBe(upkeep.bytes);
  });

  test('touches nothing when nothing is missing', async () => {
    const { storage, catalogue } = await someBase(numbers(0, 5));
    await (await open(storage, catalogue)).upkeep.catchUp();
    const before = await storage.range('segments', '');
    const { upkeep, told } = await open(storage, catalogue);
    await upkeep.catchUp();
    expect(told).toEqual([]);
    expect(await storage.range('segments', '')).toEqual(before);
  });

  test('indexes only what came later, and takes out what has gone', async () => {
    const { storage, catalogue } = await someBase(numbers(0, 5));
    await (await open(storage, catalogue)).upkeep.catchUp();
    const [first] = await storage.keys('segments');
    await keep(storage, [5, 6]);
    catalogue.put([row(5), row(6)]);
    catalogue.remove(['r0']);
    const { upkeep, found } = await open(storage, catalogue);
    await upkeep.catchUp();
    expect(await found()).toEqual(editions(numbers(1, 7)));
    expect(await storage.keys('segments')).toContain(first);
    const stored = await storage.range('segments', '');
    const index = BodyIndex.load(new Map(stored.map(({ key, value }) => [key, value])));
    expect(index.editions().sort()).toEqual(editions(numbers(1, 7)));
    expect(await (await open(storage, catalogue)).found()).toEqual(editions(numbers(1, 7)));
  });

  test('lets questions through between portions', async () => {
    const all = numbers(0, 190);
    const { storage, catalogue } = await someBase(all);
    const { upkeep, found } = await open(storage, catalogue);
    const work = upkeep.catchUp();
    const between = await new Promise<string[]>((resolve) => setTimeout(() => resolve(found())));
    expect(between.length).toBeGreaterThan(0);
    expect(between.length).toBeLessThan(all.length);
    await work;
    expect(await found()).toEqual(editions(all));
  });

  test('goes on without a text that is lost', async () => {
    const { storage, catalogue } = await someBase(numbers(0, 3));
    await storage.write([{ room: 'texts', key: 'e1' }], 'relaxed');
    const { upkeep, found } = await open(storage, catalogue);
    await upkeep.catchUp();
    expect(await found()).toEqual(['e0', 'e2']);
  });
});

describe('what came in', () => {
  const read = (n: number) => {
    const { text: words, units } = text(n);
    const content = {
      v: 1 as const,
      title: `物品办法${n}`,
      events: [],
      text: words,
      effectiveFrom: 'text' as const,
    };
    return {
      warnings: [],
      edition: {
        content,
        units,
        rule: { kind: 'rule' as const },
        articles: 1,
        citations: [],
        repeals: [],
        warnings: [],
      },
    };
  };

  test('is found at once and after a new start', async () => {
    const { storage, catalogue } = await someBase([]);
    const { upkeep, found } = await open(storage, catalogue);
    for (const n of numbers(0, 12)) {
      await keep(storage, [n]);
      catalogue.put([row(n)]);
      await upkeep.add([`e${n}`], [read(n)]);
      expect(await found()).toEqual(editions(numbers(0, n + 1)));
    }
    await upkeep.settle();
    expect((await storage.keys('segments')).length).toBeLessThan(8);
    expect(await found()).toEqual(editions(numbers(0, 12)));
    const again = await open(storage, catalogue);
    expect(await again.found()).toEqual(editions(numbers(0, 12)));
    await again.upkeep.catchUp();
    expect(again.told).toEqual([]);
  });

  test('is stored by the next write when one has failed', async () => {
    const { storage, catalogue } = await someBase([]);
    const { upkeep } = await open(storage, catalogue);
    for (const n of numbers(0, 4)) {
      await keep(storage, [n]);
      catalogue.put([row(n)]);
      await upkeep.add([`e${n}`], [read(n)]);
    }
    storage.failNextWrites(new StorageFull());
    await expect(upkeep.settle()).rejects.toThrow(StorageFull);
    await keep(storage, [4]);
    catalogue.put([row(4)]);
    await upkeep.add(['e4'], [read(4)]);
    const again = await open(storage, catalogue);
    expect(await again.found()).toEqual(editions(numbers(0, 5)));
    // The merged segment and the new one: those it was made of are gone from storage too.
    expect(await storage.keys('segments')).toHaveLength(2);
  });
});

describe('a stored index that is', () => {
  const all = numbers(0, 8);

  async function stored(): Promise<{ storage: MemoryStorage; catalogue: Catalogue }> {
    const { storage, catalogue } = await someBase(all);
    await (await open(storage, new Catalogue(all.slice(0, 4).map(row)))).upkeep.catchUp();
    await (await open(storage, catalogue)).upkeep.catchUp();
    expect(await storage.keys('segments')).toHaveLength(2);
    return { storage, catalogue };
  }

  async function changeFirst(storage: MemoryStorage, change: (bytes: Uint8Array) => Uint8Array | undefined) {
    const [key] = await storage.keys('segments');
    const value = change((await storage.get('segments', key!))!);
    await storage.write([{ room: 'segments', key: key!, ...(value !== undefined && { value }) }], 'relaxed');
  }

  const flipped = (at: number) => (bytes: Uint8Array) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
  test.each([
    ['damaged', flipped(30)],
    ['of another version', flipped(2)],
    ['cut short', (bytes: Uint8Array) => bytes.slice(0, bytes.length / 2)],
    ['empty', () => new Uint8Array()],
    ['missing', () => undefined],
  ])('%s is built again from the texts, and the rest is kept', async (_, change) => {
    const { storage, catalogue } = await stored();
    const [, kept] = await storage.range('segments', '');
    await changeFirst(storage, change);
    const { upkeep, found, told } = await open(storage, catalogue);
    expect(await found()).toEqual(editions(all.slice(4)));
    await upkeep.catchUp();
    expect(told.at(-1)).toBe(1);
    expect(await found()).toEqual(editions(all));
    expect(await storage.get('segments', kept!.key)).toEqual(kept!.value);
    const again = await open(storage, catalogue);
    expect(await again.found()).toEqual(editions(all));
    await again.upkeep.catchUp();
    expect(again.told).toEqual([]);
  });

  test('gone altogether is built again', async () => {
    const { storage, catalogue } = await stored();
    const before = await (await open(storage, catalogue)).found('丙 2');
    const names = await storage.keys('segments');
    await storage.write(
      names.map((key) => ({ room: 'segments' as const, key })),
      'relaxed',
    );
    const { upkeep, found } = await open(storage, catalogue);
    await upkeep.catchUp();
    expect(await found()).toEqual(editions(all));
    expect(await found('丙 2')).toEqual(before);
  });
});
