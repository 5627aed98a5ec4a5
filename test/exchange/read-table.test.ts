import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guessColumns } from '../../src/exchange/roster-columns.ts';
import { readRoster } from '../../src/exchange/read-roster.ts';
import { readTable } from '../../src/exchange/read-table.ts';
import { Refusal } from '../../src/exchange/refusal.ts';
import { xlsxOf } from './some-xlsx.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
/** 姓名,电话 张三,1 as office programs in China write it. */
const gb18030 = Uint8Array.from([
  0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb5, 0xe7, 0xbb, 0xb0, 0x0d, 0x0a, 0xd5, 0xc5, 0xc8, 0xfd, 0x2c, 0x31, 0x0d,
  0x0a,
]);
const people = [
  ['姓名', '电话'],
  ['张三', '1'],
];
const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

describe('by its bytes', () => {
  test.each([
    ['UTF-8', '名册.csv', utf8('姓名,电话\n张三,1')],
    ['UTF-8 with a mark', '名册.csv', utf8('\ufeff姓名,电话\n张三,1')],
    ['GB18030', '名册.csv', gb18030],
    [
      'UTF-16 of Excel',
      '名册.txt',
      Uint8Array.from([0xff, 0xfe, ...Buffer.from('姓名\t电话\n张三\t1', 'utf16le')]),
    ],
    ['a workbook', '名册.xlsx', xlsxOf(people)],
    ['a workbook with another name', '名册.csv', xlsxOf(people)],
    ['text that is called .xls', '名册.xls', utf8('姓名\t电话\n张三\t1')],
  ])('%s', (_, name, bytes) => {
    expect(readTable(name, bytes).rows).toEqual(people);
  });

  test.each([
    ['nothing', '名册.csv', new Uint8Array(), 'empty'],
    ['the old kind', '名册.xls', Uint8Array.from([...ole, 0, 1, 2]), 'table-old-format'],
    [
      'one with a password',
      '名册.xlsx',
      Uint8Array.from([...ole, ...Buffer.from('EncryptedPackage', 'utf16le')]),
      'table-encrypted',
    ],
    ['no archive', '名册.xlsx', utf8('灯'), 'table-damaged'],
    [
      'a page of the web',
      '名册.xls',
      utf8('<html><table><tr><td>张三</td></tr></table></html>'),
      'table-format',
    ],
    ['a picture', '名册.csv', Uint8Array.from([0x89, 0x50, 0, 1]), 'binary'],
    ['no table', '名册.csv', utf8('\n\n'), 'table-empty'],
    ['too many bytes', '名册.csv', new Uint8Array(20 * 1024 * 1024 + 1), 'table-too-large'],
  ])('refused: %s', (_, name, bytes, code) => {
    expect(() => readTable(name, bytes)).toThrow(code);
  });
});

test('identity numbers stay outside, wherever they stand', () => {
  const cell = '11010119900101123X';
  const rows = [
    ['姓名', '号码', '备注'],
    ['张三', cell, `换证前 ${cell}。`],
    ['李四', '110101 19900101 1234', '110101199013011234'],
    ['王五', '１１０１０１１９９００１０１１２３４', '9110101199001011234'],
  ];
  for (const bytes of [xlsxOf(rows), utf8(rows.map((cells) => cells.join(',')).join('\n'))]) {
    expect(readTable('名册', bytes).rows).toEqual([
      ['姓名', '号码', '备注'],
      ['张三', '〔身份证号〕', '换证前 〔身份证号〕。'],
      ['李四', '〔身份证号〕', '110101199013011234'],
      ['王五', '〔身份证号〕', '9110101199001011234'],
    ]);
  }
});

test('an identity number that a sheet keeps as a number has lost its last digits, and stays outside as well', () => {
  const bytes = xlsxOf([['姓名'], [{ xml: '<c><v>1.10101199001011E+17</v></c>' }]]);
  expect(readTable('名册.xlsx', bytes).rows[1]).toEqual(['〔身份证号〕']);
});

describe('whatever comes', () => {
  const name = fc.constantFrom('a.xlsx', 'a.xls', 'a.csv', 'a.txt', '');
  const sound = [
    xlsxOf(people, { strings: '<si><t>灯</t></si>', styles: '<cellXfs><xf numFmtId="14"/></cellXfs>' }),
    gb18030,
  ];

  function onlyRefuses(file: string, bytes: Uint8Array): void {
    try {
      const table = readTable(file, bytes);
      readRoster(table, guessColumns(table));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  test('any bytes are read or refused', () => {
    const begin = fc.constantFrom([], ole, [0x50, 0x4b, 3, 4], [0xff, 0xfe], [0xef, 0xbb, 0xbf]);
    fc.assert(
      fc.property(name, begin, fc.uint8Array({ maxLength: 300 }), (file, first, rest) =>
        onlyRefuses(file, Uint8Array.from([...first, ...rest])),
      ),
      { numRuns: 1000 },
    );
  });

  test('so are files with some bytes changed, lost or doubled', () => {
    const change = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      byte: fc.nat(255),
      cut: fc.nat(3),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...sound),
        fc.array(change, { minLength: 1, maxLength: 8 }),
        name,
        (bytes, changes, file) => {
          let changed = [...bytes];
          for (const { at, byte, cut } of changes) {
            const from = Math.floor(at * changed.length);
            changed = [...changed.slice(0, from), byte, ...changed.slice(from + cut)];
          }
          onlyRefuses(file, Uint8Array.from(changed));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('and any XML in the place of a sheet', () => {
    const piece = fc.constantFrom(
      '<row r="1">',
      '</row>',
      '<c t="s" r="B9">',
      '<c t="inlineStr">',
      '</c>',
      '<v>',
      '</v>',
      '7',
      '1e999',
      '<is><t>',
      '</t></is>',
      '<c r="ZZZZ1"/>',
      '<row r="-1"/>',
      '&amp;',
      '&x;',
      '&#99999999;',
      '<![CDATA[',
      ']]>',
      '<!--',
      '<?',
      '<',
      '"',
      'r="',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) =>
        onlyRefuses('a.xlsx', xlsxOf([[{ xml: `<c/>${pieces.join('')}` }]])),
      ),
      { numRuns: 500 },
    );
  });
});
