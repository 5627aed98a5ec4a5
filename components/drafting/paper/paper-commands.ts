import { EditorSelection, type ChangeSpec, type EditorState } from '@codemirror/state';
import type { Command, EditorView } from '@codemirror/view';
import { nextArticle, nextChapter, nextItem } from '../../../src/app/next-label.ts';
import { inlineMarks, writtenLine } from '../../../src/app/written-line.ts';
import { offerCitations } from './citation-offer.ts';
import { lineAtCaret, linesAbove, withHead } from './line-head.ts';

/** Gives the line a number of this kind, or takes it away from one that has it. */
function toggle(
  isSo: (kind: string, level: string | undefined) => boolean,
  head: (above: Iterable<string>) => string,
): Command {
  return (view) => {
    const { state } = view;
    if (state.readOnly) return false;
    const { line, written } = lineAtCaret(state);
    if (written.kind === 'row' || written.kind === 'fence') return false;
    const insert = isSo(written.kind, written.level) ? '' : head(linesAbove(state, line));
    view.dispatch(withHead(state, line, insert));
    view.focus();
    return true;
  };
}

export const makeChapter = toggle(
  (kind, level) => kind === 'heading' && level === 'chapter',
  (above) => `## ${nextChapter(above)}`,
);
export const makeArticle = toggle((kind) => kind === 'article', nextArticle);
export const makeItem = toggle((kind) => kind === 'item', nextItem);

/** The bold stretch that a place lies in. */
function boldAt(state: EditorState, at: number): { from: number; to: number } | undefined {
  const line = state.doc.lineAt(at);
  for (const { kind, start, end } of inlineMarks(line.text)) {
    if (kind === 'strong' && line.from + start <= at && at <= line.from + end)
      return { from: line.from + start, to: line.from + end };
  }
  return undefined;
}

export const isBoldAt = (state: EditorState): boolean =>
  boldAt(state, state.selection.main.head) !== undefined;

/** Bold for the words that are selected, line by line and without their numbers; plain for what is bold. */
export const toggleBold: Command = (view) => {
  const { state } = view;
  if (state.readOnly) return false;
  const bold = boldAt(state, state.selection.main.from);
  view.focus();
  if (bold !== undefined && bold.to >= state.selection.main.to) {
    view.dispatch({
      changes: [
        { from: bold.from, to: bold.from + 2 },
        { from: bold.to - 2, to: bold.to },
      ],
      userEvent: 'input.bold',
    });
    return true;
  }
  const { from, to, empty } = state.selection.main;
  if (empty) {
    view.dispatch({
      changes: { from, insert: '****' },
      selection: { anchor: from + 2 },
      userEvent: 'input.bold',
    });
    return true;
  }
  const changes: ChangeSpec[] = [];
  for (let at = from; at <= to;) {
    const line = state.doc.lineAt(at);
    at = line.to + 1;
    const start = Math.max(from, line.from + writtenLine(line.text).words);
    const words = state.sliceDoc(start, Math.min(to, line.to));
    const bare = words.trim();
    if (bare === '' || bare.includes('*') || line.text.trimStart().startsWith('|')) continue;
    const first = start + words.indexOf(bare);
    changes.push({ from: first, insert: '**' }, { from: first + bare.length, insert: '**' });
  }
  if (changes.length === 0) return true;
  const set = state.changes(changes);
  view.dispatch({
    changes: set,
    selection: EditorSelection.range(set.mapPos(from, 1), set.mapPos(to, -1)),
    userEvent: 'input.bold',
  });
  return true;
};

/** An empty table below the line; `columns` are the words of its head. */
export function insertTable(view: EditorView, columns: readonly string[]): boolean {
  const { state } = view;
  if (state.readOnly) return false;
  const { line, written } = lineAtCaret(state);
  if (written.kind === 'row') return false;
  const row = `|${'  |'.repeat(columns.length)}`;
  const table = [`| ${columns.join(' | ')} |`, `|${' --- |'.repeat(columns.length)}`, row, row].join('\n');
  const lead = written.kind === 'empty' ? '' : '\n\n';
  const isLast = line.number === state.doc.lines;
  view.dispatch({
    changes: { from: line.to, insert: lead + table + (isLast ? '\n\n' : '') },
    selection: { anchor: line.to + lead.length + 2, head: line.to + lead.length + 2 + columns[0]!.length },
    scrollIntoView: true,
    userEvent: 'input',
  });
  view.focus();
  return true;
}

/** 《》 around what is selected, or with the caret between and the titles of the base on offer. */
export const cite: Command = (view) => {
  const { state } = view;
  if (state.readOnly) return false;
  const { from, to } = state.selection.main;
  const title = state.sliceDoc(from, to);
  if (title.includes('\n')) return false;
  view.focus();
  view.dispatch({
    changes: { from, to, insert: `《${title}》` },
    selection: { anchor: to + (title === '' ? 1 : 2) },
    scrollIntoView: true,
    userEvent: 'input',
  });
  if (title === '') offerCitations(view);
  return true;
};

/** What a comment is asked for: the selection, else the line in which the caret stands. */
export interface CommentWish {
  from: number;
  to: number;
}

/** Asks the page for a comment, by an event `draft-comment` of the editor. */
export const comment: Command = (view) => {
  const { main } = view.state.selection;
  const line = view.state.doc.lineAt(main.head);
  const detail: CommentWish = main.empty
    ? { from: line.from, to: line.to }
    : { from: main.from, to: main.to };
  view.dom.dispatchEvent(new CustomEvent('draft-comment', { detail, bubbles: true }));
  return true;
};
