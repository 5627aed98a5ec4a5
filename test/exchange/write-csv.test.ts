import { expect, test } from 'vitest';
import { readCsv } from '../../src/exchange/read-csv.ts';
import { writeCsv } from '../../src/exchange/write-csv.ts';

const textOf = (rows: string[][]): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv(rows));

test('is read back as it was', () => {
  const rows = [
    ['姓名', '电话'],
    ['李, "雷"', '13800000001'],
    ['两\n行', 'x'],
  ];
  expect(readCsv(textOf(rows).slice(1)).rows).toEqual(rows);
  expect(textOf(rows).startsWith('\uFEFF姓名,电话\r\n')).toBe(true);
});

test('holds nothing that a table program would run, and leaves numbers alone', () => {
  expect(textOf([['=1+1', '@x', '-2', '+8613800000001', '\t=1']])).toBe(
    "\uFEFF'=1+1,'@x,'-2,+8613800000001,'\t=1\r\n",
  );
});
