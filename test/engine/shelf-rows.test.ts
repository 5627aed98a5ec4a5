import { beforeAll, describe, expect, test } from 'vitest';
import { type SomeEngine, someEngine, someText } from './some-engine.ts';

const day = '2026-05-01';

let some: SomeEngine;
const ids: Record<string, string> = {};

beforeAll(async () => {
  some = await someEngine();
  const bell = (articles: string[], from: string): string =>
    `---\nkind: code\ndocNo: 某办〔${from.slice(0, 4)}〕1号\n---\n${someText('电铃办法', ...articles, `本办法自${from}起施行。`)}`;
  const { entries } = await some.bring({
    '电铃办法(2020-01-01).md': bell(['按点打铃。'], '2020年2月1日'),
    '电铃办法(2026-04-01).md': bell(['不再打铃。', '改用广播。', '广播不超过一分钟。'], '2026年6月1日'),
    '窗帘办法（试行）(2024-01-01).md': someText('窗帘办法（试行）', '下班拉上窗帘。'),
    '花木办法(2010-01-01).md': someText('花木办法', '每周浇水。'),
    '绿化办法(2022-01-01).md': someText('绿化办法', '专人养护。', '《花木办法》同时废止。'),
    '便条.md': someText('便条规定', '写清时间。'),
    '门牌办法(2026-04-20).md': someText('门牌办法', '门牌统一制作。', '本办法自2026年5月15日起施行。'),
  });
  for (const { title, rule } of entries.values()) ids[title!] = rule!;
});

const shelf = (on: string): Record<string, [string, string | undefined, number]> =>
  Object.fromEntries(some.engine.shelf(on).map((row) => [row.title, [row.validity, row.date, row.articles]]));

describe('the shelf', () => {
  test('shows every rule once, by its edition and standing of the day', () => {
    expect(shelf(day)).toEqual({
      电铃办法: ['inForce', '2020-01-01', 2],
      '窗帘办法（试行）': ['inForce', '2024-01-01', 1],
      花木办法: ['repealed', '2010-01-01', 1],
      绿化办法: ['inForce', '2022-01-01', 2],
      便条规定: ['undated', undefined, 1],
      门牌办法: ['notYet', '2026-04-20', 2],
    });
  });

  test('on another day it is another shelf', () => {
    expect(shelf('2026-06-01')).toMatchObject({
      电铃办法: ['inForce', '2026-04-01', 4],
      门牌办法: ['inForce', '2026-04-20', 2],
    });
    expect(shelf('2021-12-31')).toMatchObject({
      花木办法: ['inForce', '2010-01-01', 1],
      绿化办法: ['notYet', '2022-01-01', 2],
    });
  });

  test('a row carries what tells one rule from another', () => {
    const rows = some.engine.shelf(day);
    expect(rows.find(({ title }) => title === '电铃办法')).toMatchObject({
      id: ids['电铃办法'],
      editions: 2,
      docNo: '某办〔2020〕1号',
      kind: 'code',
      trial: false,
    });
    expect(rows.find(({ title }) => title === '窗帘办法（试行）')).toMatchObject({ trial: true });
  });
});

describe('home', () => {
  test('counts what is there on the day', async () => {
    expect(await some.engine.home(day)).toMatchObject({ rules: 6, articles: 9 });
    expect(await some.engine.home('2026-06-01')).toMatchObject({ rules: 6, articles: 11 });
  });

  test('what is coming stands soonest first, each with its own edition', async () => {
    const { coming } = await some.engine.home(day);
    expect(
      coming.map(({ title, date, articles, docNo, validity }) => [title, date, articles, docNo, validity]),
    ).toEqual([
      ['门牌办法', '2026-05-15', 2, undefined, 'notYet'],
      ['电铃办法', '2026-06-01', 4, '某办〔2026〕1号', 'notYet'],
    ]);
    expect(new Set(coming.map(({ edition }) => edition)).size).toBe(2);
    expect((await some.engine.home('2026-05-15')).coming.map(({ title }) => title)).toEqual(['电铃办法']);
    expect((await some.engine.home('2026-06-01')).coming).toEqual([]);
  });

  test('shows what this reader read and keeps at hand, and leaves out what is gone', async () => {
    const { engine } = some;
    await engine.reader.markRead(ids['花木办法']!);
    await engine.reader.markRead('gone');
    await engine.reader.markRead(ids['电铃办法']!);
    await engine.reader.setFavourite(ids['门牌办法']!, true);
    const { recent, favourites } = await engine.home(day);
    expect(recent.map(({ title }) => title)).toEqual(['电铃办法', '花木办法']);
    expect(favourites.map(({ title, validity }) => [title, validity])).toEqual([['门牌办法', 'notYet']]);
    expect((await engine.read({ rule: ids['门牌办法']!, on: day })).favourite).toBe(true);
  });

  test('what came in last stands first, and no list is longer than a glance', async () => {
    const { engine, bring } = await someEngine();
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`${i}(2030-01-${10 + i}).md`, someText(`第${i}号`, '略。')]),
    );
    await bring(files);
    const { changed, coming } = await engine.home(day);
    expect(changed).toHaveLength(8);
    expect(coming.map(({ date }) => date)).toEqual(Array.from({ length: 8 }, (_, i) => `2030-01-${10 + i}`));
  });

  test('of an empty base is empty', async () => {
    const { engine } = await someEngine();
    expect(await engine.home(day)).toEqual({
      rules: 0,
      articles: 0,
      recent: [],
      favourites: [],
      changed: [],
      coming: [],
      favouritePlaces: [],
      mayJoin: true,
      needsRecovery: false,
      attention: 0,
    });
  });
});
