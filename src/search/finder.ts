import { articleAddress } from '../rule/address.ts';
import { titleKey } from '../rule/title-key.ts';
import type { Day } from '../rule/validity.ts';
import type { RuleRow, TextRow } from '../store/rows.ts';
import type { BodyIndex, Candidate, Retrieved } from './body-index.ts';
import type { ArticleHit, Facets, FindAnswer, FindRequest, RuleHit } from './find.ts';
import { foldText } from './fold.ts';
import { readJump } from './jump.ts';
import { parseQuery, type Query } from './query.ts';
import { asks } from './question-words.ts';
import { holdsPhrases, rankKeywords } from './rank-keywords.ts';
import { rankQuestion, type CandidateText } from './rank-question.ts';
import { snippetOf } from './snippet.ts';
import {
  facetKinds,
  facetValue,
  isCurrent,
  passes,
  standings,
  type Standing,
  type Standings,
} from './standing.ts';
import { TitleIndex } from './title-index.ts';
import { candidates, headWeight, relaxedShares } from './weights.ts';

/** What finding asks of the base. */
export interface FindSources {
  rows(): readonly RuleRow[];
  /** Texts of these editions; those that are gone are missing from the answer. */
  texts(hashes: readonly string[]): Promise<Map<string, TextRow>>;
  standings: Standings;
}

/** A day's standing of every edition, kept while neither the day nor the base changes. */
interface DayView {
  day: Day;
  rows: readonly RuleRow[];
  byId: Map<string, RuleRow>;
  standings: Map<string, Standing>;
  /** By what else they depend on, so that one letter more does not ask for every edition again. */
  factors: Map<string, (edition: string) => number>;
}

/** What was retrieved, and whether it holds only some of the words. */
type Found = Retrieved & { relaxed: boolean };

/** Rules shown above the articles. */
const mostRules = 6;

/** Choices of filters whose factors are remembered. */
const mostFactors = 12;

/** Texts that no longer hold, against those that do. */
const pastFactor = 0.35;

/** Answers questions over titles and articles. */
export class Finder {
  #sources: FindSources;
  #index: BodyIndex;
  #titles = new TitleIndex();
  #titledRows: readonly RuleRow[] | undefined;
  #view: DayView | undefined;

  constructor(sources: FindSources, index: BodyIndex) {
    this.#sources = sources;
    this.#index = index;
  }

  /**
   * Finds what was asked for.
   *
   * @throws {DOMException} `AbortError` when `signal` ended it
   */
  async find(request: FindRequest, signal?: AbortSignal): Promise<FindAnswer> {
    const begun = performance.now();
    const limit = Math.max(1, Math.min(200, request.limit));
    const offset = Math.max(0, request.offset ?? 0);
    const view = this.#viewOf(request.on);
    const jump = await this.#jump(request, view);
    signal?.throwIfAborted();
    // 公务员法 12 asks for a place; what else is shown is about the text, and not about twelve.
    const query = parseQuery(jump === undefined ? request.query : (readJump(request.query)?.title ?? ''));

    const found = this.#retrieve(query, request, view, offset + limit);
    const texts = await this.#sources.texts([...new Set(found.candidates.map(({ edition }) => edition))]);
    signal?.throwIfAborted();

    const { kept, relaxed } = this.#kept(query, found, texts, view);
    const ranked = this.#rank(query, kept, found.evidence, texts, view);
    const hits = ranked
      .slice(offset, offset + limit)
      .map((candidate) => hitOf(candidate, query, texts, view));
    const counted = kept === found.candidates ? found : recounted(found, kept);
    return {
      ...(jump !== undefined && { jump }),
      rules: this.#rules(request, view),
      hits: hits.filter((hit) => hit !== undefined),
      total: counted.total,
      facets: facetsOf(counted.byEdition, request, view),
      relaxed,
      ms: performance.now() - begun,
    };
  }

  #viewOf(day: Day): DayView {
    const rows = this.#sources.rows();
    if (this.#view?.day !== day || this.#view.rows !== rows) {
      this.#view = {
        day,
        rows,
        byId: new Map(rows.map((row) => [row.id, row])),
        standings: standings(rows, day, this.#sources.standings),
        factors: new Map(),
      };
    }
    return this.#view;
  }

  #retrieve(query: Query, request: FindRequest, view: DayView, wanted: number): Found {
    const { terms, share, style } = query;
    const factor = factorOf(request, style, view);
    const best = style === 'question';
    const limit = Math.max(wanted, candidates[query.phrases.length > 0 ? 'phrases' : style]);
    const ask = (share: number) => this.#index.retrieve({ terms, headWeight, share, best, limit, factor });
    const first = ask(share);
    if (first.total > 0 || best || query.phrases.length > 0) return { ...first, relaxed: false };
    for (const less of relaxedShares) {
      const found = ask(less);
      if (found.total > 0) return { ...found, relaxed: true };
    }
    return { ...first, relaxed: false };
  }

  /** Candidates that hold the phrases; for a question that nothing answers in these very words, all of them. */
  #kept(
    query: Query,
    { candidates, relaxed }: Found,
    texts: Map<string, TextRow>,
    view: DayView,
  ): { kept: readonly Candidate[]; relaxed: boolean } {
    if (query.phrases.length === 0) return { kept: candidates, relaxed };
    const kept = candidates.filter((candidate) =>
      holdsPhrases(wordsOf(candidate, texts, view)?.text ?? '', query.phrases),
    );
    if (kept.length === 0 && query.style === 'question') return { kept: candidates, relaxed: true };
    return { kept, relaxed };
  }

  #rank(
    query: Query,
    found: readonly Candidate[],
    evidence: ReadonlyMap<string, number>,
    texts: Map<string, TextRow>,
    view: DayView,
  ): Candidate[] {
    const rarity = (term: number): number => this.#index.rarity(term);
    const textOf = (candidate: Candidate): CandidateText | undefined => wordsOf(candidate, texts, view);
    const ranked =
      query.style === 'question'
        ? rankQuestion(found, { query, evidence, rarity, textOf })
        : rankKeywords(found, query, textOf);
    const holds = ({ edition }: Candidate): boolean =>
      isCurrent(view.standings.get(edition)?.validity ?? 'undated');
    return [...ranked.filter(holds), ...ranked.filter((candidate) => !holds(candidate))];
  }

  #rules(request: FindRequest, view: DayView): RuleHit[] {
    if (request.filters?.rule !== undefined || (request.offset ?? 0) > 0) return [];
    if (this.#titledRows !== view.rows) {
      this.#titles.update(view.rows);
      this.#titledRows = view.rows;
    }
    const words = request.query.replaceAll(/[“”"「」『』《》]/g, ' ');
    // A title that holds all pairs of somebody's question does not exist; looking for it takes its time.
    const found = asks(words) ? [] : this.#titles.search(words, mostRules * 4);
    const hits = found.flatMap((id): RuleHit[] => {
      const row = view.byId.get(id)!;
      const edition = this.#sources.standings.editionOn(row, request.on);
      const standing = edition && view.standings.get(edition.hash);
      if (edition === undefined || standing === undefined || !passes(standing, request.filters)) return [];
      if (request.asOnDay && standing.validity !== 'inForce') return [];
      return [
        {
          rule: id,
          edition: edition.hash,
          title: row.title,
          ...(row.part !== undefined && { part: row.part }),
          ...(edition.docNo !== undefined && { docNo: edition.docNo }),
          validity: standing.validity,
          signing: standing.signing,
          kind: row.kind,
          marks: titleMarks(row.title, words),
        },
      ];
    });
    const holds = hits.filter(({ validity }) => isCurrent(validity));
    return [...holds, ...hits.filter(({ validity }) => !isCurrent(validity))].slice(0, mostRules);
  }

  async #jump(request: FindRequest, view: DayView): Promise<FindAnswer['jump']> {
    const wanted = readJump(request.query);
    if (wanted === undefined) return undefined;
    const key = titleKey(wanted.title);
    const inside = request.filters?.rule;
    const rows = view.rows.filter((row) =>
      inside === undefined ? key !== '' && titleKey(row.title).includes(key) : row.id === inside,
    );
    // The nearest title first: the one that says nothing more than what was typed, then texts in force.
    const rank = (row: RuleRow): number => {
      const edition = this.#sources.standings.editionOn(row, request.on);
      const holds =
        edition !== undefined && isCurrent(view.standings.get(edition.hash)?.validity ?? 'undated');
      return titleKey(row.title).length + (holds ? 0 : 100);
    };
    const weighed = rows
      .map((row) => ({ row, edition: this.#sources.standings.editionOn(row, request.on) }))
      .filter((one) => one.edition !== undefined)
      .sort((a, b) => rank(a.row) - rank(b.row));
    const few = weighed.slice(0, 12);
    const texts = await this.#sources.texts(few.map(({ edition }) => edition!.hash));
    const address = articleAddress(wanted.number, wanted.sub);
    for (const { row, edition } of few) {
      const unit = texts
        .get(edition!.hash)
        ?.units.find((one) => one.address === address || one.address === `n${wanted.number}`);
      if (unit === undefined) continue;
      const { part } = row;
      return {
        rule: row.id,
        edition: edition!.hash,
        title: row.title,
        ...(part !== undefined && { part }),
        address: unit.address,
        label: unit.label,
      };
    }
    return undefined;
  }
}

/** What an edition counts under the filters of a request. */
function factorOf(
  { filters, asOnDay }: FindRequest,
  style: Query['style'],
  view: DayView,
): (edition: string) => number {
  const key = JSON.stringify([filters, asOnDay, style]);
  const known = view.factors.get(key);
  if (known !== undefined) return known;
  const factor = (edition: string): number => {
    const standing = view.standings.get(edition);
    if (standing === undefined || !passes(standing, filters)) return 0;
    if (asOnDay && standing.validity !== 'inForce') return 0;
    const level = style === 'question' ? standing.level : 1;
    return isCurrent(standing.validity) ? level : level * pastFactor;
  };
  if (view.factors.size >= mostFactors) view.factors.clear();
  view.factors.set(key, factor);
  return factor;
}

function wordsOf(
  { edition, unit }: Candidate,
  texts: Map<string, TextRow>,
  view: DayView,
): CandidateText | undefined {
  const row = texts.get(edition);
  const place = row?.units[unit];
  const title = view.standings.get(edition)?.row.title;
  if (row === undefined || place === undefined || title === undefined) return undefined;
  return { title, path: place.path, text: row.text.slice(place.body, place.end) };
}

function hitOf(
  candidate: Candidate,
  query: Query,
  texts: Map<string, TextRow>,
  view: DayView,
): ArticleHit | undefined {
  const standing = view.standings.get(candidate.edition);
  const place = texts.get(candidate.edition)?.units[candidate.unit];
  const words = wordsOf(candidate, texts, view);
  if (standing === undefined || place === undefined || words === undefined) return undefined;
  const { row, edition, validity, signing } = standing;
  return {
    rule: row.id,
    edition: edition.hash,
    title: row.title,
    ...(row.part !== undefined && { part: row.part }),
    address: place.address,
    label: place.label,
    path: place.path,
    validity,
    signing,
    kind: row.kind,
    ...(edition.date !== undefined && { date: edition.date }),
    snippet: snippetOf(words.text, query),
    score: candidate.score,
  };
}

/** Counts again after candidates were dropped; what was not among the candidates is counted as it was found. */
function recounted(
  { total, byEdition, candidates }: Found,
  kept: readonly Candidate[],
): Pick<Found, 'total' | 'byEdition'> {
  const counts = new Map(byEdition);
  const held = new Set(kept);
  for (const candidate of candidates) {
    if (held.has(candidate)) continue;
    const left = counts.get(candidate.edition)! - 1;
    if (left > 0) counts.set(candidate.edition, left);
    else counts.delete(candidate.edition);
  }
  return { byEdition: counts, total: total - (candidates.length - kept.length) };
}

/** Counts by value; each facet as if it were not chosen itself. */
function facetsOf(byEdition: ReadonlyMap<string, number>, request: FindRequest, view: DayView): Facets {
  // Values are what people wrote: a category may well be called constructor.
  const counts = (): Record<string, number> => Object.create(null) as Record<string, number>;
  const facets: Facets = {
    validity: counts(),
    kind: counts(),
    category: counts(),
    unit: counts(),
    year: counts(),
  };
  for (const [hash, n] of byEdition) {
    const standing = view.standings.get(hash);
    if (standing === undefined || (request.asOnDay && standing.validity !== 'inForce')) continue;
    for (const facet of facetKinds) {
      if (!passes(standing, request.filters, facet)) continue;
      const value = facetValue(standing, facet);
      facets[facet][value] = (facets[facet][value] ?? 0) + n;
    }
  }
  return facets;
}

/** Where the typed words stand in a title. */
function titleMarks(title: string, words: string): [number, number][] {
  const folded = foldText(title);
  const marks: [number, number][] = [];
  for (const word of foldText(words).split(/ +/).filter(Boolean)) {
    const at = folded.indexOf(word);
    if (at !== -1) marks.push([at, at + word.length]);
  }
  marks.sort(([a], [b]) => a - b);
  return marks.filter(([start], i) => i === 0 || start >= marks[i - 1]![1]);
}
