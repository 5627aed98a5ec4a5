import { describe, expect, test, vi } from 'vitest';
import { readTable } from '../../src/exchange/read-table.ts';
import { OpenDraft } from '../../src/store/open-draft.ts';
import { day, someDraft } from './some-drafting.ts';

const words = {
  title: '对照表',
  before: '原条文',
  after: '修改后',
  reason: '理由',
  against: '对照 2024 年版',
};

describe('a draft beside the edition in force', () => {
  test('each reason stays with its article when numbers change, and a new article has one of its own', async () => {
    const { ask, draft, write } = await someDraft();
    const table = async () => (await ask('draftReview', { draft, on: day })).table;
    await write('下班应当关灯。', '下班应当关灯断电。');
    await write('第三条', '第三条　会议室的灯由使用人负责。\n\n第四条');
    await write('第四条 本办法', '第五条 本办法');
    const rows = await table();
    expect(rows.map(({ before, after }) => [before[0]!.label, after[0]!.label])).toEqual([
      ['第二条', '第二条'],
      ['', '第三条'],
    ]);
    await ask('draftReason', { draft, key: rows[0]!.key!, before: '', reason: '断电更省。' });
    // A new article gets a name when somebody begins to write on it, and keeps it.
    const { heads } = await ask('draftReview', { draft, on: day });
    expect(rows[1]!.key).toBeUndefined();
    const key = await ask('draftReasonKey', { draft, heads, at: rows[1]!.at! });
    await ask('draftReason', { draft, key, before: '', reason: '会议室总亮着。' });
    // An article comes in above, and everything is numbered anew.
    await write('第一条', '第一条　本办法适用于全办。\n\n第二条');
    await write('第二条 下班', '第三条 下班');
    await write('第三条　会议室', '第四条　会议室里面');
    const now = await table();
    expect(now.map(({ after, reason }) => [after[0]!.label, reason])).toEqual([
      ['第一条', ''],
      ['第三条', '断电更省。'],
      ['第四条', '会议室总亮着。'],
    ]);
    // What is taken back leaves the table, and the reason is kept.
    await write('断电', '');
    const view = await ask('draftReview', { draft, on: day });
    expect(view.leftOver).toEqual([{ key: rows[0]!.key, reason: '断电更省。' }]);
    await write('关灯', '关灯拉闸');
    expect((await table()).find(({ key }) => key === rows[0]!.key)!.reason).toBe('断电更省。');
  });

  test('no place is made in the text for new articles before somebody writes on them', async () => {
    const { ask, draft, write } = await someDraft();
    const fresh = Array.from({ length: 60 }, (_, i) => `第${i + 5}条　会议室第${i}间的灯由使用人负责。`);
    await write('解释。', `解释。\n\n${fresh.join('\n\n')}`);
    const made = vi.spyOn(OpenDraft.prototype, 'cursor');
    const { table, heads } = await ask('draftReview', { draft, on: day });
    expect(table).toHaveLength(60);
    expect(made).not.toHaveBeenCalled();
    // While somebody begins to write on one, others write above it.
    const place = { heads, at: table[40]!.at! };
    await write('第一条', '第一条　本办法适用于全办。\n\n第一条');
    const key = await ask('draftReasonKey', { draft, ...place });
    expect(made).toHaveBeenCalledTimes(1);
    made.mockRestore();
    const row = (held: string[]) =>
      ask('draftReview', { draft, on: day, keys: held }).then((view) =>
        view.table.find((one) => one.key === key),
      );
    expect((await row([key]))!.after[0]!.text).toBe('会议室第40间的灯由使用人负责。');
    expect(await row([])).toBeUndefined();
    expect(await row(['new:nowhere', '', 'id:x'])).toBeUndefined();
    await ask('draftReason', { draft, key, before: '', reason: '常忘。' });
    expect(await row([])).toMatchObject({ reason: '常忘。' });
    await expect(ask('draftReasonKey', { draft, heads: ['0'.repeat(64)], at: 0 })).rejects.toMatchObject({
      code: 'bad-edit',
    });
  });

  test('every article can be seen in its order, and what has not changed says so', async () => {
    const { ask, draft, write } = await someDraft();
    await write('关灯。', '关灯断电。');
    const { table } = await ask('draftReview', { draft, on: day, all: true });
    expect(table.map(({ after, same }) => [after[0]!.label, same])).toEqual([
      ['第一条', true],
      ['第二条', undefined],
      ['第三条', true],
      ['第四条', true],
    ]);
    expect(table[2]!.after[0]!.text).toBe('违反第二条的，由行政科提醒。');
  });

  test('who writes on another reason than the one they saw is told', async () => {
    const { ask, draft, write } = await someDraft();
    await write('关灯。', '关灯断电。');
    const [row] = (await ask('draftReview', { draft, on: day })).table;
    const what = { draft, key: row!.key! };
    await ask('draftReason', { ...what, before: '', reason: '甲' });
    await expect(ask('draftReason', { ...what, before: '', reason: '乙' })).rejects.toMatchObject({
      code: 'draft-changed',
    });
    await expect(
      ask('draftReason', { ...what, before: '甲', reason: '长'.repeat(4001) }),
    ).rejects.toMatchObject({
      code: 'too-much',
    });
  });

  test('another edition can be chosen; a draft of nothing has none', async () => {
    const { ask, draft, edition } = await someDraft();
    const view = await ask('draftReview', { draft, on: day });
    expect(view).toMatchObject({ against: edition, table: [], mayWrite: true });
    expect(view.editions.map((one) => one.edition)).toEqual([edition]);
    await expect(ask('draftReview', { draft, on: day, against: 'f'.repeat(64) })).rejects.toMatchObject({
      code: 'not-found',
    });
    const start = {
      from: 'nothing',
      kind: 'rule',
      title: '新办法',
      text: '# 新办法\n\n第一条　新。\n',
    } as const;
    const { draft: fresh } = await ask('startDraft', start);
    expect(await ask('draftReview', { draft: fresh, on: day })).toMatchObject({ editions: [], table: [] });
  });

  test('the table leaves the house as workbook, Markdown and page, and no word of it becomes markup', async () => {
    const { ask, draft, write } = await someDraft();
    await write('关灯。', '关灯，<img src=x onerror=alert(1)> | **断电**。');
    const [row] = (await ask('draftReview', { draft, on: day })).table;
    await ask('draftReason', { draft, key: row!.key!, before: '', reason: '省电 | <b>更好</b>\n第二行' });
    const file = (as: 'xlsx' | 'md' | 'html') => ask('draftTableFile', { draft, on: day, as, words });
    const workbook = await file('xlsx');
    expect(workbook.name).toBe('对照表.xlsx');
    const { rows } = readTable(workbook.name, workbook.bytes);
    const cells = rows.find((line) => line[0]?.startsWith('第二条'))!;
    expect(cells[0]).toBe('第二条\u3000下班应当关灯。');
    expect(cells[2]).toBe('省电 | <b>更好</b>\n第二行');
    const markdown = new TextDecoder().decode((await file('md')).bytes);
    const line = markdown.split('\n').find((one) => one.startsWith('| 第二条'))!;
    expect(line.replaceAll('\\|', '').split('|')).toHaveLength(5);
    expect(line).toContain('\\<b\\>更好\\</b\\><br>第二行');
    const page = new TextDecoder().decode((await file('html')).bytes);
    expect(page).not.toContain('<img');
    expect(page).toContain('<ins>');
    expect(page).toContain('&lt;b&gt;更好');
  });
});
