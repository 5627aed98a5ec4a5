import {
  autocompletion,
  closeCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  startCompletion,
} from '@codemirror/autocomplete';
import type { EditorState, Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Citations } from './citations-at.ts';

/** Finds what can be cited at a place of the text; throws where the base does not answer. */
export type FindCitations = (
  state: EditorState,
  pos: number,
  signal: AbortSignal,
) => Promise<Citations | undefined>;

/** A longer list is not read but narrowed by a further character. */
const mostOffered = 60;

/** Puts the title in, and its closing mark if there is none yet. */
const applyTitle =
  (title: string) =>
  (view: EditorView, _completion: Completion, from: number, to: number): void => {
    const isClosed = view.state.sliceDoc(to, to + 1) === '》';
    view.dispatch({
      changes: { from, to, insert: title + (isClosed ? '' : '》') },
      selection: { anchor: from + title.length + 1 },
      userEvent: 'input.complete',
    });
    closeCompletion(view);
  };

const completionOf = ({ label, note, as }: Citations['offers'][number]): Completion => ({
  label,
  ...(note !== undefined && { detail: note }),
  ...(as?.kind === 'title' && { apply: applyTitle(label) }),
  ...(as?.kind === 'text' && { apply: as.text }),
});

function sourceOf(find: FindCitations) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const { state, pos } = context;
    if (context.view?.compositionStarted === true) return null;
    const asking = new AbortController();
    context.addEventListener('abort', () => asking.abort(), { onDocChange: true });
    try {
      const found = await find(state, pos, asking.signal);
      if (found === undefined || found.offers.length === 0 || context.aborted) return null;
      const options = found.offers.slice(0, mostOffered).map(completionOf);
      return { from: found.from, to: pos, options, filter: false };
    } catch {
      // The base did not answer: there is nothing to offer, and the writing goes on.
      return null;
    }
  };
}

/** Lists of titles and articles at the caret; never while an input method composes. */
export const citationCompletion = (find: FindCitations): Extension =>
  autocompletion({ override: [sourceOf(find)], icons: false, maxRenderedOptions: mostOffered });

/** Opens the lists in an editor that has them. */
export const openCitations = (view: EditorView): void => void startCompletion(view);
