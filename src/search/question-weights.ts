/**
 * Weights of `rankQuestion`, fitted on 618 lay questions over 60,043 articles: a softmax over the first 150
 * candidates of each question, all right answers together against the rest, with a little decay. Fitted on one
 * half of the questions and asked on the other, over six ways of halving, MRR@10 is 0.512 against 0.515 on the
 * half they were fitted to. Without `code` it is 0.024 less, without the opening's characters 0.012, without any
 * other one at most 0.006. Left out because they did not help there: windows of words, best paragraph, density,
 * length, words of a segmenter, likeness to the first answers; and, because it punishes who names a text, weight
 * against words in the title.
 */
export const questionWeights = {
  score: 3.83,
  absolute: 1.79,
  code: 2.29,
  law: 0.56,
  evidence: 0.17,
  neighbour: 0.69,
  squared: 1.76,
  anywherePairs: 2.51,
  anywhereSingles: 3.6,
  pathSingles: 0.81,
  leastClause: 1.36,
  opening20: 1.71,
  opening40Singles: 1.86,
  number: 2.21,
} as const;
