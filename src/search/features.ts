import { isBigram, termsOf } from './fold.ts';

/** A term of the question with its rarity. */
export interface WeighedTerm {
  term: number;
  rarity: number;
}

/** The terms of a question, sorted for measuring how much of them a text covers. */
export class Coverage {
  readonly pairs: readonly WeighedTerm[];
  readonly singles: readonly WeighedTerm[];
  readonly rarest: readonly WeighedTerm[];
  readonly all: ReadonlySet<number>;

  constructor(terms: readonly WeighedTerm[]) {
    this.pairs = terms.filter(({ term }) => isBigram(term));
    this.singles = terms.filter(({ term }) => !isBigram(term));
    this.rarest = [...this.pairs].sort((a, b) => b.rarity - a.rarity).slice(0, 3);
    this.all = new Set(terms.map(({ term }) => term));
  }

  /** Those terms of the question that stand in a text. */
  within(text: string): Set<number> {
    const found = new Set<number>();
    for (const term of termsOf(text)) if (this.all.has(term)) found.add(term);
    return found;
  }
}

/** Share of the terms that were found, by rarity. */
export function share(terms: readonly WeighedTerm[], found: ReadonlySet<number>): number {
  let all = 0;
  let part = 0;
  for (const { term, rarity } of terms) {
    all += rarity;
    if (found.has(term)) part += rarity;
  }
  return all === 0 ? 0 : part / all;
}

/** The same with rare terms counting more. */
export function squareShare(terms: readonly WeighedTerm[], found: ReadonlySet<number>): number {
  return share(
    terms.map(({ term, rarity }) => ({ term, rarity: rarity * rarity })),
    found,
  );
}
