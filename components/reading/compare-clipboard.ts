import type { TableRow } from '../../src/rule/comparison-table.ts';
import type { Words } from '../words.ts';
import { cellLines } from './compare-table.ts';
import type { Side } from './compare-lines.ts';

const border = 'border: 1pt solid windowtext; padding: 3pt 5pt; vertical-align: top;';
/** Spreadsheets take what begins like a formula for text. */
const asText = `${border} mso-number-format: '\\@';`;

/**
 * The 修改对照表 as word processors and spreadsheets take it in. Made of nodes, so that no word of a text can become
 * markup; struck and underlined by plain formatting, for `del` and `ins` would become tracked changes.
 *
 * @param title stands above the table
 */
function tableMarkup(title: string, rows: readonly TableRow[], reasons: readonly string[], w: Words): string {
  const make = (name: keyof HTMLElementTagNameMap, parent: Element, text = '', style = ''): HTMLElement => {
    const element = parent.ownerDocument.createElement(name);
    element.textContent = text;
    if (style !== '') element.setAttribute('style', style);
    parent.append(element);
    return element;
  };
  // In a document of its own nothing is loaded or run.
  const { body } = document.implementation.createHTMLDocument('');
  make('p', body, title, 'text-align: center; font-weight: bold;');
  const table = make('table', body, '', 'border-collapse: collapse; width: 100%;');
  const heads = make('tr', make('thead', table));
  const { before, after, reason } = w.compareTableHead;
  for (const head of [before, after, reason]) make('th', heads, head, border);
  const lines = make('tbody', table);
  for (const [index, row] of rows.entries()) {
    const line = make('tr', lines);
    for (const side of ['before', 'after'] as const) {
      const cell = make('td', line, '', asText);
      for (const { label, line: one } of cellLines(row, side)) {
        const paragraph = make('p', cell, '', 'margin: 0;');
        if (label !== '') make('b', paragraph, `${label}\u3000`);
        for (const { kind, text } of one.pieces) {
          make(kind === 'same' ? 'span' : kind === 'deleted' ? 's' : 'u', paragraph, text);
        }
      }
    }
    const cell = make('td', line, '', asText);
    for (const text of (reasons[index] ?? '').split('\n')) make('p', cell, text, 'margin: 0;');
  }
  return body.innerHTML;
}

/** The same as plain text: a line for each row, cells parted by tabs, quoted where they hold breaks, as spreadsheets do. */
function tableText(rows: readonly TableRow[], reasons: readonly string[], w: Words): string {
  const { before, after, reason } = w.compareTableHead;
  const side = (row: TableRow, which: Side): string =>
    cellLines(row, which)
      .map(
        ({ label, line }) =>
          (label === '' ? '' : `${label}\u3000`) + line.pieces.map(({ text }) => text).join(''),
      )
      .join('\n');
  const lines = rows.map((row, index) => [side(row, 'before'), side(row, 'after'), reasons[index] ?? '']);
  return [[before, after, reason], ...lines].map((cells) => cells.map(quoted).join('\t')).join('\n');
}

const quoted = (cell: string): string => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/**
 * Puts the 修改对照表 on the clipboard, as a table and as plain text.
 *
 * @throws when the browser does not allow it
 */
export async function copyTable(
  title: string,
  rows: readonly TableRow[],
  reasons: readonly string[],
  w: Words,
): Promise<void> {
  const item = new ClipboardItem({
    'text/html': new Blob([tableMarkup(title, rows, reasons, w)], { type: 'text/html' }),
    'text/plain': new Blob([tableText(rows, reasons, w)], { type: 'text/plain' }),
  });
  await navigator.clipboard.write([item]);
}
