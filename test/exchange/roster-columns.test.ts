import { expect, test } from 'vitest';
import { guessColumns } from '../../src/exchange/roster-columns.ts';
import { identityMark } from '../../src/exchange/identity-number.ts';

const guess = (...rows: string[][]) => guessColumns({ rows, sheets: [] });
const columns = (...headings: string[]) => guess(headings, ['甲', '乙']).columns;

test.each([
  [
    ['姓名', '处室', '职务', '角色', '手机', '到岗时间', '离岗时间', '工号'],
    ['name', 'unit', 'post', 'roles', 'phone', 'joined', 'left', 'number'],
  ],
  [
    ['序号', '姓　名*（必填）', '所在科室', '岗位', '联系方式'],
    [undefined, 'name', 'unit', 'post', 'phone'],
  ],
  [
    ['姓名', '单位', '部门'],
    ['name', undefined, 'unit'],
  ],
  [
    ['姓名', '所属党支部'],
    ['name', 'unit'],
  ],
  [
    ['姓名', '办公电话', '手机号码'],
    ['name', undefined, 'phone'],
  ],
  [
    ['姓名', '单位电话'],
    ['name', 'phone'],
  ],
  [
    ['姓名拼音', '姓名', '性别', '出生日期', '入党日期'],
    [undefined, 'name', undefined, undefined, undefined],
  ],
  [
    ['Name', 'Department', 'Position', 'Mobile'],
    ['name', 'unit', 'post', 'phone'],
  ],
  [
    ['姓名', '身份证号', '证件号码'],
    ['name', 'not-taken', 'not-taken'],
  ],
])('%j', (headings, expected) => {
  expect(columns(...headings).slice(0, expected.length)).toEqual(expected);
});

test('headings stand below a title', () => {
  expect(
    guess(['通讯录 2026'], [], ['填报单位：办公室', '', '2026年3月'], ['姓名', '电话'], ['张三', '1']),
  ).toEqual({
    headerRow: 3,
    columns: ['name', 'phone', undefined],
  });
});

test('one column of names', () => {
  expect(guess(['姓名'], ['张三'])).toEqual({ headerRow: 0, columns: ['name'] });
});

test('without headings nothing is guessed', () => {
  expect(guess(['张三', '秘书科'], ['李四', '秘书科'])).toEqual({
    headerRow: -1,
    columns: [undefined, undefined],
  });
  expect(guess()).toEqual({ headerRow: -1, columns: [] });
});

test('a column that is full of identity numbers is not taken, whatever it is called', () => {
  expect(guess(['姓名', '电话'], ['张三', identityMark], ['李四', identityMark]).columns).toEqual([
    'name',
    'not-taken',
  ]);
  expect(guess(['张三', identityMark], ['李四', '']).columns).toEqual([undefined, 'not-taken']);
  const remarks = [
    ['张三', `换证 ${identityMark}`],
    ['李四', '甲'],
    ['王五', '乙'],
  ];
  expect(guess(['姓名', '电话'], ...remarks).columns).toEqual(['name', 'phone']);
});
