import { describe, expect, test } from 'vitest';
import { places, someBase } from './some-base.ts';

const leave = {
  title: '职工请假办法',
  category: '人事',
  unit: '人事科',
  editions: [
    {
      articles: [
        '职工请假须填写请假条，由科长批准。',
        '请假三天以上的，由主任批准。',
        '年度休假按工龄计算。',
        '本办法自2010年1月1日起施行。',
      ],
      effectiveOn: '2010-01-01',
      date: '2010-01-01',
    },
    {
      articles: [
        '职工请假须在网上登记，由科长批准。',
        '请假五天以上的，由主任批准。',
        '年度休假按工龄计算，当年休完。',
        '本办法自2020年1月1日起施行。',
      ],
      effectiveOn: '2020-01-01',
      date: '2019-12-01',
    },
  ],
};
const duty = {
  title: '值班工作规范',
  kind: 'code' as const,
  category: '行政',
  unit: '办公室',
  editions: [
    {
      articles: ['值班人员不得擅自离岗。', '值班人员交班时填写值班日志。', '因故不能值班的，先请假。'],
      path: '第一章 值班',
      effectiveOn: '2015-05-01',
      date: '2015-04-01',
    },
  ],
};
const old = {
  title: '考勤暂行规定',
  category: '人事',
  repealedOn: '2016-01-01',
  editions: [
    { articles: ['迟到三次扣发津贴。', '请假条当天交。'], effectiveOn: '2001-01-01', date: '2001-01-01' },
  ],
};
const coming = {
  title: '弹性工作办法',
  editions: [{ articles: ['弹性上班须登记。'], effectiveOn: '2030-01-01', date: '2023-12-01' }],
};
const { find, finder } = someBase([leave, duty, old, coming]);

describe('a few words', () => {
  test('must all stand in the article', async () => {
    const answer = await find('请假 批准');
    expect(places(answer)).toEqual(expect.arrayContaining(['r0e1#a1', 'r0e1#a2', 'r0e0#a1', 'r0e0#a2']));
    expect(answer.total).toBe(4);
    expect(answer.relaxed).toBe(false);
  });

  test('that nothing holds together are searched with less, and the answer says so', async () => {
    const answer = await find('请假 日志');
    expect(answer.relaxed).toBe(true);
    expect(places(answer)).toContain('r1e0#a2');
    expect((await find('请假')).relaxed).toBe(false);
  });

  test('in quotes stand letter for letter', async () => {
    expect(places(await find('“请假条”')).sort()).toEqual(['r0e0#a1', 'r2e0#a2']);
    const apart = await find('“人员填写”');
    expect(apart.hits).toEqual([]);
    expect(apart).toMatchObject({ total: 0, relaxed: false });
    expect(apart.facets.kind).toEqual({});
    const both = await find('“请假条” 科长');
    expect(places(both)).toEqual(['r0e0#a1']);
    expect(both.total).toBe(1);
    expect(both.facets.category).toEqual({ 人事: 1 });
  });

  test('of one character are found too', async () => {
    expect(places(await find('岗'))).toEqual(['r1e0#a1']);
    expect((await find('岗')).hits[0]!.snippet.marks).toEqual([[9, 10]]);
  });

  test('are found in any writing', async () => {
    const plain = places(await find('请假 2020年'));
    expect(plain).toEqual(places(await find('請假　２０２０年')));
  });

  test('that stand nowhere give an empty answer', async () => {
    expect(await find('飞碟')).toMatchObject({ hits: [], rules: [], total: 0 });
    expect(await find('')).toMatchObject({ hits: [], total: 0 });
    expect(await find('！？，')).toMatchObject({ hits: [], total: 0 });
  });

  test('come before their parts', async () => {
    const base = someBase([
      { title: '甲', editions: [{ articles: ['会场的议程由人管理，管理员签字，会后议定。', '会议管理。'] }] },
    ]);
    expect(places(await base.find('会议管理'))[0]).toBe('r0e0#a2');
  });

  test('near each other come before words far apart', async () => {
    const between = '其余事项另行说明，'.repeat(4);
    const base = someBase([
      {
        title: '甲',
        editions: [{ articles: [`登记之后${between}方可借用。`, `登记方可借用。${between}之后`] }],
      },
    ]);
    expect(places(await base.find('登记 借用'))).toEqual(['r0e0#a2', 'r0e0#a1']);
  });
});

describe('a question', () => {
  test('is answered though no article holds all its words', async () => {
    const answer = await find('请假五天以上要找谁批准才行呢？');
    expect(places(answer)[0]).toBe('r0e1#a2');
    expect(answer.relaxed).toBe(false);
    expect(answer.total).toBeGreaterThanOrEqual(answer.hits.length);
  });

  test('with words in quotes is answered by articles that hold them', async () => {
    const answer = await find('填写“值班日志”是谁的事？');
    expect(places(answer)).toEqual(['r1e0#a2']);
    expect(answer).toMatchObject({ total: 1, relaxed: false });
  });

  test('with words in quotes that stand nowhere is answered without them, and says so', async () => {
    const answer = await find('“迟到”三次会“扣光”津贴吗？');
    expect(places(answer)[0]).toBe('r2e0#a1');
    expect(answer.relaxed).toBe(true);
  });
});

describe('a place', () => {
  test.each(['职工请假办法 2', '职工请假办法第二条', '《请假办法》第二条', '请假办法2条', '请假办法 二'])(
    'is jumped to: %s',
    async (query) => {
      const { jump } = await find(query);
      expect(jump).toMatchObject({ rule: 'r0', edition: 'r0e1', address: 'a2', label: '第二条' });
    },
  );

  test('is that of the edition of the day', async () => {
    expect((await find('请假办法 2', { on: '2012-01-01' })).jump?.edition).toBe('r0e0');
  });

  test('can be named alone inside a text', async () => {
    const inside = { filters: { rule: 'r1' } };
    expect((await find('第二条', inside)).jump).toMatchObject({ rule: 'r1', address: 'a2' });
    expect((await find('第二条')).jump).toBeUndefined();
  });

  test('that does not exist is no place, and the words are searched', async () => {
    const answer = await find('请假办法 99');
    expect(answer.jump).toBeUndefined();
    expect((await find('没有的办法 1')).jump).toBeUndefined();
  });

  test('is in the nearest title that has it', async () => {
    const base = someBase([
      { title: '会议办法实施细则', editions: [{ articles: ['甲。'] }] },
      { title: '会议办法', editions: [{ articles: ['乙。'] }] },
    ]);
    expect((await base.find('会议办法 1')).jump?.rule).toBe('r1');
    const longer = someBase([
      { title: '会议办法', editions: [{ articles: ['甲。'] }] },
      { title: '会议办法实施细则', editions: [{ articles: ['甲。', '乙。'] }] },
    ]);
    expect((await longer.find('会议办法 2')).jump?.rule).toBe('r1');
    expect((await base.find('会议办法 1')).hits.every(({ snippet }) => snippet.text !== '1')).toBe(true);
  });
});

describe('standing', () => {
  test('what holds comes before what does not', async () => {
    const { hits } = await find('请假');
    const holding = hits.map(({ validity }) => validity === 'inForce');
    expect(holding.lastIndexOf(true)).toBeLessThan(holding.indexOf(false));
    expect(hits.map(({ validity }) => validity)).toEqual(
      expect.arrayContaining(['inForce', 'amended', 'repealed']),
    );
  });

  test('decides even when what no longer holds has the very words', async () => {
    const base = someBase([
      { ...old, title: '值班交接规定', editions: [{ articles: ['值班交接。'], effectiveOn: '2001-01-01' }] },
      { title: '甲', editions: [{ articles: ['接班交回值班钥匙。'], effectiveOn: '2001-01-01' }] },
      { title: '乙', editions: [{ articles: ['档案交接。', '印章交接。', '钥匙交接。'] }] },
    ]);
    expect(places(await base.find('值班交接'))).toEqual(['r1e0#a1', 'r0e0#a1']);
  });

  test('keeps many old texts from crowding out the one that holds', async () => {
    const base = someBase([
      {
        ...old,
        editions: [{ articles: Array.from({ length: 130 }, () => '请假。'), effectiveOn: '2001-01-01' }],
      },
      { title: '甲', editions: [{ articles: [`请假${'须按有关程序办理并登记备查，'.repeat(5)}`] }] },
    ]);
    expect(places(await base.find('请假'))[0]).toBe('r1e0#a1');
  });

  test('is that of the day asked about', async () => {
    const validities = async (on: string): Promise<Record<string, string>> => {
      const { hits } = await find('请假', { on });
      return Object.fromEntries(hits.map(({ edition, validity }) => [edition, validity]));
    };
    expect(await validities('2012-01-01')).toEqual({
      r0e0: 'inForce',
      r0e1: 'notYet',
      r1e0: 'notYet',
      r2e0: 'inForce',
    });
    expect(await validities('2024-01-01')).toEqual({
      r0e0: 'amended',
      r0e1: 'inForce',
      r1e0: 'inForce',
      r2e0: 'repealed',
    });
  });

  test('as on a day: only what held then is shown and counted', async () => {
    const answer = await find('请假', { on: '2012-01-01', asOnDay: true });
    expect(new Set(answer.hits.map(({ edition }) => edition))).toEqual(new Set(['r0e0', 'r2e0']));
    expect(answer.total).toBe(answer.hits.length);
    expect(answer.facets.validity).toEqual({ inForce: answer.total });
    expect((await find('弹性', { asOnDay: true })).hits).toEqual([]);
    expect((await find('弹性', { asOnDay: true })).rules).toEqual([]);
    expect((await find('弹性')).rules).toHaveLength(1);
  });
});

describe('facets', () => {
  test('count the whole answer by value', async () => {
    const { facets, total, hits } = await find('请假', { limit: 1 });
    expect(hits).toHaveLength(1);
    expect(total).toBe(6);
    expect(facets.validity).toEqual({ inForce: 3, amended: 2, repealed: 1 });
    expect(facets.kind).toEqual({ rule: 5, code: 1 });
    expect(facets.category).toEqual({ 人事: 5, 行政: 1 });
    expect(facets.unit).toEqual({ 人事科: 4, 办公室: 1, '': 1 });
    expect(facets.year).toEqual({ 2010: 2, 2019: 2, 2015: 1, 2001: 1 });
  });

  test('filter the answer, and each counts as if it were not chosen itself', async () => {
    const { facets, total, hits } = await find('请假', { filters: { kind: ['code'] } });
    expect(hits.map(({ edition }) => edition)).toEqual(['r1e0']);
    expect(total).toBe(1);
    expect(facets.kind).toEqual({ rule: 5, code: 1 });
    expect(facets.category).toEqual({ 行政: 1 });
  });

  test('of several kinds must all fit; within one any value', async () => {
    const both = await find('请假', { filters: { category: ['人事'], validity: ['amended', 'repealed'] } });
    expect(both.total).toBe(3);
    expect((await find('请假', { filters: { category: ['人事'], kind: ['code'] } })).total).toBe(0);
    expect((await find('请假', { filters: { kind: [] } })).total).toBe(6);
  });

  test('of a question add up to its total', async () => {
    const { facets, total } = await find('职工请假以后值班怎么安排？');
    for (const counts of Object.values(facets)) {
      expect(Object.values(counts as Record<string, number>).reduce((sum, n) => sum + n, 0)).toBe(total);
    }
  });
});

test('a rule is named above its articles, with its words marked', async () => {
  const { rules } = await find('值班');
  expect(rules).toMatchObject([{ rule: 'r1', edition: 'r1e0', title: '值班工作规范', marks: [[0, 2]] }]);
  expect((await find('zbgz')).rules.map(({ rule }) => rule)).toEqual(['r1']);
  expect((await find('请假', { filters: { rule: 'r0' } })).rules).toEqual([]);
});

test('pages follow each other', async () => {
  const all = places(await find('请假'));
  const first = places(await find('请假', { limit: 2 }));
  const second = places(await find('请假', { limit: 2, offset: 2 }));
  expect([...first, ...second]).toEqual(all.slice(0, 4));
  expect((await find('请假', { limit: 0 })).hits).toHaveLength(1);
});

test('a text that is gone meanwhile is left out', async () => {
  const base = someBase([leave, duty]);
  base.texts.delete('r0e1');
  const { hits } = await base.find('请假');
  expect(hits.map(({ edition }) => edition)).not.toContain('r0e1');
  expect(hits.length).toBeGreaterThan(0);
});

test('a question that was given up ends', async () => {
  const base = someBase([leave]);
  const control = new AbortController();
  const asked = base.finder.find({ query: '请假', on: '2024-01-01', limit: 10 }, control.signal);
  control.abort();
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  const given = AbortSignal.abort();
  const late = finder.find({ query: '请假', on: '2024-01-01', limit: 10 }, given);
  await expect(late).rejects.toMatchObject({ name: 'AbortError' });
});
