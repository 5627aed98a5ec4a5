/** The looks of a register in a workbook, in the order of `looks` in `xlsx-cells.ts`. */
const fonts = [
  ['仿宋', 11, false],
  ['黑体', 18, true],
  ['黑体', 11, false],
  ['仿宋', 9, false],
] as const;

/** Font, border, number format, and where it stands. Words keep their quote, so that editing them never makes a formula. */
const formats: readonly [font: number, border: 0 | 1, format: number, align: 'left' | 'center'][] = [
  [0, 0, 49, 'left'],
  [1, 0, 49, 'center'],
  [2, 1, 49, 'center'],
  [0, 1, 49, 'left'],
  [0, 1, 164, 'center'],
  [0, 1, 165, 'center'],
  [0, 1, 1, 'center'],
  [3, 0, 49, 'left'],
  [0, 0, 164, 'left'],
  [0, 0, 165, 'left'],
];

const thin = ['left', 'right', 'top', 'bottom']
  .map((side) => `<${side} style="thin"><color auto="1"/></${side}>`)
  .join('');

export const stylesXml = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>
<fonts count="${fonts.length}">${fonts
  .map(
    ([name, size, isBold]) => `<font>${isBold ? '<b/>' : ''}<sz val="${size}"/><name val="${name}"/></font>`,
  )
  .join('')}</fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${thin}<diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="${formats.length}">${formats
  .map(
    ([font, border, format, align]) =>
      `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="${border}" xfId="0"${format === 49 ? ' quotePrefix="1"' : ''} applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment horizontal="${align}" vertical="center" wrapText="1"/></xf>`,
  )
  .join('')}</cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>`;
