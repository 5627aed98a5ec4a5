import type { Command } from '@codemirror/view';
import { nextArticle, nextItem, nextSubitem } from '../../../src/app/next-label.ts';
import { writtenLine } from '../../../src/app/written-line.ts';
import { isGap } from './gap.ts';
import { isInFence } from './fences.ts';
import { lineAtCaret, linesAbove, withHead } from './line-head.ts';

/** Backspace directly behind a number or a sign takes it away whole, as in a word processor. */
export const removeHead: Command = (view) => {
  const { state } = view;
  if (state.readOnly || !state.selection.main.empty) return false;
  const { line, written, caret } = lineAtCaret(state);
  if (written.kind === 'row' || written.kind === 'fence' || written.kind === 'comment') return false;
  if (written.words > 0 && written.kind !== 'empty' && caret === line.from + written.words) {
    view.dispatch(withHead(state, line, ''));
    return true;
  }
  return caret === line.from && isBelowTable(view.state, line.number) && line.length > 0;
};

/** What stands below a table is not pulled into its last row. */
function isBelowTable(state: Parameters<typeof lineAtCaret>[0], number: number): boolean {
  let above = number - 1;
  if (above >= 1 && isGap(state.doc, state.doc.line(above))) above -= 1;
  return above >= 1 && writtenLine(state.doc.line(above).text).kind === 'row';
}

/** Tab: a paragraph becomes an item, an item a subitem. */
export const deeper: Command = (view) => {
  const { state } = view;
  if (state.readOnly || isInFence(state, state.selection.main.head)) return false;
  const { line, written } = lineAtCaret(state);
  const isProposal = written.kind === 'article' && written.words >= line.length;
  if (written.kind === 'paragraph' || written.kind === 'empty' || isProposal)
    view.dispatch(withHead(state, line, nextItem(linesAbove(state, line))));
  else if (written.kind === 'item')
    view.dispatch(withHead(state, line, nextSubitem(linesAbove(state, line))));
  return true;
};

/** Shift+Tab: a subitem becomes an item, an item a paragraph, a paragraph an article. */
export const shallower: Command = (view) => {
  const { state } = view;
  if (state.readOnly || isInFence(state, state.selection.main.head)) return false;
  const { line, written } = lineAtCaret(state);
  if (written.kind === 'subitem') view.dispatch(withHead(state, line, nextItem(linesAbove(state, line))));
  else if (written.kind === 'item') view.dispatch(withHead(state, line, ''));
  else if (written.kind === 'paragraph' || written.kind === 'empty')
    view.dispatch(withHead(state, line, nextArticle(linesAbove(state, line))));
  return true;
};
