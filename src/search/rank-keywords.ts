import type { Candidate } from './body-index.ts';
import { foldText } from './fold.ts';
import type { Query } from './query.ts';
import type { CandidateText } from './rank-question.ts';
import { keywordWeights as w } from './weights.ts';

/** Shortest stretch of text that holds all words, so that words in one sentence come before words at both ends. */
function spread(text: string, words: readonly string[]): number {
  if (words.length < 2) return 0;
  let best = text.length;
  for (
    let at = text.indexOf(words[0]!), n = 0;
    at !== -1 && n < 20;
    at = text.indexOf(words[0]!, at + 1), n++
  ) {
    let furthest = 0;
    for (const word of words.slice(1)) {
      const after = text.indexOf(word, at);
      const before = text.lastIndexOf(word, at);
      const distance = Math.min(after === -1 ? Infinity : after - at, before === -1 ? Infinity : at - before);
      furthest = Math.max(furthest, distance);
    }
    best = Math.min(best, furthest);
  }
  return best;
}

/**
 * Looks closely at the candidates for a few words: exact words before their parts, near each other before far,
 * at the beginning before the end, in the title too.
 */
export function rankKeywords(
  candidates: readonly Candidate[],
  query: Query,
  textOf: (candidate: Candidate) => CandidateText | undefined,
): Candidate[] {
  const words = [...query.phrases, ...query.words];
  const top = candidates[0]?.score ?? 1;
  const ranked = candidates.map((candidate) => {
    const words_ = textOf(candidate);
    if (words_ === undefined) return candidate;
    const text = foldText(words_.text);
    const head = foldText(`${words_.title} ${words_.path}`);
    let exact = 0;
    let first = 0;
    let inHead = 0;
    for (const word of words) {
      const at = text.indexOf(word);
      if (at !== -1) {
        exact += 1;
        first += 1 / (1 + at / 40);
      }
      if (head.includes(word)) inHead += 1;
    }
    const n = Math.max(1, words.length);
    const near = words.length < 2 ? 0 : 1 / (1 + spread(text, words) / 20);
    const score =
      candidate.score / top +
      w.exact * (exact / n) +
      w.first * (first / n) +
      w.head * (inHead / n) +
      w.near * near;
    return { ...candidate, score };
  });
  return ranked.sort((a, b) => b.score - a.score);
}

/** Does a text hold all phrases letter for letter? */
export function holdsPhrases(text: string, phrases: readonly string[]): boolean {
  const folded = foldText(text);
  return phrases.every((phrase) => folded.includes(phrase));
}
