import type { Candidate } from './body-index.ts';
import { Coverage, share, squareShare, type WeighedTerm } from './features.ts';
import { questionWeights as w } from './question-weights.ts';
import { levelFactor } from './weights.ts';

/** The words of a candidate. */
export interface CandidateText {
  title: string;
  path: string;
  text: string;
}

/** Characters at the beginning of an article, where it says what it is about. */
const opening = 40;

/**
 * Looks closely at the candidates for a question: a weighted sum of what each of them covers, and of what
 * its neighbours, its chapter and its law have to say.
 *
 * @param textOf the words of a candidate; undefined leaves it where it was
 * @returns the candidates, the best first
 */
export function rankQuestion(
  candidates: readonly Candidate[],
  terms: readonly WeighedTerm[],
  textOf: (candidate: Candidate) => CandidateText | undefined,
): Candidate[] {
  const coverage = new Coverage(terms);
  const top = candidates[0]?.score ?? 1;
  const byLaw = new Map<string, number>();
  const byChapter = new Map<string, number>();
  const scores = new Map<string, number>();
  const texts = candidates.map(textOf);
  candidates.forEach(({ edition, unit, score }, i) => {
    const evidence = (score / top) ** 3;
    const chapter = `${edition} ${texts[i]?.path ?? ''}`;
    byLaw.set(edition, (byLaw.get(edition) ?? 0) + evidence);
    byChapter.set(chapter, (byChapter.get(chapter) ?? 0) + evidence);
    scores.set(`${edition} ${unit}`, score / top);
  });
  const mostByLaw = Math.max(...byLaw.values(), 1e-9);
  const mostByChapter = Math.max(...byChapter.values(), 1e-9);

  const ranked = candidates.map((candidate, i) => {
    const { edition, unit, score } = candidate;
    const words = texts[i];
    if (words === undefined) return { candidate, score: w.score * (score / top) };
    const { title, path, text } = words;
    const { pairs, singles } = coverage;
    const body = new Set<number>();
    let paragraphSingles = 0;
    for (const paragraph of text.split('\n')) {
      const found = coverage.within(paragraph);
      for (const term of found) body.add(term);
      paragraphSingles = Math.max(paragraphSingles, share(singles, found));
    }
    const inTitle = coverage.within(title);
    const inPath = coverage.within(path);
    const anywhere = new Set([...body, ...inTitle, ...inPath]);
    let neighbour = 0;
    for (let step = 1; step <= 3; step++) {
      neighbour = Math.max(
        neighbour,
        scores.get(`${edition} ${unit - step}`) ?? 0,
        scores.get(`${edition} ${unit + step}`) ?? 0,
      );
    }
    const sum =
      w.score * (score / top) +
      w.pairs * share(pairs, body) +
      w.titlePairs * share(pairs, inTitle) +
      w.anywherePairs * share(pairs, anywhere) +
      w.singles * share(singles, body) +
      w.paragraphSingles * paragraphSingles +
      w.law * (levelFactor(title) > 1.2 ? 1 : 0) +
      w.length * (Math.log(text.length + 1) / 5) +
      w.byLaw * (byLaw.get(edition)! / mostByLaw) +
      w.rarest * share(coverage.rarest, body) +
      w.opening * share(pairs, coverage.within(text.slice(0, opening))) +
      w.titleSingles * share(singles, inTitle) +
      w.neighbour * neighbour +
      w.byChapter * (byChapter.get(`${edition} ${path}`)! / mostByChapter) +
      w.square * squareShare(pairs, body) +
      w.anywhereSingles * share(singles, anywhere) +
      w.pathSingles * share(singles, inPath);
    return { candidate, score: sum };
  });
  ranked.sort((a, b) => b.score - a.score);
  return ranked.map(({ candidate, score }) => ({ ...candidate, score }));
}
