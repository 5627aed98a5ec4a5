import { expect, test } from 'vitest';
import { type OpinionsAnswer, writeCarried } from '../../src/exchange/opinions/opinions-answer.ts';
import { fromBase64url } from '../../src/ledger/base64url.ts';
import { unzipSync } from 'fflate';
import { handlersOf } from '../../src/engine/handlers.ts';
import { someRound } from './some-round.ts';

const on = '2026-12-01';

/** A round, a file for two names, and what its page makes of what they write. */
async function someFile() {
  const some = await someRound();
  const { name, html, data } = await some.make('城东支部', ' 市民代表 ', '城东支部', '');
  const answerOf = (person: number, change: Partial<OpinionsAnswer> = {}): string =>
    writeCarried(
      {
        v: 1,
        package: data.id,
        consultation: some.consultation,
        person,
        none: false,
        opinions: [
          { address: 'a2', label: '第二条', quote: '轻声。', text: '怎样算轻？', proposal: '小声。' },
        ],
        at: Date.now(),
        ...change,
      },
      fromBase64url(data.people[person]!.secret)!,
    );
  return { ...some, name, html, data, answerOf };
}

test('a file for people without the app holds the copy and asks nobody; its answers are taken once', async () => {
  const { engine, name, html, data, answerOf, read, view } = await someFile();
  expect(name).toBe('征求意见 行为规范 城东支部、市民代表.html');
  expect(html).not.toMatch(/(src|href)="/);
  expect(html).toContain("default-src 'none'");
  expect(data).toMatchObject({ title: '行为规范', note: '说明', questions: ['可行吗？'], by: '周明远' });
  expect(data.people.map(({ name }) => name)).toEqual(['城东支部', '市民代表']);
  const answer = answerOf(0);
  expect(await read(answer)).toEqual([{ outcome: 'good', name: '城东支部', opinions: 1 }]);
  expect((await view()).opinions).toEqual([]);
  expect((await read(`${answer}\n${answer}`, true)).map(({ outcome }) => outcome)).toEqual(['good', 'taken']);
  expect((await view()).opinions).toMatchObject([
    { text: '怎样算轻？', from: { kind: 'carried', name: '城东支部', byName: '周明远' } },
  ]);
  // The same person's later answer comes in the place of the first, an earlier one does not.
  const later = answerOf(0, { at: Date.now() + 1000, none: true, opinions: [] });
  expect(await read(later, true)).toMatchObject([{ outcome: 'good', opinions: 0 }]);
  expect((await view()).opinions).toEqual([]);
  expect(await read(answerOf(0, { at: 5 }), true)).toMatchObject([{ outcome: 'older' }]);
  expect((await view()).packages[0]!.people).toEqual([
    { name: '城东支部', isAnswered: true },
    { name: '市民代表', isAnswered: false },
  ]);
  await engine.close();
});

test('what was altered, is of another person, file or round, is not taken', async () => {
  const { engine, data, answerOf, read, view } = await someFile();
  const wrong = (change: Partial<OpinionsAnswer>, secret: string): string => {
    const base: OpinionsAnswer = {
      v: 1,
      package: data.id,
      consultation: data.consultation,
      person: 0,
      none: true,
      opinions: [],
      at: 1,
    };
    return writeCarried({ ...base, ...change }, fromBase64url(secret)!);
  };
  const [first, second] = data.people.map(({ secret }) => secret);
  const outcomes = async (text: string): Promise<string[]> =>
    (await read(text, true)).map(({ outcome }) => outcome);
  expect(await outcomes(wrong({ person: 1 }, first!))).toEqual(['altered']);
  expect(await outcomes(wrong({}, second!))).toEqual(['altered']);
  expect(await outcomes(wrong({ person: 9 }, first!))).toEqual(['altered']);
  expect(await outcomes(wrong({ package: 'ff'.repeat(16) }, first!))).toEqual(['unknown']);
  expect(await outcomes(wrong({ consultation: 'a'.repeat(64) }, first!))).toEqual(['unknown']);
  expect(await outcomes(wrong({ at: 2 ** 52 }, first!))).toEqual(['damaged']);
  expect(await outcomes(answerOf(0).slice(0, 80))).toEqual(['damaged']);
  expect(await outcomes('')).toEqual(['none']);
  expect(await outcomes(' '.repeat(3_000_000))).toEqual(['too-large']);
  expect((await view()).carried).toBe(0);
  await engine.close();
});

test('意见采纳情况表 says what became of every opinion, on paper and in a workbook', async () => {
  const { engine, consultation, answerOf, read, view } = await someFile();
  await read(answerOf(0), true);
  const what = { consultation, on, language: 'zh' as const };
  const handlers = handlersOf(engine);
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const before = await handlers.opinionsTable(what, context);
  expect(before.rows).toEqual([
    [1, '城东支部（离线回执）', '第二条', '怎样算轻？', '小声。', '尚未处理', ''],
  ]);
  const [one] = (await view()).opinions;
  await engine.consultation.decide({
    consultation,
    opinions: [one!.key],
    decision: 'partly',
    reason: '另行解释',
    over: [],
  });
  const table = await handlers.opinionsTable(what, context);
  expect(table.columns.map(({ name }) => name)).toEqual([
    '序号',
    '单位／人',
    '条款',
    '意见',
    '建议文本',
    '采纳情况',
    '理由',
  ]);
  expect(table.rows[0]!.slice(5)).toEqual(['部分采纳', '另行解释']);
  expect(table.head.at(-1)!.value).toBe('共 1 条：采纳 0 条，部分采纳 1 条，不采纳 0 条');
  const file = await handlers.opinionsSheet(what, context);
  expect(file.name).toBe('意见采纳情况表 行为规范.xlsx');
  const sheet = new TextDecoder().decode(unzipSync(file.bytes)['xl/worksheets/sheet1.xml']);
  for (const word of ['意见采纳情况表', '怎样算轻？', '部分采纳', '另行解释']) expect(sheet).toContain(word);
  await engine.close();
});
