import type { EditorState, Line } from '@codemirror/state';
import type { Command, EditorView } from '@codemirror/view';
import { lineAtCaret } from './line-head.ts';
import { cellsOf, isRule } from './table-look.ts';

const isRow = (line: Line): boolean => line.text.trimStart().startsWith('|');

interface Cell {
  from: number;
  to: number;
}

/** Cells of a row in places of the whole text, without the space beside their words. */
function cells(line: Line): Cell[] {
  return cellsOf(line.text).map(({ from, to }) => {
    const text = line.text.slice(from, to);
    const start = text.trim() === '' ? Math.min(1, text.length) : text.length - text.trimStart().length;
    const length = text.trim().length;
    return { from: line.from + from + start, to: line.from + from + start + length };
  });
}

/** The row above or below, over the line that only rules. */
function rowBeside(state: EditorState, line: Line, by: 1 | -1): Line | undefined {
  for (let at = line.number + by; at >= 1 && at <= state.doc.lines; at += by) {
    const other = state.doc.line(at);
    if (!isRow(other)) return undefined;
    if (!isRule(other.text)) return other;
  }
  return undefined;
}

function select(view: EditorView, { from, to }: Cell): true {
  view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true, userEvent: 'select' });
  return true;
}

function addRow(view: EditorView, line: Line): true {
  const row = `\n|${'  |'.repeat(Math.max(1, cellsOf(line.text).length))}`;
  view.dispatch({
    changes: { from: line.to, insert: row },
    selection: { anchor: line.to + 3 },
    scrollIntoView: true,
    userEvent: 'input',
  });
  return true;
}

/** Tab and Shift+Tab go from cell to cell; behind the last cell is a new row. */
export const nextCell: Command = (view) => move(view, 1);
export const previousCell: Command = (view) => move(view, -1);

function move(view: EditorView, by: 1 | -1): boolean {
  const { state } = view;
  const { line, caret } = lineAtCaret(state);
  if (!isRow(line)) return false;
  const row = cells(line);
  const at = row.findLastIndex(({ from }) => from <= caret);
  const next = row[at + by];
  if (next !== undefined) return select(view, next);
  const beside = rowBeside(state, line, by);
  if (beside !== undefined) return select(view, cells(beside).at(by === 1 ? 0 : -1)!);
  return by === 1 && !state.readOnly ? addRow(view, line) : true;
}

const isEmptyRow = (line: Line): boolean => cells(line).every(({ from, to }) => from === to);

/** The last line of the table, if no row below this one has words. */
function emptyBelow(state: EditorState, line: Line): Line | undefined {
  let last = line;
  for (let next = rowBeside(state, line, 1); next !== undefined; next = rowBeside(state, next, 1)) {
    if (!isEmptyRow(next)) return undefined;
    last = next;
  }
  return last;
}

/** Enter goes on to the row below, or makes one; in an empty row below which nothing stands it leaves the table. */
export const endRow: Command = (view) => {
  const { state } = view;
  const { line } = lineAtCaret(state);
  if (!isRow(line) || state.readOnly) return false;
  const below = rowBeside(state, line, 1);
  const isEmpty = isEmptyRow(line);
  const last = isEmpty ? emptyBelow(state, line) : undefined;
  if (below !== undefined && last === undefined && (isEmpty || isEmptyRow(below)))
    return select(view, cells(below)[0]!);
  if (last === undefined) {
    const ruled = line.number < state.doc.lines ? state.doc.line(line.number + 1) : undefined;
    return addRow(view, ruled !== undefined && isRule(ruled.text) ? ruled : line);
  }
  view.dispatch({
    changes: { from: Math.max(0, line.from - 1), to: last.to, insert: line.from === 0 ? '' : '\n\n' },
    selection: { anchor: line.from === 0 ? 0 : line.from + 1 },
    scrollIntoView: true,
    userEvent: 'input',
  });
  return true;
};

/** Backspace in the first cell of an empty row takes the row away, and with the last one the table. */
export const removeRow: Command = (view) => {
  const { state } = view;
  const { line, caret } = lineAtCaret(state);
  const first = isRow(line) ? cells(line)[0] : undefined;
  if (first === undefined || state.readOnly || !state.selection.main.empty) return false;
  if (caret > first.from || !isEmptyRow(line)) return false;
  const above = rowBeside(state, line, -1);
  const isHead = above === undefined;
  const last = isHead ? emptyBelow(state, line) : line;
  if (last === undefined) return true;
  // The line that rules belongs to the head.
  const end = isHead && last === line && rulesBelow(state, line) ? state.doc.line(line.number + 1) : last;
  view.dispatch({
    changes: { from: isHead ? line.from : line.from - 1, to: end.to },
    selection: { anchor: isHead ? line.from : cells(above).at(-1)!.to },
    scrollIntoView: true,
    userEvent: 'delete',
  });
  return true;
};

const rulesBelow = ({ doc }: EditorState, line: Line): boolean =>
  line.number < doc.lines && isRule(doc.line(line.number + 1).text);

/** At the edge of a cell nothing is deleted: what stands there is the bar between two cells, which nobody sees. */
export const keepBar =
  (by: 1 | -1): Command =>
  ({ state }) => {
    if (!state.selection.main.empty) return false;
    const { line, caret } = lineAtCaret(state);
    if (!isRow(line)) return false;
    const at = caret - line.from;
    const before = line.text.slice(0, at);
    const behind = line.text.slice(at);
    return by === -1 ? /(?:^|\|)[ ]?$/.test(before) : /^[ ]?(?:\||$)/.test(behind);
  };
