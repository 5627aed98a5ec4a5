import type { Random } from '../../faults/random.ts';
import type { TestArticle } from './collection.ts';

/** A search for an article that somebody has read and remembers two words of. */
export interface KnownItem {
  query: string;
  /** The article, and those with the very same text: nobody could tell them apart by it. */
  right: ReadonlySet<number>;
  chance: number;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Words of two to four Han characters in a piece of text. */
function wordsOf(text: string): string[] {
  return [...segmenter.segment(text)]
    .map(({ segment }) => segment)
    .filter((word) => /^\p{Script=Han}{2,4}$/u.test(word));
}

/**
 * Two words of an article, from different sentences or, in an article of one sentence, from different clauses.
 * A word qualifies when it stands in at most one article of `rare`: 规定 or 应当 is what nobody types to find a
 * certain article. Articles and words are drawn blindly; an article that has no two such words is left out.
 * Often several articles hold both words and nothing in the query tells which one was meant; `chance` of an
 * item is that of someone who finds all these and opens one of them blindly.
 */
export function knownItems(
  articles: readonly TestArticle[],
  random: Random,
  wanted: number,
  rare: number,
): KnownItem[] {
  const frequency = new Map<string, number>();
  const sameText = new Map<string, Set<number>>();
  for (const { id, text } of articles) {
    for (const word of new Set(wordsOf(text))) frequency.set(word, (frequency.get(word) ?? 0) + 1);
    sameText.set(text, (sameText.get(text) ?? new Set()).add(id));
  }
  const most = articles.length / rare;
  const items: KnownItem[] = [];
  for (let tries = 0; items.length < wanted && tries < wanted * 20; tries++) {
    const { text } = random.pick(articles);
    const sentences = text.split(/[。；：\n]/).filter((part) => part.trim() !== '');
    const parts = (sentences.length > 1 ? sentences : text.split('，'))
      .map((part) => wordsOf(part).filter((word) => frequency.get(word)! <= most))
      .filter((words) => words.length > 0);
    if (parts.length < 2) continue;
    const one = random.below(parts.length);
    const other = (one + 1 + random.below(parts.length - 1)) % parts.length;
    const pair = [random.pick(parts[one]!), random.pick(parts[other]!)];
    if (pair[0] === pair[1]) continue;
    const alike = [...sameText.keys()].filter((other) => pair.every((word) => other.includes(word)));
    items.push({ query: pair.join(' '), right: sameText.get(text)!, chance: 1 / alike.length });
  }
  return items;
}
