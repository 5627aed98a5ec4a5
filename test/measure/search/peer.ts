import MiniSearch, { type Options } from 'minisearch';
import { foldText } from '../../../src/search/fold.ts';
import type { TestArticle } from './collection.ts';

interface PeerDoc {
  id: number;
  title: string;
  path: string;
  text: string;
}

/** MiniSearch over the collection, set up one way. */
export interface Peer {
  name: string;
  options: Options<PeerDoc>;
  /** Its factor for the number of words found is taken out again: without it, it answers questions better. */
  withoutCoordination: boolean;
}

function grams(text: string, singles: boolean): string[] {
  const found: string[] = [];
  for (const run of foldText(text).split(' ')) {
    if (singles || run.length === 1) found.push(...run);
    for (let i = 0; i + 1 < run.length; i++) found.push(run.slice(i, i + 2));
  }
  return found;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const words = (text: string): string[] =>
  [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);

const fields = ['title', 'path', 'text'];

/** The same tokens as the product, with the settings that served it best in trials on these questions. */
export function gramPeer(singles: boolean): Peer {
  return {
    name: singles ? 'unigrams and bigrams' : 'bigrams',
    withoutCoordination: true,
    options: {
      fields,
      tokenize: (text) => grams(text, singles),
      processTerm: (term) => term,
      searchOptions: { boost: { title: 0.25, path: 0.25 }, bm25: { k: 1.2, b: 0.75, d: 0 } },
    },
  };
}

/** What one gets who gives it words and leaves the rest as it is. */
export const wordPeer: Peer = {
  name: 'Intl.Segmenter words, defaults',
  withoutCoordination: false,
  options: { fields, tokenize: words },
};

export function docsOf(articles: readonly TestArticle[]): PeerDoc[] {
  return articles.map(({ id, title, subtitle, path, text }) => ({
    id,
    title: `${title} ${subtitle}`,
    path: path.join(' › '),
    text,
  }));
}

export function buildPeer(peer: Peer, docs: readonly PeerDoc[]): MiniSearch<PeerDoc> {
  const index = new MiniSearch<PeerDoc>(peer.options);
  index.addAll(docs);
  return index;
}

/** The best 100 articles. */
export function askPeer(peer: Peer, index: MiniSearch<PeerDoc>, query: string): number[] {
  const results = index.search(query);
  if (peer.withoutCoordination) {
    const plain = ({ score, queryTerms }: { score: number; queryTerms: string[] }): number =>
      score / (queryTerms.length || 1);
    results.sort((a, b) => plain(b) - plain(a));
  }
  return results.slice(0, 100).map(({ id }) => id as number);
}
