import type { Candidate } from './body-index.ts';
import { QuestionTerms, share, together, type TermGroup } from './features.ts';
import { foldText, isBigram, termsOf } from './fold.ts';
import type { Query } from './query.ts';
import { questionWeights as w } from './question-weights.ts';
import { isOfCode, levelFactor } from './weights.ts';

/** The words of a candidate. */
export interface CandidateText {
  title: string;
  path: string;
  text: string;
}

/** What ranking asks for. */
export interface QuestionSources {
  query: Query;
  /** As retrieval found it. */
  evidence: ReadonlyMap<string, number>;
  /** Of a term. */
  rarity: (term: number) => number;
  /** The words of a candidate; undefined leaves it where it was. */
  textOf: (candidate: Candidate) => CandidateText | undefined;
}

/** A question that is answered by a number, and a text that has one to give. */
const asksNumber = /几[年天个月日次]|多久|多长|期限|什么时候|何时|多少|最长|最低|最高/;
const givesNumber = /[一二三四五六七八九十百千万\d]+(?:日|年|个月|月|元|倍|周岁|小时|天|次)/;
/**
 * Looks closely at the candidates for a question: a weighted sum of what each of them covers, and of what
 * its neighbours and its law have to say.
 *
 * @returns the candidates, the best first
 */
export function rankQuestion(
  candidates: readonly Candidate[],
  { query, evidence, rarity, textOf }: QuestionSources,
): Candidate[] {
  const terms = new QuestionTerms(query.terms.map(({ term }) => ({ term, rarity: rarity(term) })));
  const { pairs, singles, squared } = terms;
  const clauses = clausesOf(query.text, terms);
  const wantsNumber = asksNumber.test(query.text);
  const top = Math.max(candidates[0]?.score ?? 0, 1e-9);
  const most = Math.max(2 * (pairs.sum + singles.sum), 1e-9);
  const scores = new Map<string, number>();
  for (const { edition, unit, score } of candidates) {
    scores.set(`${edition} ${unit}`, score / top);
  }

  /** Titles and headings are those of many candidates. */
  const heads = new Map<string, Uint16Array>();
  const ranked = candidates.map((candidate) => {
    const { edition, unit, score } = candidate;
    const words = textOf(candidate);
    if (words === undefined) return { ...candidate, score: w.score * (score / top) };
    const { title, path, text } = words;
    const body = terms.placesIn(text);
    const inPath = heads.get(path) ?? terms.placesIn(path);
    heads.set(path, inPath);
    const inTitle = heads.get(title) ?? terms.placesIn(title);
    heads.set(title, inTitle);
    const anywhere = together(body, inTitle, inPath);
    let neighbour = 0;
    for (const step of [-3, -2, -1, 1, 2, 3]) {
      neighbour = Math.max(neighbour, scores.get(`${edition} ${unit + step}`) ?? 0);
    }
    const leastClause = clauses.reduce((least, clause) => Math.min(least, share(clause, anywhere)), 1);
    const sum =
      w.score * (score / top) +
      w.absolute * (score / most) +
      w.code * (isOfCode(title) ? 1 : 0) +
      w.law * (levelFactor(title) > 1.2 ? 1 : 0) +
      w.evidence * Math.log((evidence.get(edition) ?? 0) / top ** 2 + 0.01) +
      w.neighbour * neighbour +
      w.squared * share(squared, body) +
      w.anywherePairs * share(pairs, anywhere) +
      w.anywhereSingles * share(singles, anywhere) +
      w.pathSingles * share(singles, inPath) +
      w.leastClause * (clauses.length === 0 ? 0 : leastClause) +
      w.opening20 * share(pairs, body, 20) +
      w.opening40Singles * share(singles, body, 40) +
      w.number * (wantsNumber && givesNumber.test(text) ? 1 : 0);
    return { ...candidate, score: sum };
  });
  return ranked.sort((a, b) => b.score - a.score);
}

/** The clauses of a question, by their pairs. */
function clausesOf(text: string, terms: QuestionTerms): TermGroup[] {
  return foldText(text)
    .split(/ +/)
    .map((clause) => {
      const held = new Set(termsOf(clause).filter(isBigram));
      return terms.group((term) => held.has(term));
    })
    .filter(({ slots }) => slots.length > 0);
}
