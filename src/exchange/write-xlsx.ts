import { strToU8, zipSync } from 'fflate';
import { cellXml, columnName, type XlsxCell, type XlsxLook, xmlWords } from './xlsx-cells.ts';
import { stylesXml } from './xlsx-look.ts';

/** One sheet as it is printed: a title across, lines above, the table, lines below. */
export interface XlsxSheet {
  /** Name of the tab; cut and cleaned to what office programs take. */
  name: string;
  title: string;
  /** Names with what they name, above the table and below it. */
  above: readonly (readonly [name: string, value: XlsxCell])[];
  columns: readonly { name: string; /** In characters as wide as a Chinese one. */ width: number }[];
  rows: readonly (readonly XlsxCell[])[];
  below: readonly (readonly [name: string, value: XlsxCell])[];
  notes: readonly string[];
  /** Page x of y, as it stands at the foot: & codes of ECMA-376 18.3.1.46. */
  pages: string;
  /** Who made it. */
  creator: string;
}

/** Rows that a sheet may have in every office program. */
const mostRows = 1_048_576;

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * A workbook of one sheet (ECMA-376 part 1), landscape A4, fitted to the width of the page, its heading repeated on
 * every page. The same sheet gives the same bytes.
 *
 * @throws {RangeError} when there are more rows than a sheet can have
 */
export function writeXlsx(sheet: XlsxSheet): Uint8Array<ArrayBuffer> {
  const { xml, headingRow } = sheetXml(sheet);
  const name = sheetName(sheet.name);
  const quoted = `'${name.replaceAll("'", "''")}'`;
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${packaged}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    'docProps/core.xml': `<cp:coreProperties xmlns:cp="${packaged}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xmlWords(sheet.title)}</dc:title><dc:creator>${xmlWords(sheet.creator)}</dc:creator></cp:coreProperties>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${xmlWords(name)}" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">${xmlWords(quoted)}!$${headingRow}:$${headingRow}</definedName></definedNames></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': xml,
    'xl/styles.xml': stylesXml,
  };
  const files = Object.entries(parts).map(([path, text]) => [path, strToU8(head + text)] as const);
  // A day that zip can hold and that is the same on every device.
  return zipSync(Object.fromEntries(files), { mtime: new Date(1980, 0, 1), level: 6 });
}

function sheetXml(sheet: XlsxSheet): { xml: string; headingRow: number } {
  const width = Math.max(sheet.columns.length, 2);
  const rows: string[] = [];
  const merged: string[] = [];
  const put = (cells: readonly (readonly [XlsxCell, XlsxLook])[], height?: number): void => {
    const row = rows.length + 1;
    const inner = cells.map(([cell, look], column) => cellXml(cell, `${columnName(column)}${row}`, look));
    rows.push(
      `<row r="${row}"${height === undefined ? '' : ` ht="${height}" customHeight="1"`}>${inner.join('')}</row>`,
    );
  };
  const across = (from: number): void => {
    const row = rows.length;
    if (from < width - 1) merged.push(`${columnName(from)}${row}:${columnName(width - 1)}${row}`);
  };
  const lines = (facts: XlsxSheet['above'], look: XlsxLook): void => {
    for (const [name, value] of facts) {
      put([
        [name, look],
        ['', look],
        [value, look],
      ]);
      merged.push(`A${rows.length}:B${rows.length}`);
      if (width > 3) across(2);
    }
  };
  put([[sheet.title, 'title']], 32);
  across(0);
  lines(sheet.above, 'words');
  put(sheet.columns.map(({ name }) => [name, 'name']));
  const headingRow = rows.length;
  if (headingRow + sheet.rows.length + sheet.below.length + sheet.notes.length > mostRows)
    throw new RangeError('more rows than a sheet can have');
  for (const cells of sheet.rows) put(cells.map((cell) => [cell, 'cell']));
  lines(sheet.below, 'words');
  for (const note of sheet.notes) {
    put([[note, 'note']]);
    across(0);
  }
  // Its column is the unit of width, which is a figure: a Chinese character is as wide as two of them.
  const cols = sheet.columns.map(
    (column, at) => `<col min="${at + 1}" max="${at + 1}" width="${column.width * 2 + 1}" customWidth="1"/>`,
  );
  return {
    headingRow,
    xml: `<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${headingRow}" topLeftCell="A${headingRow + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData>${rows.join('')}</sheetData>${merged.length === 0 ? '' : `<mergeCells count="${merged.length}">${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`}<printOptions horizontalCentered="1"/><pageMargins left="0.6" right="0.6" top="0.7" bottom="0.7" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>${xmlWords(sheet.pages)}</oddFooter></headerFooter></worksheet>`,
  };
}

/** At most 31 characters and none of those that formulas need (ECMA-376 18.2.19). */
function sheetName(name: string): string {
  const clean = name.replaceAll(/[[\]:*?/\\\u0000-\u001f]/g, ' ').replaceAll(/^'+|'+$/g, '');
  return Array.from(clean.trim()).slice(0, 31).join('').slice(0, 31) || 'Sheet1';
}
