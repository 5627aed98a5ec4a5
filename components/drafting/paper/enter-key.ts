import type { Command } from '@codemirror/view';
import { proposedAfter } from '../../../src/app/next-label.ts';
import { isInFence } from './fences.ts';
import { lineAtCaret, linesAbove, withHead } from './line-head.ts';

/** Between two paragraphs stands a blank line. */
const paragraphEnd = '\n\n';

/** A paragraph without a number, whatever stands above. */
export const plainParagraph: Command = (view) => {
  const { state } = view;
  if (state.readOnly) return false;
  if (isInFence(state, state.selection.main.head)) return false;
  view.dispatch(state.replaceSelection(paragraphEnd), { userEvent: 'input', scrollIntoView: true });
  return true;
};

/**
 * Ends a paragraph. Behind an article, an item or a heading the next number is proposed; Enter once more, or Backspace,
 * takes the proposal away.
 */
export const endParagraph: Command = (view) => {
  const { state } = view;
  if (state.readOnly || isInFence(state, state.selection.main.head)) return false;
  if (!state.selection.main.empty) return plainParagraph(view);
  const { line, written, caret } = lineAtCaret(state);
  const at = caret - line.from;
  const isBare = written.kind !== 'empty' && written.words >= line.length;
  if (isBare && at >= written.signs && (written.label !== undefined || /quote|bullet/.test(written.kind))) {
    view.dispatch(withHead(state, line, ''));
    return true;
  }
  const add = (insert: string, from = caret, to = caret, anchor = from + insert.length): boolean => {
    view.dispatch({
      changes: { from, to, insert },
      selection: { anchor },
      userEvent: 'input',
      scrollIntoView: true,
    });
    return true;
  };
  // Before the first word of an article there is room for what comes before the article.
  if (written.label !== undefined && at <= written.words) {
    return add(paragraphEnd, line.from, line.from, caret + paragraphEnd.length);
  }
  if (written.kind === 'quote') return add('\n> ');
  if (written.kind === 'bullet') return add('\n- ');
  const rest = line.text.slice(at);
  const from = line.from + line.text.slice(0, at).trimEnd().length;
  if (rest.trim() !== '') return add(paragraphEnd, from, caret + (rest.length - rest.trimStart().length));
  const proposed = proposedAfter(line.text, linesAbove(state, line));
  return add(paragraphEnd + proposed, from, line.to);
};
