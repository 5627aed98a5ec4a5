import { expect, test } from 'vitest';
import { readTable } from '../../src/exchange/read-table.ts';
import { readXml } from '../../src/exchange/read-xml.ts';
import { unzip } from '../../src/exchange/unzip.ts';
import { writeXlsx, type XlsxSheet } from '../../src/exchange/write-xlsx.ts';
import { longestCell, type XlsxCell } from '../../src/exchange/xlsx-cells.ts';
import { Random } from '../faults/random.ts';

const sheet = (rows: XlsxCell[][], change: Partial<XlsxSheet> = {}): XlsxSheet => ({
  name: '册',
  title: '题',
  above: [],
  columns: [
    { name: '甲', width: 5 },
    { name: '乙', width: 9 },
  ],
  rows,
  below: [],
  notes: [],
  pages: '&P',
  creator: '周明远',
  ...change,
});

const read = (made: XlsxSheet): string[][] => readTable('x.xlsx', writeXlsx(made)).rows;

function part(made: XlsxSheet, path: string): string {
  for (const entry of unzip(writeXlsx(made), () => true))
    if (entry.path === path && 'bytes' in entry) return new TextDecoder().decode(entry.bytes);
  throw new Error(`no ${path}`);
}

test('what is written is read back: words, numbers, days', () => {
  const rows = read(
    sheet([
      ['字', 12],
      [{ day: '2026-02-27' }, { at: Date.UTC(2026, 1, 27, 23), zone: 480 }],
      [{ day: '不是日子' }, { day: '1899-12-31' }],
    ]),
  );
  expect(rows).toEqual([
    ['题'],
    ['甲', '乙'],
    ['字', '12'],
    // The moment is the one on the wall: eight hours ahead it is the next day.
    ['2026-02-27', '2026-02-28'],
    ['不是日子', '1899-12-31'],
  ]);
});

test('days and moments are numbers with a format, as table programs sort and count them', () => {
  const xml = part(
    sheet([[{ day: '2026-02-27' }, { at: Date.UTC(2026, 1, 27, 12), zone: 0 }]]),
    'xl/worksheets/sheet1.xml',
  );
  expect(xml).toContain('<c r="A3" s="4"><v>46080</v></c>');
  expect(xml).toContain('<c r="B3" s="5"><v>46080.5</v></c>');
});

test('no words are ever a formula', () => {
  const evil = ['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://x")', '\t=1'];
  const made = sheet(evil.map((one) => [one]));
  expect(
    read(made)
      .slice(2)
      .map(([one]) => one),
  ).toEqual(evil);
  const xml = part(made, 'xl/worksheets/sheet1.xml');
  expect(xml).not.toContain('<f');
  expect(xml.match(/t="inlineStr"/g)!.length).toBeGreaterThanOrEqual(evil.length);
  expect(part(made, 'xl/styles.xml')).toContain('quotePrefix="1"');
});

test('it is printed on A4 across, as wide as the page, its heading on every page', () => {
  const made = sheet([['字', 1]], { name: "王[的]*册'?" });
  const xml = part(made, 'xl/worksheets/sheet1.xml');
  expect(xml).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
  expect(part(made, 'xl/workbook.xml')).toContain('!$2:$2</definedName>');
  expect(readTable('x.xlsx', writeXlsx(made)).sheets).toEqual(["王 的  册'"]);
});

test('odd characters come back as they were; what is no character, as the mark for that', () => {
  const odd = [
    'a\u0000b',
    '\u0007',
    '_x0041_',
    '__x000D_',
    'a\r\nb',
    '😀',
    '<&>"',
    '\ufffe',
    ' 空 ',
    '𠮷'.repeat(30),
  ];
  expect(
    read(sheet(odd.map((one) => [one])))
      .slice(2)
      .map(([one]) => one),
  ).toEqual(odd);
  expect(read(sheet([['\ud800x', 'y\udc00']]))[2]).toEqual(['\ufffdx', 'y\ufffd']);
});

test('the longest cell is cut, and not in the middle of a character', () => {
  const xml = part(sheet([[`${'字'.repeat(longestCell - 1)}😀`]]), 'xl/worksheets/sheet1.xml');
  expect(/<t[^>]*>([字]*)<\/t>/.exec(xml)![1]).toHaveLength(longestCell - 1);
});

test('a long sheet has all its rows, and the same bytes each time', () => {
  const made = sheet(Array.from({ length: 15_000 }, (_, at) => [at, `第${at}行`]));
  const bytes = writeXlsx(made);
  const { rows } = readTable('x.xlsx', bytes);
  expect(rows).toHaveLength(15_002);
  expect(rows.at(-1)).toEqual(['14999', '第14999行']);
  expect(writeXlsx(made)).toEqual(bytes);
});

test('whatever stands in it, every part is well-formed and is read back', () => {
  const random = new Random(5);
  for (let round = 0; round < 150; round++) {
    const some = (): string =>
      Array.from({ length: random.below(12) }, () =>
        String.fromCodePoint(
          random.pick([random.below(0x80), random.below(0xd800), 0x10000 + random.below(0xffff)]),
        ),
      ).join('');
    const words = [some(), some(), some()];
    const made = sheet([[words[0]!], ['', words[1]!]], {
      name: words[2]!,
      title: words[0]!,
      creator: words[1]!,
    });
    for (const entry of unzip(writeXlsx(made), () => true)) {
      if (!('bytes' in entry)) throw new Error(`round ${round}: ${entry.path}`);
      readXml(entry.bytes, { open: () => undefined, close: () => undefined, text: () => undefined });
    }
    const back = read(made);
    expect(back[2]?.[0] ?? '', `round ${round}`).toBe(words[0]);
    expect(back[3]?.[1] ?? '', `round ${round}`).toBe(words[1]);
  }
});
