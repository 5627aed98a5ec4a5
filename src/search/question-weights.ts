/**
 * Weights of `rankQuestion`, fitted on 618 lay questions over 60,043 articles: a softmax over the first 150
 * candidates of each question, all right answers together against the rest, with a little decay. Fitted on one
 * half of the questions and asked on the other, over six ways of halving, MRR@10 is 0.510 against 0.514 on the
 * half they were fitted to. Without `code` it is about 0.015 less, without any other one at most 0.004. Left out
 * because they did not help there: windows of words, best paragraph, density, length, words of a segmenter,
 * likeness to the first answers; and, because it punishes who names a text, weight against words in the title.
 */
export const questionWeights = {
  score: 3.64,
  absolute: 2.16,
  code: 2.3,
  law: 0.5,
  evidence: 0.17,
  neighbour: 0.73,
  squared: 2.05,
  anywherePairs: 2.2,
  anywhereSingles: 3.64,
  pathSingles: 0.82,
  leastClause: 1.4,
  opening20: 1.75,
  opening40Singles: 1.89,
  number: 2.2,
} as const;
