import {
  autocompletion,
  closeCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { Extension, Text } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { citationTrigger, isBegun } from '../../../src/app/citation-trigger.ts';
import { nextArticle, nextChapter } from '../../../src/app/next-label.ts';
import { writtenLine } from '../../../src/app/written-line.ts';
import { linesAbove } from './line-head.ts';

/** A rule that may be cited. */
export interface CitableTitle {
  title: string;
  /** What helps to tell it from others: its standing, its abbreviation. */
  note?: string;
}

/** An article that may be cited. */
export interface CitableArticle {
  /** 第三条 */
  label: string;
  /** Its first words. */
  words: string;
}

/** The base, as far as citing asks it. */
export interface CitationSource {
  /** Titles and abbreviations that begin with the words or have them, the likeliest first. */
  titles(words: string, signal: AbortSignal): Promise<readonly CitableTitle[]>;
  /** Articles of the rule of this title, in the edition in force. */
  articles(title: string, signal: AbortSignal): Promise<readonly CitableArticle[]>;
}

/** A longer list is not read but narrowed by a further character. */
const mostOffered = 60;
const mostWords = 40;

let known: { doc: Text; articles: CitableArticle[] } | undefined;

/** The articles of the text that is written. */
function articlesOf(doc: Text): CitableArticle[] {
  if (known?.doc === doc) return known.articles;
  const articles: CitableArticle[] = [];
  for (const line of doc.iterLines()) {
    const { kind, label, words } = writtenLine(line);
    if (kind !== 'article' || label === undefined) continue;
    articles.push({ label: line.slice(label.from, label.to), words: line.slice(words, words + mostWords) });
  }
  known = { doc, articles };
  return articles;
}

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

function sourceOf(source: CitationSource | undefined) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const { state, pos } = context;
    const line = state.doc.lineAt(pos);
    const trigger = citationTrigger(line.text.slice(0, pos - line.from));
    if (trigger === undefined || context.view?.compositionStarted === true) return null;
    const asking = new AbortController();
    context.addEventListener('abort', () => asking.abort(), { onDocChange: true });
    const answer = (options: Completion[]): CompletionResult | null =>
      options.length === 0 || context.aborted
        ? null
        : { from: line.from + trigger.from, to: pos, options: options.slice(0, mostOffered), filter: false };
    try {
      switch (trigger.kind) {
        case 'title': {
          const titles = (await source?.titles(trigger.words, asking.signal)) ?? [];
          return answer(
            titles.map(({ title, note }) => ({
              label: title,
              ...(note !== undefined && { detail: note }),
              apply: applyTitle(title),
            })),
          );
        }
        case 'article': {
          const { title, number } = trigger;
          const articles =
            title === undefined
              ? articlesOf(state.doc)
              : ((await source?.articles(title, asking.signal)) ?? []);
          return answer(
            articles
              .filter(({ label }) => isBegun(label, number))
              .map(({ label, words }) => ({ label, detail: words.slice(0, mostWords) })),
          );
        }
        case 'label':
          return answer(
            [nextArticle, nextChapter].map((next) => {
              const label = next(linesAbove(state, line));
              return { label: label.trim(), apply: label };
            }),
          );
      }
    } catch {
      // The base did not answer: there is nothing to offer, and the writing goes on.
      return null;
    }
  };
}

/** Titles after 《 and articles after 第 are offered while one writes; never while an input method composes. */
export const citationCompletion = (source: CitationSource | undefined): Extension =>
  autocompletion({ override: [sourceOf(source)], icons: false, maxRenderedOptions: mostOffered });
