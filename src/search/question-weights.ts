/**
 * Weights of `rankQuestion`, fitted by right and wrong answers to 618 lay questions; five-fold
 * cross-validation gives MRR@10 0.473 against 0.475 on the questions they were fitted to. Negative for what is
 * only in the title: a law that bears the question's words in its name is often about something else.
 */
export const questionWeights = {
  score: 4.49,
  pairs: 0.2,
  titlePairs: -2.35,
  anywherePairs: 2.0,
  singles: 0.4,
  paragraphSingles: 1.36,
  law: 0.35,
  length: -0.93,
  byLaw: 0.83,
  rarest: 0.87,
  opening: 1.72,
  titleSingles: -3.1,
  neighbour: 1.06,
  byChapter: 0.33,
  square: 1.27,
  anywhereSingles: 2.68,
  pathSingles: 1.08,
} as const;
