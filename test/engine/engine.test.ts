import { describe, expect, test, vi } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { NewerBase } from '../../src/store/newer-base.ts';
import { quiet, someEngine, someFile, someText } from './some-engine.ts';

const today = '2026-05-01';

const doors = someText('门禁规定', '凭证出入。', '来客登记。', '夜间锁门。');

describe('a place by the words a person uses', () => {
  const numbered = '# 用车须知\n\n一、提前一天申请。\n\n二、用后登记里程。\n';
  const inserted = '# 食堂规定\n\n第一条 排队。\n\n第一条之一 不得插队。\n\n第二条 收盘。\n';

  async function place(title: string, label: string): Promise<unknown> {
    const { engine, bring } = await someEngine();
    const { entries } = await bring({ '门.md': doors, '车.md': numbered, '食堂.md': inserted });
    const found = await engine.placeByName(title, label, today);
    if (found === undefined) return undefined;
    const entry = [...entries.values()].find(({ rule }) => rule === found.rule)!;
    expect(found.edition).toBe(entry.edition);
    return [entry.title, found.address];
  }

  test.each([
    ['门禁规定', '第二条', ['门禁规定', 'a2']],
    ['《门禁规定》', ' 第二条 ', ['门禁规定', 'a2']],
    ['门禁 规定', '二', ['门禁规定', 'a2']],
    ['门禁规定', '第2条', ['门禁规定', 'a2']],
    ['门禁规定', '2', ['门禁规定', 'a2']],
    ['门禁规定', '', ['门禁规定', undefined]],
    ['门禁规定', '  ', ['门禁规定', undefined]],
    ['食堂规定', '第一条之一', ['食堂规定', 'a1-1']],
    ['用车须知', '二、', ['用车须知', 'n2']],
    ['门禁规定', '第九条', undefined],
    ['门禁规定', '附则', undefined],
    ['门禁规定', '条', undefined],
    ['没有的规定', '第一条', undefined],
    ['', '第一条', undefined],
  ])('%j %j', async (title, label, found) => {
    expect(await place(title, label)).toEqual(found);
  });

  test('is that of the day', async () => {
    const { engine, bring } = await someEngine();
    const { entries } = await bring({
      '门禁规定(2020-01-01).md': doors,
      '门禁规定(2024-01-01).md': someText('门禁规定', '刷脸出入。'),
    });
    const [old, now] = [...entries.values()];
    expect((await engine.placeByName('门禁规定', '第三条', '2021-01-01'))?.edition).toBe(old!.edition);
    expect(await engine.placeByName('门禁规定', '第三条', today)).toBeUndefined();
    expect((await engine.placeByName('门禁规定', '第一条', today))?.edition).toBe(now!.edition);
  });
});

describe('an engine', () => {
  test('opens an empty base, and what it says of it', async () => {
    const { engine, told } = await someEngine();
    expect(engine.shelf(today)).toEqual([]);
    expect(await engine.device()).toMatchObject({ rules: 0, editions: 0, indexBytes: 0 });
    expect((await engine.find({ query: '门', on: today, limit: 10 })).total).toBe(0);
    expect(told).toEqual([]);
  });

  test('opened again, it knows what it knew, and starts no Automerge for reading and finding', async () => {
    const { storage, bring, engine: first } = await someEngine();
    const { entries } = await bring({ '门.md': doors });
    await first.reader.setFavourite([...entries.values()][0]!.rule!, true);
    await first.close();
    storage.reopen();
    const startAutomerge = vi.fn<() => Promise<void>>(automergeForNode);
    const engine = await createEngine({ storage, startAutomerge, tell: () => undefined });
    const [row] = engine.shelf(today);
    expect((await engine.read({ rule: row!.id, on: today })).favourite).toBe(true);
    expect((await engine.find({ query: '来客', on: today, limit: 10 })).hits).toHaveLength(1);
    expect(await engine.device()).toMatchObject({ rules: 1, editions: 1 });
    expect((await engine.device()).indexBytes).toBeGreaterThan(0);
    expect(startAutomerge).not.toHaveBeenCalled();
    await engine.bringIn([someFile('新.md', someText('新规定', '试试。'))], quiet());
    expect(startAutomerge).toHaveBeenCalled();
  });

  test('tells of every change, also of an import that failed halfway', async () => {
    const { engine, storage, told, bring } = await someEngine();
    await bring({ '门.md': doors });
    storage.failNextWrites(new Error('gone'));
    await expect(bring({ '新.md': someText('新规定', '试试。') })).rejects.toThrow('gone');
    await engine.reader.setFavourite(engine.shelf(today)[0]!.id, true);
    expect(told.filter((message) => 'changed' in message)).toEqual([
      { changed: 1 },
      { changed: 2 },
      { changed: 3 },
    ]);
  });

  test('a row that is damaged is made again from the documents', async () => {
    const { engine: before, storage, bring } = await someEngine();
    await bring({ '门.md': doors });
    const [{ id } = { id: '' }] = before.shelf(today);
    await storage.write([{ room: 'catalogue', key: id, value: { id } as never }], 'strict');
    const { engine } = await someEngine(storage);
    expect(engine.shelf(today).map(({ title, articles }) => [title, articles])).toEqual([['门禁规定', 3]]);
    expect((await engine.read({ rule: id, on: today })).units).toHaveLength(3);
  });

  test('refuses a base of a newer version and changes nothing in it', async () => {
    const storage = new MemoryStorage();
    await storage.write([{ room: 'kv', key: 'schema', value: 999 }], 'strict');
    await expect(someEngine(storage)).rejects.toBeInstanceOf(NewerBase);
    expect(storage.written).toHaveLength(1);
  });
});

test('texts that came from another device and were not read yet are read beside the start', async () => {
  const filled = await someEngine();
  await filled.bring({ '门.md': doors });
  await filled.engine.close();
  const { storage } = filled;
  storage.reopen();
  // Documents without rows are what is left when the end came before they were read.
  for (const room of ['catalogue', 'texts', 'cites', 'citedBy', 'segments'] as const)
    await storage.write(
      (await storage.keys(room)).map((key) => ({ room, key })),
      'strict',
    );
  const { engine, told } = await someEngine(storage);
  expect(engine.shelf(today)).toEqual([]);
  await engine.readAhead();
  expect(engine.shelf(today)).toHaveLength(1);
  expect(told).toContainEqual({ changed: 1 });
  const { hits } = await engine.find({ query: '来客登记', on: today, limit: 10 });
  expect(hits.map(({ title }) => title)).toEqual(['门禁规定']);
});
