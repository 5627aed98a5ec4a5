import type { EditorState, Text } from '@codemirror/state';
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

/** What is offered at a place: it takes the place of what stands from `from` to the caret. */
export interface Citations {
  from: number;
  offers: readonly {
    label: string;
    /** What helps to choose it. */
    note?: string;
    /** What is written, where that is not the label; a title brings its closing mark. */
    as?: { kind: 'title' } | { kind: 'text'; text: string };
  }[];
}

/** Does the caret stand where a title or a number has been begun? */
export const isCitationBegun = ({ doc, selection: { main } }: EditorState): boolean => {
  const line = doc.lineAt(main.head);
  return main.empty && citationTrigger(line.text.slice(0, main.head - line.from)) !== undefined;
};

/**
 * What can be cited at a place of the text.
 *
 * @param source the base; without it only the text's own articles are found
 * @throws what the source throws
 */
export async function citationsAt(
  state: EditorState,
  pos: number,
  source: CitationSource | undefined,
  signal: AbortSignal,
): Promise<Citations | undefined> {
  const line = state.doc.lineAt(pos);
  const trigger = citationTrigger(line.text.slice(0, pos - line.from));
  if (trigger === undefined) return undefined;
  const from = line.from + trigger.from;
  switch (trigger.kind) {
    case 'title': {
      const titles = (await source?.titles(trigger.words, signal)) ?? [];
      const as = { kind: 'title' } as const;
      return { from, offers: titles.map(({ title, note }) => ({ label: title, as, ...(note && { note }) })) };
    }
    case 'article': {
      const { title, number } = trigger;
      const articles =
        title === undefined ? articlesOf(state.doc) : ((await source?.articles(title, signal)) ?? []);
      return {
        from,
        offers: articles
          .filter(({ label }) => isBegun(label, number))
          .map(({ label, words }) => ({ label, note: words.slice(0, mostWords) })),
      };
    }
    case 'label':
      return {
        from,
        offers: [nextArticle, nextChapter].map((next) => {
          const text = next(linesAbove(state, line));
          return { label: text.trim(), as: { kind: 'text', text } };
        }),
      };
  }
}
