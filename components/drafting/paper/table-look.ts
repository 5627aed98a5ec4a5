import type { Line, Range, Text } from '@codemirror/state';
import { Decoration } from '@codemirror/view';

/** A table of more rows is measured by its first ones. */
const mostMeasured = 60;
const mostColumns = 30;

const pipe = Decoration.mark({ class: 'paper-pipe' });
/** The one space that stands between a bar and the words of a cell. */
const margin = Decoration.mark({ class: 'paper-cell-margin' });

/** Where the cells of a row lie between its bars, which may be written as `\|` inside a cell. */
export function cellsOf(row: string): { from: number; to: number }[] {
  const bars: number[] = [];
  for (let at = 0; at < row.length; at++) {
    if (row[at] === '\\') at += 1;
    else if (row[at] === '|') bars.push(at);
  }
  const cells: { from: number; to: number }[] = [];
  for (const [index, bar] of bars.entries()) {
    const to = bars[index + 1] ?? row.trimEnd().length;
    if (to > bar + 1 || index < bars.length - 1) cells.push({ from: bar + 1, to: Math.max(to, bar + 1) });
  }
  return cells.slice(0, mostColumns);
}

export const isRule = (row: string): boolean => /^\s*\|(?:\s*:?-+:?\s*\|?)+\s*$/.test(row);
const isRow = (text: string): boolean => text.trimStart().startsWith('|');

/** Halves of a character that the words of a cell take. */
function widthOf(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at++) width += text.charCodeAt(at) < 0x100 ? 1 : 2;
  return width;
}

/** First row of the table that a line belongs to, and the share of the width that each column takes. */
function measured(doc: Text, line: Line): { first: number; shares: number[] } {
  let first = line.number;
  while (first > 1 && line.number - first < mostMeasured && isRow(doc.line(first - 1).text)) first -= 1;
  const shares: number[] = [];
  for (let at = first; at <= doc.lines && at < first + mostMeasured; at++) {
    const { text } = doc.line(at);
    if (!isRow(text)) break;
    if (isRule(text)) continue;
    for (const [column, { from, to }] of cellsOf(text).entries())
      shares[column] = Math.max(shares[column] ?? 6, Math.min(60, widthOf(text.slice(from, to).trim())));
  }
  return { first, shares };
}

/** How a row is drawn, and what the caret steps over in it. */
export interface RowLook {
  decorations: Range<Decoration>[];
  atoms: [from: number, to: number][];
}

/**
 * A row of a table as cells beside each other, as wide as their columns need. The bars stay in the text and take no
 * room; the caret goes from cell to cell and never stands outside of one.
 */
export function rowLook(doc: Text, line: Line): RowLook {
  const { first, shares } = measured(doc, line);
  const decorations: Range<Decoration>[] = [];
  const next = line.number < doc.lines ? doc.line(line.number + 1).text : '';
  if (isRule(line.text)) {
    decorations.push(Decoration.line({ class: 'paper-table-rule' }).range(line.from));
    const isWithin = line.number > first && isRow(next);
    return { decorations, atoms: isWithin ? [[line.from - 1, line.to + 1]] : [] };
  }
  if (line.number === first)
    decorations.push(Decoration.line({ class: 'paper-table-head' }).range(line.from));
  const cells = cellsOf(line.text);
  const bars = cells.map(({ from }) => line.from + from - 1);
  const last = cells.at(-1)?.to;
  const isClosed = last !== undefined && line.text[last] === '|';
  if (isClosed) bars.push(line.from + last);
  for (const bar of bars) decorations.push(pipe.range(bar, bar + 1));
  for (const [column, { from, to }] of cells.entries()) {
    if (to === from) continue;
    const attributes = { style: `flex-grow:${shares[column] ?? 6}` };
    decorations.push(
      Decoration.mark({ class: 'paper-cell', attributes }).range(line.from + from, line.from + to),
    );
    if (line.text[from] === ' ') decorations.push(margin.range(line.from + from, line.from + from + 1));
  }
  const atoms: RowLook['atoms'] = [];
  /** Where the words of a cell begin, behind its bar and its space. */
  const begin = (bar: number): number => bar + (line.text[bar + 1 - line.from] === ' ' ? 2 : 1);
  for (const bar of bars.slice(1)) if (begin(bar) > bar + 1) atoms.push([bar, begin(bar)]);
  if (bars.length > 0) atoms.push([Math.max(0, line.from - 1), begin(bars[0]!)]);
  if (isClosed && isRow(next)) atoms.push([line.from + last, line.to + 1]);
  return { decorations, atoms };
}
