import { expect, test } from 'vitest';
import { compareTexts } from '../../src/rule/compare-texts.ts';
import type { ParsedEdition } from '../../src/rule/comparison.ts';
import { comparisonTable, type TableRow } from '../../src/rule/comparison-table.ts';
import { articles, editionOf, seven } from './some-editions.ts';

const [one, two, three, four, five, six, last] = seven;
const old = articles(...seven);
const tableOf = (before: ParsedEdition, after: ParsedEdition): TableRow[] =>
  comparisonTable(compareTexts(before, after));

test('what is the same or only renumbered does not stand in it', () => {
  expect(tableOf(old, articles(...seven))).toEqual([]);
  expect(tableOf(old, articles(two, three, four, five, six, last))).toHaveLength(1);
});

test('changed, inserted and deleted, in the order of the new text', () => {
  const changed = four.replace('三夜', '五夜');
  const added = '每年汛期前检修一次避雷针。';
  const rows = tableOf(old, articles(one, added, two, changed, five, six, last));
  expect(rows.map(({ before, after, reason }) => [before, after, reason])).toEqual([
    [[{ label: '', text: '（新增）' }], [{ label: '第二条', text: added }], ''],
    [[{ label: '第三条', text: three }], [{ label: '', text: '（删去）' }], ''],
    [[{ label: '第四条', text: four }], [{ label: '第四条', text: changed }], ''],
  ]);
});

test('a split article has two cells on the right, merged ones two on the left', () => {
  const [oil, store] = five.split('，存放于');
  const [split] = tableOf(old, articles(one, two, three, four, `${oil}。`, `油料存放于${store}`, six, last));
  expect(split!.after).toEqual([
    { label: '第五条', text: `${oil}。` },
    { label: '第六条', text: `油料存放于${store}` },
  ]);
  const [merged] = tableOf(old, articles(one, two, `${three}\n\n${four}`, five, six, last));
  expect(merged!.before).toEqual([
    { label: '第三条', text: three },
    { label: '第四条', text: four },
  ]);
});

test('moved articles, headings and captions', () => {
  const moved = tableOf(old, articles(one, six, two, three, four, five, last));
  expect(moved.map((row) => row.before[0]!.label + row.after[0]!.label)).toEqual(['第六条第二条']);
  const [heading] = tableOf(articles('第一章 总则', ...seven), articles('第一章 通则', ...seven));
  expect(heading).toMatchObject({
    before: [{ label: '第一章', text: '总则' }],
    after: [{ label: '第一章', text: '通则' }],
  });
  const [caption] = tableOf(
    editionOf(`第一条 【点灯】${two}\n\n第二条 ${three}`),
    editionOf(`第一条 【照明】${two}\n\n第二条 ${three}`),
  );
  expect(caption!.after[0]!.label).toBe('第一条【照明】');
});
