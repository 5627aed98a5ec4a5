import { expect, test } from 'vitest';
import { readCsv } from '../../src/exchange/read-csv.ts';

const rows = (text: string): string[][] => readCsv(text).rows;

test.each([
  ['comma', '姓名,电话\n张三,1\n'],
  ['semicolon', '姓名;电话\n张三;1\n'],
  ['tab', '姓名\t电话\n张三\t1\n'],
  ['CRLF', '姓名,电话\r\n张三,1\r\n\r\n'],
  ['old Macs', '姓名,电话\r张三,1'],
  ['told in the first line', 'sep=;\n姓名;电话\n张三;1'],
])('%s', (_, text) => {
  expect(rows(text)).toEqual([
    ['姓名', '电话'],
    ['张三', '1'],
  ]);
});

test('a title above, commas in a remark', () => {
  expect(rows('通讯录\n姓名\t备注\n张三\t甲,乙,丙\n李四\t丁')).toEqual([
    ['通讯录'],
    ['姓名', '备注'],
    ['张三', '甲,乙,丙'],
    ['李四', '丁'],
  ]);
});

test('quotation marks hold delimiters, line ends and marks', () => {
  expect(rows('"张,三","a\nb","说""好"""')).toEqual([['张,三', 'a\nb', '说"好"']]);
  expect(rows('"王,五";"甲,乙"')).toEqual([['王,五', '甲,乙']]);
});

test('a formula is words', () => {
  expect(rows('=1+1,@SUM(A1)')).toEqual([['=1+1', '@SUM(A1)']]);
});

test('empty lines within stay, so that rows keep their numbers; empty cells at the end go', () => {
  expect(rows('张三,,\n\n,,\n李四')).toEqual([['张三'], [], [], ['李四']]);
});

test('bounds', () => {
  expect(() => rows(' \n\n')).toThrow('table-empty');
  expect(() => rows(',,\n,')).toThrow('table-empty');
  expect(rows('张三\n'.repeat(20_000))).toHaveLength(20_000);
  expect(() => rows('张三\n'.repeat(20_001))).toThrow('table-too-large');
  expect(rows(`${'\n'.repeat(19_999)}张三`)).toHaveLength(20_000);
  expect(rows('a,'.repeat(200))[0]).toHaveLength(200);
  expect(() => rows(`${'a,'.repeat(200)}b`)).toThrow('table-too-large');
  expect(rows('长'.repeat(5000))[0]![0]).toHaveLength(2000);
});
