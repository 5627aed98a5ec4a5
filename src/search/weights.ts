/**
 * Weights of retrieval and ranking, set on 618 lay questions over 60,043 articles by
 * `npm run measure -- search`; those of the close look at questions are in question-weights.ts.
 */

/** BM25: saturation of repeated words, and how much length counts. */
export const bm25 = { k1: 1.2, b: 0.75 } as const;

/** Titles and headings beside the body, in retrieval: 0.15 to 0.35 are alike, 0.7 hurts. */
export const headWeight = 0.25;

/** Single characters beside pairs: they find what pairs miss. For keywords pairs decide. */
export const unigramWeight = { question: 0.8, keywords: 0.2 } as const;

/**
 * Words that rules use for what a question says, against the question's own: 0.3 to 0.6 are alike, and 0 finds
 * 0.735 of the right articles among the first hundred instead of 0.748.
 */
export const formalWeight = 0.4;

/**
 * Single characters of a question that stand in more than an eighth of a large base are passed over when articles
 * are retrieved: they take half of the time, and the close look at the candidates knows them anyway. 2 answers as well as 1.5 or
 * none; 2.5 costs 0.003 of MRR@10.
 */
export const commonest = { rarity: 2, documents: 5_000 } as const;

/** When nothing holds all the words, articles with this share of them by rarity, and then with this, count as found. */
export const relaxedShares = [0.5, 0.25] as const;

/** How many candidates are looked at closely; for questions 150 are no better, and 80 cost 0.003 of MRR@10. */
export const candidates = { question: 120, keywords: 120, phrases: 400 } as const;

/**
 * Whole words, where the first of them stands, words in title and headings, and words near each other, against
 * the score of retrieval. `first` at 0.25 and `near` at 0.6 cost two of a hundred searches for a known article.
 */
export const keywordWeights = { exact: 1.2, first: 0.05, head: 0.2, near: 0.25 } as const;

/**
 * The level of a text by its title, for questions: laws answer more of them than regulations, and these more
 * than interpretations. 1.3 to 1.5 for laws are alike.
 */
export function levelFactor(title: string): number {
  if (title.endsWith('法') || title.endsWith('法典')) return 1.45;
  return title.endsWith('条例') ? 1.05 : 1;
}

/** A code and what is issued on its application: the principles of a field, to which most questions of people lead. */
export function isOfCode(title: string): boolean {
  return title.includes('法典');
}
