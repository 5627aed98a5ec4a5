import { strToU8, zipSync } from 'fflate';

/** A cell as it stands in a sheet: its XML without the reference, or words, which become an inline string. */
export type CellXml = string | { xml: string };

export interface SomeSheet {
  name?: string;
  state?: string;
  /** Rows of cells from A1 on, or the whole of `sheetData`. */
  rows?: readonly (readonly CellXml[])[];
  data?: string;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function cellXml(cell: CellXml, reference: string): string {
  if (typeof cell !== 'string') return cell.xml.replace('<c', `<c r="${reference}"`);
  return cell === '' ? '' : `<c r="${reference}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
}

const dataOf = (rows: readonly (readonly CellXml[])[]): string =>
  rows
    .map((cells, row) => {
      const inner = cells.map((cell, column) =>
        cellXml(cell, `${String.fromCharCode(65 + column)}${row + 1}`),
      );
      return `<row r="${row + 1}">${inner.join('')}</row>`;
    })
    .join('');

/** The parts of a workbook as office programs write it, to be changed and packed by a test. */
export function xlsxFiles(
  sheets: readonly SomeSheet[],
  { strings = '', styles = '', workbook = '' }: { strings?: string; styles?: string; workbook?: string } = {},
): Record<string, string> {
  const files: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    'xl/workbook.xml': `${head}<workbook ${main} xmlns:r="${relations}">${workbook}<sheets>${sheets
      .map(
        ({ name, state }, i) =>
          `<sheet name="${name ?? `表${i + 1}`}" sheetId="${i + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${i + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets
      .map(
        (_, i) =>
          `<Relationship Id="rId${i + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
      )
      .join('')}</Relationships>`,
  };
  if (strings !== '') files['xl/sharedStrings.xml'] = `${head}<sst ${main}>${strings}</sst>`;
  if (styles !== '') files['xl/styles.xml'] = `${head}<styleSheet ${main}>${styles}</styleSheet>`;
  for (const [i, { rows = [], data }] of sheets.entries()) {
    files[`xl/worksheets/sheet${i + 1}.xml`] =
      `${head}<worksheet ${main}><sheetData>${data ?? dataOf(rows)}</sheetData></worksheet>`;
  }
  return files;
}

export const packed = (files: Record<string, string>): Uint8Array<ArrayBuffer> =>
  zipSync(Object.fromEntries(Object.entries(files).map(([path, words]) => [path, strToU8(words)])));

/** A workbook of one sheet. */
export const xlsxOf = (
  rows: readonly (readonly CellXml[])[],
  parts?: Parameters<typeof xlsxFiles>[1],
): Uint8Array<ArrayBuffer> => packed(xlsxFiles([{ rows }], parts));
