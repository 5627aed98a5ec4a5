/**
 * `npm run measure -- search [--articles F] [--queries F] [--qrels F]`: how well and how fast questions are
 * answered over a collection with judgements, beside MiniSearch over the same articles in the same process.
 *
 * The product is its own road from end to end: `SearchUpkeep` builds and stores the index, and a question
 * goes through `Finder.find` with everything a reader gets: parsing, retrieval, texts out of the engine's
 * cache, ranking, titles, facets and snippets of twenty hits. MiniSearch only searches; nothing is added
 * to its time. Peers are slow to build, so they are built `--builds` times (2), and timed on `--sample`
 * questions (150) drawn by `--seed`, in turns with the product, `--repeats` times (5). The time of a question
 * is its median; p50 and p95 are over questions. `--singles` gives the peer single characters too, as the
 * product has them; without, it has half the tokens and is much faster. `--alone` leaves the peers out.
 */
import { parseArgs } from 'node:util';
import MiniSearch from 'minisearch';
import type { Finder } from '../../src/search/finder.ts';
import { Random } from '../faults/random.ts';
import { median, percentile } from './percentile.ts';
import { askFinder, TestBase } from './search/base.ts';
import { readArticles, readJudgements, readQueries, type TestArticle } from './search/collection.ts';
import { knownItems } from './search/known-items.ts';
import { askPeer, buildPeer, docsOf, gramPeer, wordPeer, type Peer } from './search/peer.ts';
import { qualityOf, type Quality } from './search/quality.ts';

interface Costs {
  buildMs: number;
  storedBytes: number;
  loadMs: number;
  heapBytes: number;
}

/** A loaded index: its costs, and how to ask it. */
interface Contestant {
  name: string;
  costs: Costs;
  /** The road that is timed. */
  ask(query: string): unknown;
  /** The best hundred. */
  best(query: string): number[] | Promise<number[]>;
}

const folder = '../shared/corpus/search';
const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: `${folder}/articles.jsonl.gz` },
    queries: { type: 'string', default: `${folder}/queries.dev.jsonl` },
    qrels: { type: 'string', default: `${folder}/qrels.dev.tsv` },
    repeats: { type: 'string', default: '5' },
    builds: { type: 'string', default: '2' },
    sample: { type: 'string', default: '150' },
    known: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    singles: { type: 'boolean', default: false },
    alone: { type: 'boolean', default: false },
  },
});
const repeats = Math.max(1, Number(values.repeats));
const builds = Math.max(1, Number(values.builds));

/** What is reachable, after all else was collected. */
async function heap(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    // Buffers are given back in turns of their own.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function timed<T>(work: () => T | Promise<T>): Promise<[ms: number, made: T]> {
  const begun = performance.now();
  const made = await work();
  return [performance.now() - begun, made];
}

async function product(articles: readonly TestArticle[]): Promise<Contestant & { finder: Finder }> {
  const base = await TestBase.of(articles);
  const buildMs: number[] = [];
  for (let i = 0; i < repeats; i++) {
    await base.forgetIndex();
    const upkeep = await base.open();
    const [ms] = await timed(() => upkeep.catchUp());
    buildMs.push(ms);
  }
  const storedBytes = await base.storedBytes();
  const loadMs: number[] = [];
  for (let i = 0; i < repeats; i++) loadMs.push((await timed(() => base.open()))[0]);
  const before = await heap();
  const { finder } = await base.open();
  const heapBytes = (await heap()) - before;
  console.error(`product: built in ${buildMs.map(Math.round).join(', ')} ms`);
  return {
    name: 'product',
    finder,
    costs: { buildMs: median(buildMs), storedBytes, loadMs: median(loadMs), heapBytes },
    ask: (query) => finder.find({ query, on: '2025-06-01', limit: 20 }),
    best: (query) => askFinder(finder, query, 100),
  };
}

async function peerOf(peer: Peer, articles: readonly TestArticle[]): Promise<Contestant> {
  const docs = docsOf(articles);
  const buildMs: number[] = [];
  const loadMs: number[] = [];
  let stored = '';
  let storedBytes = 0;
  let index: MiniSearch | undefined;
  const before = await heap();
  for (let i = 0; i < builds; i++) {
    const [ms, built] = await timed(() => buildPeer(peer, docs));
    buildMs.push(ms);
    index = undefined;
    stored = JSON.stringify(built);
    storedBytes = Buffer.byteLength(stored);
    const [loadedIn, loaded] = await timed(() => MiniSearch.loadJSON(stored, peer.options));
    loadMs.push(loadedIn);
    index = loaded;
    console.error(`${peer.name}: built in ${Math.round(ms)} ms, loaded in ${Math.round(loadedIn)} ms`);
  }
  stored = '';
  const heapBytes = (await heap()) - before;
  const ready = index!;
  return {
    name: peer.name,
    costs: {
      buildMs: median(buildMs),
      storedBytes,
      loadMs: median(loadMs),
      heapBytes,
    },
    ask: (query) => ready.search(query),
    best: (query) => askPeer(peer, ready, query),
  };
}

/** Median time of each question, in turns. */
async function speeds(contestants: readonly Contestant[], queries: readonly string[]): Promise<number[][]> {
  const times = contestants.map(() => queries.map((): number[] => []));
  for (let run = 0; run < repeats; run++) {
    for (const [q, query] of queries.entries()) {
      for (const [c, { ask }] of contestants.entries()) {
        times[c]![q]!.push((await timed(() => ask(query)))[0]);
      }
    }
    console.error(`questions, ${run + 1} of ${repeats}`);
  }
  return times.map((byQuery) => byQuery.map(median));
}

const articles = readArticles(values.articles);
const queries = readQueries(values.queries);
const relevant = readJudgements(values.qrels);
console.error(`${articles.length} articles, ${queries.length} questions, seed ${values.seed}`);
const own = await product(articles);
const contestants: Contestant[] = [own];
if (!values.alone) {
  contestants.push(await peerOf(gramPeer(values.singles), articles), await peerOf(wordPeer, articles));
}

const qualities: Quality[] = [];
for (const { name, best } of contestants) {
  const rankings = new Map<number, number[]>();
  for (const { qid, q } of queries) rankings.set(qid, await best(q));
  qualities.push(qualityOf(rankings, relevant));
  console.error(`${name}: MRR@10 ${qualities.at(-1)!.mrr10.toFixed(4)}`);
}

const random = new Random(Number(values.seed));
const drawn = queries.map(({ q }) => ({ q, at: random.next() })).sort((a, b) => a.at - b.at);
const sample = drawn.slice(0, Math.max(1, Number(values.sample))).map(({ q }) => q);
const times = await speeds(contestants, sample);
const lengths = sample.map((q) => q.length);
const long = percentile(lengths, 0.75);
const all = await speeds(
  [own],
  queries.map(({ q }) => q),
);

/** Searches for an article somebody has read, by two words of it that stand in at most one of `rare` articles. */
async function knownItemKeys(rare: number) {
  const items = knownItems(articles, new Random(Number(values.seed)), Number(values.known), rare);
  let [first, five, chance] = [0, 0, 0];
  const ms: number[] = [];
  for (const item of items) {
    const [took, found] = await timed(() => askFinder(own.finder, item.query, 5));
    ms.push(took);
    if (item.right.has(found[0] ?? -1)) first += 1;
    if (found.some((id) => item.right.has(id))) five += 1;
    chance += item.chance;
  }
  const n = items.length;
  return { items: n, success1: first / n, success5: five / n, chance1: chance / n, p50Ms: median(ms) };
}
const known = await knownItemKeys(2000);
const commoner = await knownItemKeys(500);

const keysOf = (c: number): Record<string, number> => ({
  articles: articles.length,
  queries: queries.length,
  ...qualities[c]!,
  ...contestants[c]!.costs,
  p50Ms: percentile(times[c]!, 0.5),
  p95Ms: percentile(times[c]!, 0.95),
});
const ratiosTo = (c: number): Record<string, number> => {
  const [mine, theirs] = [own.costs, contestants[c]!.costs];
  return {
    build: theirs.buildMs / mine.buildMs,
    load: theirs.loadMs / mine.loadMs,
    stored: theirs.storedBytes / mine.storedBytes,
    heap: theirs.heapBytes / mine.heapBytes,
    p50: percentile(times[c]!, 0.5) / percentile(times[0]!, 0.5),
    p95: percentile(times[c]!, 0.95) / percentile(times[0]!, 0.95),
    perQuestion: median(times[c]!.map((ms, q) => ms / times[0]![q]!)),
  };
};
console.log(
  JSON.stringify({
    ...keysOf(0),
    // Over all questions, and over the longest quarter of the sample.
    allP50Ms: percentile(all[0]!, 0.5),
    allP95Ms: percentile(all[0]!, 0.95),
    longP95Ms: percentile(
      times[0]!.filter((_, q) => lengths[q]! >= long),
      0.95,
    ),
    success1: known.success1,
    success5: known.success5,
    known,
    knownCommoner: commoner,
    timedQuestions: sample.length,
    repeats,
    ...(!values.alone && {
      peerBuilds: builds,
      peerTokens: contestants[1]!.name,
      defaultTokens: contestants[2]!.name,
      peer: keysOf(1),
      default: keysOf(2),
      // How many times the peer needs of what the product needs.
      peerRatio: ratiosTo(1),
      defaultRatio: ratiosTo(2),
    }),
  }),
);
