/**
 * Weights of retrieval and ranking. Set on 618 lay questions over 60,042 articles by
 * `npm run measure -- search`; what was tried is in docs/decisions/search-ranking.md.
 */

/** BM25: saturation of repeated words, and how much length counts. */
export const bm25 = { k1: 1.2, b: 0.75 } as const;

/** Titles and headings beside the body, in retrieval: 0.15 to 0.35 are alike, 0.7 hurts. */
export const headWeight = 0.25;

/** Single characters beside pairs: they find what pairs miss. For keywords pairs decide. */
export const unigramWeight = { question: 0.8, keywords: 0.2 } as const;

/** How many candidates are looked at closely. */
export const candidates = { question: 150, keywords: 120 } as const;

/**
 * The level of a text by its title, for questions: laws answer more of them than regulations, and these more
 * than interpretations. 1.3 to 1.5 for laws are alike.
 */
export function levelFactor(title: string): number {
  if (title.endsWith('法') || title.endsWith('法典')) return 1.45;
  return title.endsWith('条例') ? 1.05 : 1;
}
