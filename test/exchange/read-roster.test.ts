import { describe, expect, test } from 'vitest';
import { identityMark } from '../../src/exchange/identity-number.ts';
import { readRoster, type Roster } from '../../src/exchange/read-roster.ts';
import { guessColumns } from '../../src/exchange/roster-columns.ts';

function read(...rows: string[][]): Roster {
  const table = { rows, sheets: [] };
  return readRoster(table, guessColumns(table));
}

test('a person with everything', () => {
  expect(
    read(
      ['通讯录 2026'],
      ['姓名', '科室', '职务', '角色', '手机', '到岗', '离岗', '工号'],
      ['张　三', '秘书科', '科长', '编辑、审核', '138-0000-0000', '2020年3月1日', '至今', '007'],
    ),
  ).toEqual({
    people: [
      {
        row: 3,
        name: '张三',
        unit: '秘书科',
        post: '科长',
        roles: ['editor', 'reviewer'],
        phone: '13800000000',
        joined: '2020-03-01',
        number: '007',
      },
    ],
    units: [{ name: '秘书科', kind: 'unit', people: 1 }],
    problems: [],
  });
});

test.each([
  ['张 三', '张三'],
  ['张　　三', '张三'],
  [' 张三\u200b ', '张三'],
  ['阿依古丽·买买提', '阿依古丽·买买提'],
  ['阿依古丽•买买提', '阿依古丽·买买提'],
  ['John　 Smith', 'John Smith'],
  ['Ｊｏｈｎ', 'John'],
])('name %j', (cell, name) => {
  expect(read(['姓名'], [cell]).people).toEqual([{ row: 2, name, roles: [] }]);
});

test.each(['', '—', '合计', '备注：以上人员', '共 35 人'])('no name: %j', (cell) => {
  const { people, problems } = read(['姓名', '科室'], [cell, '秘书科']);
  expect(people).toEqual([]);
  expect(problems).toEqual([{ row: 2, kind: 'name-empty', value: cell }]);
});

test('a unit alone in its row is no person, a name that ends like one is', () => {
  const { people, problems } = read(['姓名', '职务'], ['秘书科'], ['陈志科', '科长']);
  expect(people.map(({ name }) => name)).toEqual(['陈志科']);
  expect(problems).toEqual([{ row: 2, kind: 'name-empty', value: '秘书科' }]);
});

test('empty rows and repeated headings are passed over', () => {
  expect(
    read(['姓名', '科室'], [], ['', ' '], ['张三', '甲'], ['姓名', '科室'], ['李四', '甲']),
  ).toMatchObject({
    people: [{ row: 4 }, { row: 6 }],
    problems: [],
  });
});

describe('doubles', () => {
  const names = (...rows: string[][]) => {
    const { people, problems } = read(['姓名', '科室', '手机', '工号'], ...rows);
    return [people.map(({ row }) => row), problems.map(({ row, kind, value }) => `${row} ${kind} ${value}`)];
  };

  test('the later of two is set aside', () => {
    expect(names(['张三', '甲'], ['张 三', '甲'])).toEqual([[2], ['3 double 张三']]);
    expect(names(['张三', '甲', '13800000000'], ['张三', '甲', '138 0000 0000'])).toEqual([
      [2],
      ['3 double 张三'],
    ]);
    expect(names(['张三', '甲', '13800000000'], ['张三', '甲'])).toEqual([[2], ['3 double 张三']]);
    expect(names(['张三', '甲'], ['张三', '甲', '13800000000'])).toEqual([[2], ['3 double 张三']]);
  });

  test('another unit, telephone or number is another person', () => {
    expect(names(['张三', '甲'], ['张三', '乙'])).toEqual([[2, 3], []]);
    expect(names(['张三', '甲', '13800000000'], ['张三', '甲', '13900000000'])).toEqual([[2, 3], []]);
    expect(names(['张三', '甲', '', '1'], ['张三', '甲', '', '2'])).toEqual([[2, 3], []]);
    const phone = '13800000000';
    expect(names(['张三', '甲', phone, '1'], ['张三', '甲', '', '2'])).toEqual([[2, 3], []]);
    expect(names(['张三', '甲', phone, '1'], ['张三', '甲', phone])).toEqual([[2], ['3 double 张三']]);
    expect(names(['张三', '甲', phone, '1'], ['张三', '甲', '', '1'])).toEqual([[2], ['3 double 张三']]);
  });
});

test('twenty thousand of one name', () => {
  const rows = Array.from({ length: 19_999 }, (_, i) => ['张三', `13${String(i).padStart(9, '0')}`]);
  expect(read(['姓名', '手机'], ...rows).people).toHaveLength(19_999);
});

test('units are counted, and branches told from them', () => {
  expect(
    read(['姓名', '支部'], ['张三', '第一 支部'], ['李四', '第一支部'], ['王五', '秘书科'], ['赵六', ''])
      .units,
  ).toEqual([
    { name: '第一支部', kind: 'branch', people: 2 },
    { name: '秘书科', kind: 'unit', people: 1 },
  ]);
});

test.each([
  ['13800000000', '13800000000', []],
  ['+86 138 0000 0000', '13800000000', []],
  ['8613800000000', '13800000000', []],
  ['１３８００００００００', '13800000000', []],
  ['（0571）8888-8888', '057188888888', []],
  ['88888888', '88888888', []],
  ['88888888/13800000000', '13800000000', ['88888888']],
  ['1380000000', undefined, ['1380000000']],
  ['1.38E+10', undefined, ['1.38E+10']],
  ['无', undefined, ['无']],
])('telephone %j', (cell, phone, rest) => {
  const { people, problems } = read(['姓名', '电话'], ['张三', cell]);
  expect(people[0]?.phone).toBe(phone);
  expect(problems).toEqual(rest.map((value) => ({ row: 2, kind: 'phone', value })));
});

test.each([
  ['2020-03-01', '2020-03-01'],
  ['2020/3/1', '2020-03-01'],
  ['2020.3.1', '2020-03-01'],
  ['2020-03-01 08:00:00', '2020-03-01'],
  ['20200301', '2020-03-01'],
  ['2020年3月', '2020-03-01'],
  ['2020.03', '2020-03-01'],
  ['202003', '2020-03-01'],
  ['—', undefined],
  ['', undefined],
])('day %j', (cell, joined) => {
  const { people, problems } = read(['姓名', '入职'], ['张三', cell]);
  expect(people[0]?.joined).toBe(joined);
  expect(problems).toEqual([]);
});

test.each(['2020-02-31', '去年', '43891', '202013'])('no day: %j', (cell) => {
  const { people, problems } = read(['姓名', '入职'], ['张三', cell]);
  expect(people).toEqual([{ row: 2, name: '张三', roles: [] }]);
  expect(problems).toEqual([{ row: 2, kind: 'date', value: cell }]);
});

test('whoever left before they joined has not left', () => {
  const { people, problems } = read(
    ['姓名', '入职', '离职'],
    ['张三', '2020-03-01', '2019-03-01'],
    ['李四', '2020-03-01', '2020-03-01'],
  );
  expect(people).toMatchObject([{ joined: '2020-03-01' }, { left: '2020-03-01' }]);
  expect(people[0]).not.toHaveProperty('left');
  expect(problems).toEqual([{ row: 2, kind: 'left-before-joined', value: '2019-03-01' }]);
});

test.each([
  ['管理员，发布人', ['admin', 'publisher'], []],
  ['系统管理员 督查', ['admin', 'supervisor'], []],
  ['联络员/成员/联络员', ['liaison', 'member'], []],
  ['Reviewer; EDITOR', ['reviewer', 'editor'], []],
  ['审核人、厨师', ['reviewer'], ['厨师']],
  ['', [], []],
])('roles %j', (cell, roles, unknown) => {
  const { people, problems } = read(['姓名', '角色'], ['张三', cell]);
  expect(people[0]?.roles).toEqual(roles);
  expect(problems).toEqual(unknown.map((value) => ({ row: 2, kind: 'role', value })));
});

test('what is not taken is in no answer, even where somebody says that it is the telephone', () => {
  const table = {
    rows: [
      ['姓名', '号'],
      ['张三', identityMark],
      [identityMark, '1'],
    ],
    sheets: [],
  };
  const roster = readRoster(table, { headerRow: 0, columns: ['name', 'phone'] });
  expect(roster.people).toEqual([{ row: 2, name: '张三', roles: [] }]);
  expect(JSON.stringify(roster)).not.toContain('身份证');
});

test('ten thousand people, two of each name', () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => [
    `张${String.fromCharCode(0x4e00 + (i >> 1))}`,
    `第${i % 100}科`,
    '',
  ]);
  const { people, units, problems } = read(['姓名', '科室', '电话'], ...rows);
  expect(people.length + problems.length).toBe(10_000);
  expect(units).toHaveLength(100);
});

test('a unit whose cell is drawn over several rows is the unit of all of them', () => {
  const rows = [
    ['处室', '姓名'],
    ['综合科', '李强'],
    ['', '王芳'],
    ['', '赵敏'],
    ['', '孙悦'],
  ];
  const table = {
    rows,
    sheets: [],
    merged: [
      { column: 0, from: 1, to: 2 },
      { column: 1, from: 3, to: 4 },
    ],
  };
  const { people } = readRoster(table, { headerRow: 0, columns: ['unit', 'name'] });
  expect(people.map(({ name, unit }) => [name, unit])).toEqual([
    ['李强', '综合科'],
    ['王芳', '综合科'],
    ['赵敏', undefined],
    ['孙悦', undefined],
  ]);
});

test('a heading drawn over two rows is no unit', () => {
  const rows = [
    ['处室', '姓名'],
    ['', '李强'],
    ['综合科', '王芳'],
  ];
  const table = { rows, sheets: [], merged: [{ column: 0, from: 0, to: 1 }] };
  const { people, units } = readRoster(table, { headerRow: 0, columns: ['unit', 'name'] });
  expect(people.map(({ unit }) => unit)).toEqual([undefined, '综合科']);
  expect(units.map(({ name }) => name)).toEqual(['综合科']);
});
