import { foldText, isBigram, termsOf } from './fold.ts';
import type { QueryTerm } from './body-index.ts';
import { formalWords } from './formal-words.ts';
import { asks, withoutQuestionWords } from './question-words.ts';
import { formalWeight, unigramWeight } from './weights.ts';

/** What was typed, taken apart. */
export interface Query {
  /** As it was typed, unless it was too long. */
  text: string;
  /** A few words to be found as they stand, or a question in sentences. */
  style: 'keywords' | 'question';
  /** Folded; each must stand in the article letter for letter. */
  phrases: string[];
  /** Folded; all required, until nothing holds them all. */
  words: string[];
  terms: QueryTerm[];
  /** Share of the required terms that counts as found. */
  share: number;
}

/** Longer text is cut: nobody reads back what they pasted. */
const longestQuery = 300;
/** From this length on, without spaces, it is a question. */
const questionFrom = 9;
/** And from this length on, with the punctuation of a sentence. */
const sentenceFrom = 16;
/** A run of this length may be several words written together. */
const compoundFrom = 4;

const quoted = /[“"「『]([^“”"「」『』]{1,100})[”"」』]/g;

/** Takes a query apart. Never throws. */
export function parseQuery(raw: string): Query {
  const text = raw.slice(0, longestQuery);
  const phrases = [...text.matchAll(quoted)].map((match) => foldText(match[1]!).trim()).filter(Boolean);
  const rest = text.replaceAll(quoted, ' ');
  const words = foldText(rest).split(/ +/).filter(Boolean);
  const longest = words.reduce((length, word) => Math.max(length, word.length), 0);
  const isQuestion =
    longest >= questionFrom || asks(rest) || (/[，。；]/.test(rest) && rest.length >= sentenceFrom);
  return isQuestion ? question(text, phrases) : keywords(text, words, phrases);
}

function keywords(text: string, words: string[], phrases: string[]): Query {
  const terms = new Map<number, QueryTerm>();
  let compound = false;
  for (const word of [...phrases, ...words]) {
    const all = termsOf(word);
    const alone = !all.some(isBigram);
    if (word.length >= compoundFrom && !phrases.includes(word)) compound = true;
    for (const term of all) {
      const required = alone || isBigram(term);
      const before = terms.get(term);
      terms.set(term, {
        term,
        weight: (before?.weight ?? 0) + (required ? 1 : unigramWeight.keywords),
        required: required || before?.required === true,
      });
    }
  }
  // Written together, 公务员回避 is two words whose seam stands in no text.
  const share = compound && words.length === 1 && phrases.length === 0 ? 0.6 : 1;
  return { text, style: 'keywords', phrases, words, terms: [...terms.values()], share };
}

function question(text: string, phrases: string[]): Query {
  const bare = foldText(withoutQuestionWords(text));
  const counts = new Map<number, number>();
  for (const term of termsOf(bare)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const terms = [...counts].map(([term, count]): QueryTerm => {
    const pair = isBigram(term);
    return { term, weight: Math.sqrt(count) * (pair ? 1 : unigramWeight.question), required: pair };
  });
  const formal = new Set(formalWords(text).flatMap((word) => termsOf(word).filter(isBigram)));
  for (const term of formal) {
    if (!counts.has(term)) terms.push({ term, weight: formalWeight, required: false });
  }
  return {
    text,
    style: 'question',
    phrases,
    words: bare.split(/ +/).filter(Boolean),
    terms,
    share: 0.25,
  };
}
