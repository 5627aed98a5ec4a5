import { describe, expect, test, vi } from 'vitest';
import { readXlsx } from '../../src/exchange/read-xlsx.ts';
import { Refusal } from '../../src/exchange/refusal.ts';
import { packed, xlsxFiles, xlsxOf, type CellXml } from './some-xlsx.ts';
import { zipOf } from './some-zip.ts';

vi.mock('../../src/exchange/table.ts', async (original) => {
  const real = await original<{ tableLimits: object }>();
  return { ...real, tableLimits: { ...real.tableLimits, bytes: 300_000 } };
});

const xml = (inner: string): CellXml => ({ xml: inner });
const first = (cells: readonly CellXml[], parts?: Parameters<typeof xlsxOf>[1]): string[] =>
  readXlsx(xlsxOf([cells], parts)).rows[0]!;

/** Why a workbook is refused. */
function refusal(bytes: Uint8Array): unknown {
  try {
    readXlsx(bytes);
  } catch (error) {
    return error instanceof Refusal ? error.problem : error;
  }
  return undefined;
}

describe('cells', () => {
  test('shared strings: runs are joined, phonetic ones left out', () => {
    const strings =
      '<si><t>张三</t></si><si><r><rPr><b/></rPr><t>李</t></r><r><t xml:space="preserve"> 四</t></r></si>' +
      '<si><t>王五</t><rPh sb="0" eb="1"><t>wang</t></rPh></si><si><t>A&amp;B&#x4e2d;_x000D_</t></si>';
    const cells = [0, 1, 2, 3, 99].map((n) => xml(`<c t="s"><v>${n}</v></c>`));
    expect(first([...cells, '完'], { strings })).toEqual(['张三', '李 四', '王五', 'A&B中\r', '', '完']);
  });

  test.each([
    ['<c><v>13800000000</v></c>', '13800000000'],
    ['<c><v>1.38E10</v></c>', '13800000000'],
    ['<c><v>13800000000.0</v></c>', '13800000000'],
    ['<c><v>1.5</v></c>', '1.5'],
    ['<c><v>-3</v></c>', '-3'],
    ['<c t="b"><v>1</v></c>', 'TRUE'],
    ['<c t="b"><v>0</v></c>', 'FALSE'],
    ['<c t="str"><f>A1</f><v>张三</v></c>', '张三'],
    ['<c t="d"><v>2026-03-01T00:00:00</v></c>', '2026-03-01'],
    ['<c t="inlineStr"><is><r><t>张</t></r><r><t>三</t></r></is></c>', '张三'],
    ['<c><f>1+1</f><v>2</v></c>', '2'],
  ])('%s', (cell, shown) => {
    expect(first([xml(cell), '完'])).toEqual([shown, '完']);
  });

  test('an error of a formula and a cell that has only a colour are empty', () => {
    expect(first([xml('<c t="e"><v>#N/A</v></c>'), xml('<c s="3"/>'), '完'])).toEqual(['', '', '完']);
  });

  test('a long cell is cut', () => {
    expect(first(['长'.repeat(5000)])[0]).toHaveLength(2000);
  });
});

describe('days', () => {
  const styles =
    '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>' +
    '<numFmt numFmtId="177" formatCode="[Red]0&quot;day&quot;"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="31"/><xf numFmtId="20"/></cellXfs>';
  const cell = (serial: string, style: number): CellXml => xml(`<c s="${style}"><v>${serial}</v></c>`);

  test.each([
    ['46082', 0, '46082'],
    ['46082', 1, '2026-03-01'],
    ['46082.75', 2, '2026-03-01'],
    ['46082', 3, '46082'],
    ['46082', 4, '2026-03-01'],
    ['0.5', 5, '0.5'],
    ['1', 1, '1900-01-01'],
    ['59', 1, '1900-02-28'],
    ['60', 1, '1900-02-28'],
    ['61', 1, '1900-03-01'],
    ['-5', 1, '-5'],
    ['99999999', 1, '99999999'],
  ])('%s in style %i', (serial, style, shown) => {
    expect(first([cell(serial, style)], { styles })).toEqual([shown]);
  });

  test('the other system counts from 1904', () => {
    const workbook = '<workbookPr date1904="1"/>';
    expect(first([cell('44620', 1), cell('0', 1)], { styles, workbook })).toEqual([
      '2026-03-01',
      '1904-01-01',
    ]);
  });
});

describe('places', () => {
  test('gaps between cells and rows stay; merged cells are empty but for the first', () => {
    const data =
      '<row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row>' +
      '<row r="4"><c r="A4"><v>3</v></c><c r="B4"/></row><mergeCells><mergeCell ref="A4:B5"/></mergeCells>';
    expect(readXlsx(packed(xlsxFiles([{ data }]))).rows).toEqual([[], ['', '1', '', '2'], [], ['3']]);
  });

  test('a cell drawn over several rows of a column is told; one over columns is a heading', () => {
    const data =
      '<row r="1"><c r="A1"><v>1</v></c></row><mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="A4:B5"/>' +
      '<mergeCell ref="A9"/><mergeCell ref="ZZZ1:ZZZ2"/><mergeCell ref="B2:B9999999"/></mergeCells>';
    expect(readXlsx(packed(xlsxFiles([{ data }]))).merged).toEqual([
      { column: 0, from: 0, to: 2 },
      { column: 1, from: 1, to: 19_999 },
    ]);
  });

  test('without references cells and rows follow each other', () => {
    const data = '<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>';
    expect(readXlsx(packed(xlsxFiles([{ data }]))).rows).toEqual([['1', '2'], ['3']]);
  });

  test('cells outside a row stand in the first', () => {
    expect(readXlsx(packed(xlsxFiles([{ data: '<c><v>1</v></c><c><v>2</v></c>' }]))).rows).toEqual([
      ['1', '2'],
    ]);
  });

  test('names with a prefix, another encoding and a part that is named from the root', () => {
    const files = xlsxFiles([{ rows: [['张三']] }]);
    for (const path of ['xl/workbook.xml', 'xl/worksheets/sheet1.xml'])
      files[path] = files[path]!.replaceAll(/<(\/?)(?=[a-z])/g, '<$1x:').replace('xmlns=', 'xmlns:x=');
    files['xl/_rels/workbook.xml.rels'] = files['xl/_rels/workbook.xml.rels']!.replace(
      '"worksheets',
      '"/xl/worksheets',
    );
    expect(readXlsx(packed(files)).rows).toEqual([['张三']]);
  });
});

describe('sheets', () => {
  const sheets = [
    { name: '说明', rows: [['说明']] },
    { name: '名册', rows: [['姓名'], ['张三']] },
    { name: '旧', state: 'hidden', rows: [['姓名'], ['李四'], ['王五']] },
    { name: '空', rows: [] },
  ];

  test('of those that can be seen the one with the most rows', () => {
    expect(readXlsx(packed(xlsxFiles(sheets)))).toEqual({
      rows: [['姓名'], ['张三']],
      sheet: '名册',
      sheets: ['说明', '名册', '旧', '空'],
    });
  });

  test('the one that is asked for, and the best where there is none of that name', () => {
    expect(readXlsx(packed(xlsxFiles(sheets)), '旧').rows).toHaveLength(3);
    expect(readXlsx(packed(xlsxFiles(sheets)), '无').sheet).toBe('名册');
    const alike = sheets.slice(1, 2).concat({ name: '又一', rows: [['姓名'], ['赵六']] });
    expect(readXlsx(packed(xlsxFiles(alike))).sheet).toBe('名册');
    expect(readXlsx(packed(xlsxFiles(sheets.slice(2, 3)))).sheet).toBe('旧');
  });
});

describe('refused', () => {
  const at = (reference: string): Uint8Array =>
    packed(
      xlsxFiles([
        { data: `<row r="${reference.replaceAll(/\D/g, '')}"><c r="${reference}"><v>1</v></c></row>` },
      ]),
    );

  test('more rows or columns than a list of people has', () => {
    expect(refusal(at('A20000'))).toBeUndefined();
    expect(refusal(at('A20001'))).toEqual({ code: 'table-too-large', detail: { rows: 20_000 } });
    expect(refusal(at('GR1'))).toBeUndefined();
    expect(refusal(at('GS1'))).toEqual({ code: 'table-too-large', detail: { columns: 200 } });
  });

  test('cells beyond them that only have a colour do not count', () => {
    const data =
      '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576"><c r="A1048576" s="1"/></row>';
    expect(readXlsx(packed(xlsxFiles([{ data }]))).rows).toEqual([['1']]);
  });

  test('nothing in it', () => {
    expect(refusal(xlsxOf([]))).toEqual({ code: 'table-empty' });
  });

  test('what unpacks to more than the bound', () => {
    const files = { ...xlsxFiles([{ rows: [['张三']] }]), 'xl/sharedStrings.xml': ' '.repeat(300_001) };
    expect(refusal(packed(files))).toMatchObject({ code: 'table-too-large' });
    const bomb = packed({ ...files, 'xl/sharedStrings.xml': ' '.repeat(17_000_000) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(refusal(bomb)).toMatchObject({ code: 'table-too-large' });
  });

  test('pictures are not unpacked and do not count', () => {
    const files = { ...xlsxFiles([{ rows: [['张三']] }]), 'xl/media/image1.png': ' '.repeat(400_000) };
    expect(refusal(packed(files))).toBeUndefined();
  });

  test('a broken archive, a locked one, another one', () => {
    const sound = xlsxOf([['张三']]);
    expect(refusal(sound.subarray(0, sound.length - 30))).toEqual({ code: 'table-damaged' });
    expect(refusal(zipOf([{ name: 'xl/workbook.xml', bytes: '灯', encrypted: true }]))).toEqual({
      code: 'table-encrypted',
    });
    expect(refusal(packed({ 'word/document.xml': '<a/>' }))).toEqual({ code: 'table-format' });
  });

  test.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><worksheet><sheetData/></worksheet>'],
    ['an entity of its own', '<worksheet><c t="str"><v>&b;</v></c></worksheet>'],
    ['a tag that is not closed', '<worksheet><sheetData>'],
    ['tags that cross', '<worksheet><row></worksheet></row>'],
    ['no XML', '灯'],
    ['a nest of a thousand', `${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}`],
  ])('%s', (_, sheet) => {
    const files = { ...xlsxFiles([{}]), 'xl/worksheets/sheet1.xml': sheet };
    expect(refusal(packed(files))).toEqual({ code: 'table-damaged' });
  });

  test('a sheet that is not there', () => {
    const files = xlsxFiles([{ rows: [['张三']] }]);
    delete files['xl/worksheets/sheet1.xml'];
    expect(refusal(packed(files))).toEqual({ code: 'table-damaged' });
  });
});
