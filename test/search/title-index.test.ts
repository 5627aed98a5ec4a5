import { describe, expect, test } from 'vitest';
import { TitleIndex } from '../../src/search/title-index.ts';
import type { RuleRow } from '../../src/store/rows.ts';

function row(
  id: string,
  title: string,
  more: Partial<RuleRow> & { docNo?: string; issuer?: string } = {},
): RuleRow {
  const { docNo, issuer, ...rest } = more;
  const edition = {
    hash: `${id}-1`,
    events: [],
    standing: 'imported' as const,
    importedAt: 1,
    articles: 1,
    units: 1,
    characters: 1,
    repeals: [],
    warnings: [],
    ...(docNo !== undefined && { docNo }),
    ...(issuer !== undefined && { issuer }),
  };
  return { id, title, kind: 'rule', tags: [], editions: [edition], updatedAt: 1, ...rest };
}

const rows = [
  row('meet', '会议管理办法', { docNo: '办发〔2023〕7号' }),
  row('meetroom', '会议室使用管理办法'),
  row('leave', '职工请假暂行规定', { unit: '人事科', tags: ['考勤'] }),
  row('bank', '银行账户管理细则', { issuer: '财务处' }),
  row('account', '会计档案移交办法', { part: '附则' }),
  row('system', 'OA系统运行维护规程'),
];

function filled(all: readonly RuleRow[] = rows): TitleIndex {
  const index = new TitleIndex();
  index.update(all);
  return index;
}
const search = (query: string): string[] => filled().search(query, 10);

describe('a title is found', () => {
  test.each([
    ['会议管理办法', ['meet']],
    ['会议', ['meet', 'meetroom']],
    ['請假', ['leave']],
    ['请假 规定', ['leave']],
    ['oa', ['system']],
    ['ＯＡ系统', ['system']],
  ])('by its words: %s', (query, expected) => expect(search(query)).toEqual(expected));

  test.each([
    ['qjzx', ['leave']],
    ['hyglbf', ['meet', 'meetroom']],
    ['hyssygl', ['meetroom']],
    ['kjda', ['account']],
    ['yhzh', ['bank']],
    ['yxwh', ['system']],
  ])('by initials of pinyin: %s', (query, expected) => expect(search(query)).toEqual(expected));

  test('also with one letter wrong', () => {
    expect(search('hyslbf')).toContain('meet');
    expect(search('zgqjzvgd')).toEqual(['leave']);
    expect(search('zgqvvvgd')).toEqual([]);
  });

  test('and with a wrong character of the same sound, if half of them are right', () => {
    expect(search('会仪管理办法')).toEqual(['meet']);
    expect(search('职工清假')).toEqual(['leave']);
    expect(search('之供清甲')).toEqual([]);
    expect(search('灯光管理')).toEqual([]);
  });

  test.each([
    ['办发〔2023〕7号', ['meet']],
    ['2023', ['meet']],
    ['人事科', ['leave']],
    ['考勤', ['leave']],
    ['财务处', ['bank']],
    ['附则', ['account']],
  ])('by what else is known of it: %s', (query, expected) => expect(search(query)).toEqual(expected));
});

test('the whole title comes first, then titles that begin with the words, then the others', () => {
  const index = filled([row('a', '关于会议室的通知'), row('b', '会议室办法'), row('c', '会议室')]);
  expect(index.search('会议室', 10)).toEqual(['c', 'b', 'a']);
});

test('all words are needed, the limit holds, and nothing is found for nothing', () => {
  expect(search('会议 请假')).toEqual([]);
  expect(filled().search('管理', 2)).toHaveLength(2);
  expect(search('')).toEqual([]);
  expect(search('，。')).toEqual([]);
  expect(search('会'.repeat(100))).toEqual([]);
});

test('it follows the base', () => {
  const index = filled();
  const renamed = row('meet', '集会管理办法');
  index.update([renamed, ...rows.slice(2)]);
  expect(index.search('集会', 10)).toEqual(['meet']);
  expect(index.search('会议', 10)).toEqual([]);
  expect(index.search('办发', 10)).toEqual([]);
  index.update(rows);
  expect(index.search('会议', 10)).toEqual(['meet', 'meetroom']);
  index.update([]);
  expect(index.search('会议', 10)).toEqual([]);
});
