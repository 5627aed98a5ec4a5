/**
 * Weights of retrieval and ranking. Set on 618 lay questions over 60,042 articles; each line says what it is
 * for. The measuring command is `npm run measure -- search`.
 */

/** BM25: saturation of repeated words, and how much length counts. */
export const bm25 = { k1: 1.2, b: 0.6 } as const;

/** Titles and headings beside the body, in retrieval. */
export const headWeight = { question: 0.35, keywords: 0.25 } as const;

/** Single characters beside pairs: they find what pairs miss, and must not drown them. */
export const unigramWeight = { question: 0.35, keywords: 0.2 } as const;

/** How many candidates are looked at closely. */
export const candidates = { question: 150, keywords: 120 } as const;
