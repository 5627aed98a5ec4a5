import { expect, test, vi } from 'vitest';
import { CitationResolver } from '../../src/engine/citation-resolver.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { Library } from '../../src/store/library.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import type { Citation } from '../../src/rule/citation.ts';
import { someEdition } from '../store/some-edition.ts';

const citation = (title: string, article?: number): Citation => ({
  unit: 0,
  start: 0,
  end: 1,
  relative: false,
  text: title === '' ? { kind: 'self' } : { kind: 'title', title },
  ...(article !== undefined && { place: { article: { number: article, sub: [] } } }),
});

/** A base with these titles, each of two articles. */
async function base(...titles: string[]): Promise<{
  library: Library;
  storage: MemoryStorage;
  place(title: string): NonNullable<ReturnType<Library['catalogue']['byEdition']>>;
}> {
  const storage = new MemoryStorage();
  const library = await Library.open(storage, automergeForNode);
  const text = '第一条 甲。\n\n第二条 乙。\n';
  const results = await library.addEditions(titles.map((title) => someEdition({ title, text })));
  return {
    library,
    storage,
    place: (title) => library.catalogue.byEdition(results[titles.indexOf(title)]!.edition)!,
  };
}

test('leads to the whole text, to an article, and nowhere', async () => {
  const { library, storage, place } = await base('甲办法', '乙办法');
  const resolver = new CitationResolver(storage, library.catalogue);
  const { row, edition } = place('甲办法');
  const other = place('乙办法');
  const target = { rule: other.row.id, edition: other.edition.hash };
  const citations = [
    citation('乙办法'),
    citation('乙办法', 2),
    citation('乙办法', 3),
    citation('丙办法'),
    citation('', 1),
    citation('', 9),
  ];
  expect(await resolver.resolveAll(row, edition, citations)).toEqual([
    target,
    { ...target, address: 'a2' },
    undefined,
    undefined,
    { rule: row.id, edition: edition.hash, address: 'a1' },
    undefined,
  ]);
  expect(await resolver.resolveAll(row, edition, [])).toEqual([]);
});

test('units are read once, in one go, and never when they are known', async () => {
  const { library, storage, place } = await base('甲办法', '乙办法', '丙办法');
  const reads = vi.spyOn(storage, 'getMany');
  const resolver = new CitationResolver(storage, library.catalogue);
  resolver.learn(place('丙办法').edition.hash, ['a1', 'a2']);
  const { row, edition } = place('甲办法');
  const citations = [citation('乙办法', 1), citation('乙办法', 2), citation('丙办法', 1), citation('', 2)];
  for (let round = 0; round < 3; round++) {
    const targets = await resolver.resolveAll(row, edition, citations);
    expect(targets.map((target) => target?.address)).toEqual(['a1', 'a2', 'a1', 'a2']);
  }
  expect(reads.mock.calls).toEqual([['texts', [place('乙办法').edition.hash, edition.hash]]]);
});

test('what was learned before a text was there is replaced when it comes in', async () => {
  const { library, storage, place } = await base('甲办法', '乙办法');
  const resolver = new CitationResolver(storage, library.catalogue);
  const { row, edition } = place('甲办法');
  resolver.learn(place('乙办法').edition.hash, []);
  expect(await resolver.resolveAll(row, edition, [citation('乙办法', 1)])).toEqual([undefined]);
  resolver.learn(place('乙办法').edition.hash, ['a1']);
  expect((await resolver.resolveAll(row, edition, [citation('乙办法', 1)]))[0]?.address).toBe('a1');
});

test('a memory that fills up while it is used forgets nothing of what is being answered', async () => {
  const { library, storage, place } = await base('甲办法', '乙办法', '丙办法', '丁办法');
  const { row, edition } = place('甲办法');
  const citations = ['乙办法', '丙办法', '丁办法'].map((title) => citation(title, 2));
  // However full it is before: at some fill, learning the next one empties it.
  for (let filled = 3995; filled <= 4000; filled++) {
    const resolver = new CitationResolver(storage, library.catalogue);
    resolver.learn(place('乙办法').edition.hash, ['a1', 'a2']);
    for (let i = 1; i < filled; i++) resolver.learn(`other ${i}`, ['a1']);
    const targets = await resolver.resolveAll(row, edition, citations);
    expect(targets.map((target) => target?.address)).toEqual(['a2', 'a2', 'a2']);
  }
});

test('本法第N条 of one volume leads to the volume that has the article', async () => {
  const storage = new MemoryStorage();
  const library = await Library.open(storage, automergeForNode);
  const [first, second] = await library.addEditions([
    someEdition({ title: '灯典', part: '总则', text: '第一条 甲。\n' }),
    someEdition({ title: '灯典', part: '分则', text: '第一条 乙。\n\n第二条 丙。\n' }),
  ]);
  const { row, edition } = library.catalogue.byEdition(first!.edition)!;
  const resolver = new CitationResolver(storage, library.catalogue);
  expect(await resolver.resolveAll(row, edition, [citation('', 1), citation('', 2)])).toEqual([
    { rule: first!.rule, edition: first!.edition, address: 'a1' },
    { rule: second!.rule, edition: second!.edition, address: 'a2' },
  ]);
});
