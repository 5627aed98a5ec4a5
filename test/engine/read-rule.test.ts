import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { textOfUnit } from '../../src/rule/plain-text.ts';
import { someEngine, someText } from './some-engine.ts';

const today = '2026-05-01';

let engine: Engine;
let rule = '';
/** Edition hashes, oldest first. */
let editions: string[] = [];
let citing = '';

beforeAll(async () => {
  const made = await someEngine();
  engine = made.engine;
  const lamp = (first: string, from: string): string =>
    `---\nkind: code\ndocNo: 某办〔2022〕3号\nunit: 后勤科\ntags: [灯]\n---\n# 灯具管理办法\n\n## 第一章 总则\n\n第一条 ${first}\n\n第二条 坏灯报修。\n\n当日不能修复的，贴出说明。\n\n## 第二章 附则\n\n第三条 本办法自${from}起施行。\n`;
  const { entries } = await made.bring({
    '灯具管理办法(2019-01-10).md': lamp('人走灯灭。', '2019年2月1日'),
    '灯具管理办法(2022-06-10).md': lamp('离开十分钟以上的，关灯。', '2022年7月1日'),
    '灯具管理办法(2026-12-01).md': lamp('灯由感应器开关。', '2027年1月1日'),
    '巡查办法(2023-01-01).md': someText(
      '巡查办法',
      '巡查依照《灯具管理办法》第二条第二款和《不在库中的办法》第一条进行。',
      '前条所称巡查，每日一次。',
    ),
  });
  rule = entries.get('灯具管理办法(2019-01-10).md')!.rule!;
  editions = [...entries.values()].filter((entry) => entry.rule === rule).map(({ edition }) => edition!);
  citing = entries.get('巡查办法(2023-01-01).md')!.rule!;
});

describe('a page of a rule', () => {
  test('shows the edition of the day, with all others on its timeline', async () => {
    for (const [on, shown, standings] of [
      ['2018-01-01', 0, ['notYet', 'notYet', 'notYet']],
      ['2020-01-01', 0, ['inForce', 'notYet', 'notYet']],
      ['2026-05-01', 1, ['amended', 'inForce', 'notYet']],
      ['2027-01-01', 2, ['amended', 'amended', 'inForce']],
    ] as const) {
      const reading = await engine.read({ rule, on });
      expect(reading.edition.hash).toBe(editions[shown]);
      expect(reading.validity).toBe(standings[shown]);
      expect(reading.on).toBe(on);
      expect(reading.timeline.map(({ validity }) => validity)).toEqual(standings);
      expect(reading.timeline.map(({ edition }) => edition)).toEqual(editions);
    }
  });

  test('shows the edition that is asked for, by its hash or how that begins', async () => {
    for (const edition of [editions[0]!, editions[0]!.slice(0, 16)]) {
      const reading = await engine.read({ rule, edition, on: today });
      expect(reading.edition.hash).toBe(editions[0]);
      expect(reading.validity).toBe('amended');
      expect(textOfUnit(reading.units[0]!)).toBe('人走灯灭。');
    }
  });

  test('carries what belongs to the rule, the outline and where its headings lead', async () => {
    const reading = await engine.read({ rule, on: today });
    expect(reading.rule).toEqual({
      id: rule,
      title: '灯具管理办法',
      kind: 'code',
      unit: '后勤科',
      tags: ['灯'],
    });
    expect(reading.edition).toMatchObject({
      docNo: '某办〔2022〕3号',
      effectiveOn: '2022-07-01',
      articles: 3,
    });
    expect(reading.outline.map(({ label, title, address, unit }) => [label, title, address, unit])).toEqual([
      ['第一章', '总则', 'a1', 0],
      ['第二章', '附则', 'a3', 2],
    ]);
    expect(textOfUnit(reading.units[1]!)).toBe('坏灯报修。\n当日不能修复的，贴出说明。');
    expect(reading.favourite).toBe(false);
  });

  test('its citations lead to the edition of their time, or nowhere', async () => {
    const reading = await engine.read({ rule: citing, on: today });
    expect(reading.citations).toEqual([
      { rule, edition: editions[1], address: 'a2.p2' },
      {},
      { rule: citing, edition: reading.edition.hash, address: 'a1' },
    ]);
  });

  test('a repealed rule says since when', async () => {
    const { engine, bring } = await someEngine();
    const { entries } = await bring({
      '旧办法(2015-01-01).md': someText('伞架办法', '伞放在架上。'),
      '新办法(2020-03-01).md': someText('雨具办法', '雨具放在门外。', '《伞架办法》同时废止。'),
    });
    const old = entries.get('旧办法(2015-01-01).md')!.rule!;
    expect(await engine.read({ rule: old, on: '2019-12-31' })).toMatchObject({ validity: 'inForce' });
    expect(await engine.read({ rule: old, on: '2020-03-01' })).toMatchObject({
      validity: 'repealed',
      rule: { repealedOn: '2020-03-01' },
    });
  });

  test.each([
    ['a rule that is not here', { rule: 'zzzzzzzzzz', on: today }],
    ['an edition that is not here', { rule: '', edition: '00000000', on: today }],
  ])('%s is not found', async (_, which) => {
    const asked = { ...which, rule: which.rule || rule };
    await expect(engine.read(asked)).rejects.toMatchObject({ name: 'EngineProblem', code: 'not-found' });
    await expect(engine.preview(asked)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a text whose derived row is gone is not found, and the others still open', async () => {
    const { engine, storage, bring } = await someEngine();
    const { entries } = await bring({
      '甲.md': someText('甲办法', '一。'),
      '乙.md': someText('乙办法', '二。'),
    });
    const [gone, kept] = [...entries.values()];
    await storage.write([{ room: 'texts', key: gone!.edition! }], 'strict');
    await expect(engine.read({ rule: gone!.rule!, on: today })).rejects.toMatchObject({ code: 'not-found' });
    await expect(engine.preview({ rule: gone!.rule!, on: today })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect((await engine.read({ rule: kept!.rule!, on: today })).units).toHaveLength(1);
  });
});

describe('a preview', () => {
  test('gives the words of one place', async () => {
    const preview = await engine.preview({ rule, address: 'a2.p2', on: today });
    expect(preview).toEqual({
      rule,
      edition: editions[1],
      title: '灯具管理办法',
      label: '第二条',
      validity: 'inForce',
      signing: 'unsigned',
      text: '坏灯报修。\n当日不能修复的，贴出说明。',
      cut: false,
    });
  });

  test('of a text as a whole begins at its beginning, without marks of headings', async () => {
    const preview = await engine.preview({ rule, edition: editions[0]!, on: today });
    expect(preview.text).toMatch(/^第一章 总则\n第一条 人走灯灭。\n第二条/);
    expect(preview).toMatchObject({ label: '', validity: 'amended' });
  });

  test('of a long text says that it is cut, and cuts no character in half', async () => {
    const { engine, bring } = await someEngine();
    // 𠮷 takes two units, and the limit falls between them.
    const long = `${'甲'.repeat(259)}𠮷乙。`;
    const { entries } = await bring({ '长.md': someText('长文办法', long) });
    const { text, cut } = await engine.preview({
      rule: entries.get('长.md')!.rule!,
      address: 'a1',
      on: today,
    });
    expect(cut).toBe(true);
    expect(text).toBe('甲'.repeat(259));
  });
});
