import type { EditorState, Line, TransactionSpec } from '@codemirror/state';
import { writtenLine, type WrittenLine } from '../../../src/app/written-line.ts';

/** The lines above one, the nearest first. */
export function* linesAbove(state: EditorState, line: Line): Generator<string> {
  for (let at = line.number - 1; at >= 1; at--) yield state.doc.line(at).text;
}

/** The line in which the caret stands. */
export function lineAtCaret(state: EditorState): { line: Line; written: WrittenLine; caret: number } {
  const caret = state.selection.main.head;
  const line = state.doc.lineAt(caret);
  return { line, written: writtenLine(line.text), caret };
}

/** Gives a line another head, signs and number, in place of the one that it has; the caret stays in its words. */
export function withHead(state: EditorState, line: Line, head: string): TransactionSpec {
  const { words } = writtenLine(line.text);
  const { anchor } = state.selection.main;
  const behind = Math.max(0, anchor - line.from - words);
  return {
    changes: { from: line.from, to: line.from + words, insert: head },
    selection: { anchor: line.from + head.length + (anchor > line.to ? 0 : behind) },
    userEvent: 'input.head',
    scrollIntoView: true,
  };
}
