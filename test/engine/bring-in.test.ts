import { describe, expect, test } from 'vitest';
import { StorageFailed, StorageFull } from '../../src/store/storage.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { wholeness } from '../store/wholeness.ts';
import { everything, quiet, someEngine, someFile, someText } from './some-engine.ts';

const key = someText(
  '钥匙管理办法',
  '钥匙由值班室保管。',
  '借用钥匙应当登记。',
  '本办法自2021年3月1日起施行。',
);
const today = '2026-05-01';

/** Rule texts of different titles, more than go into one transaction. */
function manyTexts(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `${i}.md`,
      someText(`第${i}号办法`, `第${i}号柜子由专人看管。`, '每周清点一次。'),
    ]),
  );
}

describe('what comes in', () => {
  test('a text is saved, readable and found; its folder is its category', async () => {
    const { engine, storage, bring } = await someEngine();
    const { summary, entries } = await bring({ '后勤/钥匙管理办法(2021-02-20).md': key });
    expect(summary).toMatchObject({ files: 1, rules: 1, editions: 1, articles: 3, units: 0, refused: 0 });
    expect(summary.cancelled).toBe(false);
    const entry = entries.get('后勤/钥匙管理办法(2021-02-20).md')!;
    expect(entry).toMatchObject({ outcome: 'rule', title: '钥匙管理办法', date: '2021-02-20', articles: 3 });
    const reading = await engine.read({ rule: entry.rule!, on: today });
    expect(reading.units.map(({ label }) => label)).toEqual(['第一条', '第二条', '第三条']);
    expect(reading.rule.category).toBe('后勤');
    const { hits } = await engine.find({ query: '借用钥匙', on: today, limit: 5 });
    expect(hits.map(({ edition, address }) => [edition, address])).toEqual([[entry.edition, 'a2']]);
    await wholeness(storage);
  });

  test('the same content again changes nothing', async () => {
    const { engine, storage, bring } = await someEngine();
    await bring({ '钥匙管理办法(2021-02-20).md': key });
    const before = await everything(storage);
    const { summary, entries } = await bring({
      '钥匙管理办法(2021-02-20).md': key,
      '抄本/钥匙管理办法(2021-02-20).md': key,
    });
    expect([...entries.values()].map(({ outcome }) => outcome)).toEqual(['same', 'same']);
    expect(summary).toMatchObject({ files: 2, rules: 0, editions: 0, articles: 6 });
    expect(await everything(storage)).toBe(before);
    expect((await engine.device()).editions).toBe(1);
  });

  test('the same title with another date is another edition', async () => {
    const { engine, bring } = await someEngine();
    const { entries: first } = await bring({ '钥匙管理办法(2021-02-20).md': key });
    const later = key.replace('2021年3月1日', '2024年1月1日').replace('登记', '登记并签字');
    const { summary, entries } = await bring({ '钥匙管理办法(2023-12-01).md': later });
    expect(summary).toMatchObject({ rules: 0, editions: 1 });
    const entry = entries.get('钥匙管理办法(2023-12-01).md')!;
    expect(entry).toMatchObject({ outcome: 'edition', rule: [...first.values()][0]!.rule });
    const { timeline } = await engine.read({ rule: entry.rule!, on: today });
    expect(timeline.map(({ date, validity }) => [date, validity])).toEqual([
      ['2021-02-20', 'amended'],
      ['2023-12-01', 'inForce'],
    ]);
  });

  test('the trouble of one file stops no other', async () => {
    const { engine, bring } = await someEngine();
    const broken = { path: '坏盘.md', size: 10, bytes: () => Promise.reject(new DOMException('gone')) };
    const outcomes: string[] = [];
    const summary = await engine.bringIn(
      [someFile('空.md', ''), broken, someFile('表.docx', 'PK'), someFile('钥匙.md', key)],
      {
        ...quiet(),
        progress: ({ entries }) =>
          outcomes.push(
            ...entries.map(({ file, outcome, problem }) => `${file} ${problem?.code ?? outcome}`),
          ),
      },
    );
    expect(outcomes).toEqual(['空.md empty', '坏盘.md unreadable', '表.docx format-later', '钥匙.md rule']);
    expect(summary).toMatchObject({ files: 4, refused: 3, rules: 1 });
    expect((await bring({ '钥匙.md': key })).summary.rules).toBe(0);
  });

  test('a pasted text comes in under its title', async () => {
    const { engine } = await someEngine();
    const context = quiet();
    await engine.bringInText('第一条 访客领取证件。\n第二条 离开时交还。', '访客\n 登记办法', context);
    expect(engine.shelf(today).map(({ title, articles }) => [title, articles])).toEqual([
      ['访客 登记办法', 2],
    ]);
  });
});

describe('what is marked as secret', () => {
  const secretWords = '内部通道密码每日更换';

  test.each([
    ['on a line of its own', '值守.md', `机密★3年\n\n${someText('值守办法', `${secretWords}。`)}`],
    ['spread over the line', '值守.md', `秘　密\n\n${someText('值守办法', `${secretWords}。`)}`],
    ['in the name of the file', '【秘密】值守.md', someText('值守办法', `${secretWords}。`)],
  ])('is refused, and nothing of it is written: mark %s', async (_, path, text) => {
    const { engine, storage, bring, told } = await someEngine();
    const { summary, progress } = await bring({ [path]: text, '钥匙.md': key });
    expect(summary).toMatchObject({ refused: 1, rules: 1 });
    const reported = progress.flatMap(({ entries }) => entries);
    expect(reported[0]).toEqual({ file: path, outcome: 'problem', problem: { code: 'classified' } });
    // Documents are compressed; they say what the other rooms say, so these show all there is.
    expect((await wholeness(storage)).size).toBe(1);
    const stored = await everything(storage);
    expect(stored).toContain('借用钥匙应当登记');
    for (const words of [secretWords, '值守办法', '通道']) {
      expect(stored).not.toContain(words);
      expect(JSON.stringify([told, reported.slice(1), summary])).not.toContain(words);
    }
    expect((await engine.find({ query: '通道密码', on: today, limit: 5 })).total).toBe(0);
  });
});

describe('progress and cancelling', () => {
  test('what was reported is saved, batch by batch', async () => {
    const { engine, storage } = await someEngine();
    const files = Object.entries(manyTexts(150)).map(([path, text]) => someFile(path, text));
    const checks: Promise<boolean>[] = [];
    const done: number[] = [];
    await engine.bringIn(files, {
      ...quiet(),
      progress: ({ entries, done: soFar, total }) => {
        expect(total).toBe(150);
        done.push(soFar);
        for (const { edition } of entries)
          checks.push(storage.get('editions', edition!).then((bytes) => bytes !== undefined));
      },
    });
    expect(await Promise.all(checks)).toEqual(Array.from({ length: 150 }, () => true));
    expect(done).toEqual([0, 60, 120, 150, 150]);
  });

  test('after cancelling, what was reported is there and nothing more', async () => {
    const { engine, storage, bring } = await someEngine();
    const stop = new AbortController();
    const reported: string[] = [];
    const summary = await engine.bringIn(
      Object.entries(manyTexts(200)).map(([path, text]) => someFile(path, text)),
      {
        signal: stop.signal,
        progress: ({ entries }) => {
          reported.push(...entries.map(({ edition }) => edition!));
          if (reported.length > 0) stop.abort();
        },
      },
    );
    expect(summary.cancelled).toBe(true);
    expect(reported).toHaveLength(60);
    expect(new Set(reported)).toEqual(await wholeness(storage));
    expect(summary).toMatchObject({ rules: 60, editions: 60 });
    const again = await bring(manyTexts(200));
    expect(again.summary).toMatchObject({ cancelled: false, rules: 140 });
    expect((await wholeness(storage)).size).toBe(200);
  });

  test('cancelled between two batches, it does not save what it had only read', async () => {
    const { engine, storage } = await someEngine();
    const stop = new AbortController();
    const files = Object.entries(manyTexts(70)).map(([path, text]) => someFile(path, text));
    const last = files[65]!;
    const bytes = last.bytes;
    last.bytes = () => {
      stop.abort();
      return bytes();
    };
    const reported: string[] = [];
    const summary = await engine.bringIn(files, {
      signal: stop.signal,
      progress: ({ entries }) => reported.push(...entries.map(({ edition }) => edition!)),
    });
    expect(summary).toMatchObject({ cancelled: true, rules: 60 });
    expect(new Set(reported)).toEqual(await wholeness(storage));
    expect(reported).toHaveLength(60);
  });

  test('cancelled before it begins, it saves nothing', async () => {
    const { storage, bring } = await someEngine();
    const { summary, progress } = await bring(manyTexts(3), { signal: AbortSignal.abort() });
    expect(summary).toMatchObject({ cancelled: true, files: 0, rules: 0 });
    expect(progress.flatMap(({ entries }) => entries)).toEqual([]);
    expect(await storage.keys('editions')).toEqual([]);
  });

  test('imports run one after another, and a failed one does not hold up the next', async () => {
    const { engine, storage } = await someEngine();
    storage.failNextWrites(new StorageFull('full'));
    const first = engine.bringIn([someFile('一.md', key)], quiet());
    const second = engine.bringIn([someFile('二.md', key)], quiet());
    await expect(first).rejects.toBeInstanceOf(StorageFull);
    expect(await second).toMatchObject({ rules: 1 });
  });
});

describe('a disk that fails in the middle', () => {
  /** Lets so many documents' transactions through, then fails: writes of the index are not counted. */
  class FailingStorage extends MemoryStorage {
    left = Infinity;
    failing: Error = new StorageFull('full');
    /** Which writes of the index fail; merging puts one part and removes others. */
    failIndex: 'none' | 'all' | 'merging' = 'none';

    override async write(...[batch, durability]: Parameters<MemoryStorage['write']>): Promise<void> {
      const isIndex = batch.every(({ room }) => room === 'segments');
      const merges = batch.some(({ value }) => value === undefined);
      const failsIndex = this.failIndex === 'all' || (merges && this.failIndex === 'merging');
      if (isIndex ? failsIndex : this.left-- <= 0) throw this.failing;
      await super.write(batch, durability);
    }
  }

  test.each([
    ['full', new StorageFull('no room'), 'StorageFull'],
    ['failing', new StorageFailed('no answer'), 'StorageFailed'],
  ])('%s: earlier batches are safe, and importing again completes', async (_, failing, name) => {
    const storage = new FailingStorage();
    const { engine, bring } = await someEngine(storage);
    storage.failing = failing;
    storage.left = 2;
    const reported: string[] = [];
    const files = Object.entries(manyTexts(170)).map(([path, text]) => someFile(path, text));
    const run = engine.bringIn(files, {
      ...quiet(),
      progress: ({ entries }) => reported.push(...entries.map(({ edition }) => edition!)),
    });
    await expect(run).rejects.toMatchObject({ name });
    expect(reported).toHaveLength(120);
    expect(new Set(reported)).toEqual(await wholeness(storage));
    expect(engine.shelf(today)).toHaveLength(120);
    expect((await engine.find({ query: '7号柜子', on: today, limit: 50 })).hits.length).toBeGreaterThan(0);

    storage.left = Infinity;
    const { summary } = await bring(manyTexts(170));
    expect(summary).toMatchObject({ rules: 50, editions: 50, refused: 0 });
    expect((await wholeness(storage)).size).toBe(170);
  });

  const umbrella = (i: number): Record<string, string> => ({
    [`甲${i}.md`]: someText(`甲${i}办法`, '雨伞放在门口。'),
  });

  test('an index that could not be written is written with the next change', async () => {
    const storage = new FailingStorage();
    const { bring } = await someEngine(storage);
    storage.failIndex = 'all';
    await expect(bring(umbrella(0))).rejects.toThrow('full');
    storage.failIndex = 'none';
    await bring(umbrella(1));

    const { engine, told, bring: bringAgain } = await someEngine(storage);
    await bringAgain({});
    expect((await engine.find({ query: '雨伞', on: today, limit: 50 })).total).toBe(2);
    // Nothing had to be built again.
    expect(told.filter((message) => 'indexing' in message)).toEqual([]);
  });

  test('merging that could not be written leaves nothing that is found twice', async () => {
    const storage = new FailingStorage();
    const { bring } = await someEngine(storage);
    // Four small parts are merged into one.
    for (let i = 0; i < 3; i++) await bring(umbrella(i));
    storage.failIndex = 'merging';
    await expect(bring(umbrella(3))).rejects.toThrow('full');
    storage.failIndex = 'none';
    for (let i = 4; i < 9; i++) await bring(umbrella(i));
    expect((await bring(umbrella(3))).summary.rules).toBe(0);

    const { engine } = await someEngine(storage);
    const { hits, total } = await engine.find({ query: '雨伞', on: today, limit: 50 });
    expect(new Set(hits.map(({ title }) => title)).size).toBe(9);
    expect([hits.length, total]).toEqual([9, 9]);
  });

  test('an index whose bytes were lost with the power is built again', async () => {
    class LosingStorage extends MemoryStorage {
      lost = new Set<string>();

      override async get(...[room, key]: Parameters<MemoryStorage['get']>): Promise<never> {
        if (room === 'segments' && this.lost.has(key)) throw new StorageFailed('reading failed');
        return (await super.get(room, key)) as never;
      }

      override async getMany(...[room, keys]: Parameters<MemoryStorage['getMany']>): Promise<never> {
        if (room === 'segments' && keys.some((key) => this.lost.has(key)))
          throw new StorageFailed('reading failed');
        return (await super.getMany(room, keys)) as never;
      }
    }
    const storage = new LosingStorage();
    const { bring } = await someEngine(storage);
    await bring({ '钥匙.md': key });
    storage.lost = new Set(await storage.keys('segments'));
    expect(storage.lost.size).toBeGreaterThan(0);

    const { engine, bring: bringAgain } = await someEngine(storage);
    // Coming in waits until the index has caught up.
    await bringAgain({});
    expect((await engine.find({ query: '借用钥匙', on: today, limit: 5 })).total).toBe(1);
    for (const name of storage.lost) expect(await storage.keys('segments')).not.toContain(name);
  });
});

describe('citations', () => {
  test('those that lead somewhere are counted once everything is in', async () => {
    const { bring } = await someEngine();
    const citing = someText(
      '值班办法',
      '领用钥匙依照《钥匙管理办法》第二条办理。',
      '见《钥匙管理办法》第九条和《没有的办法》。',
      '违反第一条的，予以批评。',
    );
    // The citing text comes first, so that nothing is there yet when it is read.
    const { summary, entries } = await bring({ '值班.md': citing, '钥匙.md': key });
    expect(entries.get('值班.md')!.citations).toBe(4);
    expect(summary).toMatchObject({ citationsFound: 4, citationsResolved: 2 });
    expect(summary.resolvedByEdition[entries.get('值班.md')!.edition!]).toBe(2);
    expect(summary.resolvedByEdition[entries.get('钥匙.md')!.edition!]).toBe(0);
  });
});
