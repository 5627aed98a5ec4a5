import { readXml } from './read-xml.ts';
import { Refusal } from './refusal.ts';
import { tableLimits, type MergedRun } from './table.ts';
import { dayOfSerial } from './xlsx-date.ts';
import { StringCollector } from './xlsx-strings.ts';

/** What the cells of a sheet refer to. */
export interface Workbook {
  strings: readonly string[];
  /** By the number of the style: does it show a day? */
  dateStyles: readonly boolean[];
  from1904: boolean;
}

/**
 * The values of one sheet as words, as they are seen. Of merged cells only the first has a value. Cells that only have
 * a colour do not count, so a sheet that was formatted to its last row is as long as what stands in it.
 *
 * @throws {Refusal} `table-damaged`, `table-too-large`
 */
export function readSheet(bytes: Uint8Array, workbook: Workbook): { rows: string[][]; merged: MergedRun[] } {
  const rows: string[][] = [];
  const merged: MergedRun[] = [];
  const words = new StringCollector();
  let row = 0;
  let column = 0;
  let type = 'n';
  let style = -1;
  let value = '';
  let inValue = false;
  readXml(bytes, {
    open(name, attribute) {
      words.open(name);
      if (name === 'row') {
        row = numberOf(attribute('r')) ?? row + 1;
        column = 0;
      } else if (name === 'c') {
        column = columnOf(attribute('r')) ?? column + 1;
        type = attribute('t') ?? 'n';
        style = numberOf(attribute('s')) ?? 0;
        value = '';
        words.take();
      } else if (name === 'v') inValue = true;
      else if (name === 'mergeCell' && merged.length < tableLimits.rows)
        merged.push(...runOf(attribute('ref')));
    },
    close(name) {
      words.close(name);
      if (name === 'v') inValue = false;
      if (name !== 'c') return;
      const shown = type === 'inlineStr' ? words.take() : shownValue(value, type, style, workbook);
      if (shown !== '') put(rows, row, column, shown);
    },
    text(part) {
      words.text(part);
      if (inValue && value.length < tableLimits.cell) value += part;
    },
  });
  return { rows, merged };
}

/** B4:B9 → the run of column B from row 4 to 9; what spans several columns is a heading and no run. */
function runOf(reference: string | undefined): MergedRun[] {
  const [, first, from, last, to] =
    /^([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})$/.exec(reference ?? '') ?? [];
  const column = columnOf(first);
  if (column === undefined || columnOf(last) !== column || column > tableLimits.columns) return [];
  return [{ column: column - 1, from: Number(from) - 1, to: Math.min(Number(to), tableLimits.rows) - 1 }];
}

function put(rows: string[][], row: number, column: number, shown: string): void {
  if (row > tableLimits.rows) throw new Refusal('table-too-large', { rows: tableLimits.rows });
  if (column > tableLimits.columns) throw new Refusal('table-too-large', { columns: tableLimits.columns });
  while (rows.length < Math.max(row, 1)) rows.push([]);
  const cells = rows[Math.max(row, 1) - 1]!;
  while (cells.length < column) cells.push('');
  cells[column - 1] = shown.slice(0, tableLimits.cell);
}

function shownValue(value: string, type: string, style: number, workbook: Workbook): string {
  switch (type) {
    case 's':
      return workbook.strings[numberOf(value) ?? -1] ?? '';
    case 'b':
      return value === '' ? '' : value === '1' ? 'TRUE' : 'FALSE';
    case 'e':
      return '';
    case 'd':
      return value.slice(0, 10);
    case 'n':
      return shownNumber(value.trim(), workbook.dateStyles[style] === true, workbook.from1904);
    default:
      return value;
  }
}

/** 1.38E10 is the telephone 13800000000. Whole numbers stay as written, with the noughts before them. */
function shownNumber(value: string, isDate: boolean, from1904: boolean): string {
  const number = Number(value);
  if (value === '' || !Number.isFinite(number)) return value;
  if (isDate) return dayOfSerial(number, from1904) ?? value;
  return /^-?\d+$/.test(value) ? value : String(number);
}

function numberOf(written: string | undefined): number | undefined {
  return written !== undefined && /^\d{1,9}$/.test(written) ? Number(written) : undefined;
}

/** B5 → 2 */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Za-z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return undefined;
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
