import { articleAddress } from '../rule/address.ts';
import { titleKey } from '../rule/title-key.ts';
import { editionOn, type Day } from '../rule/validity.ts';
import type { RuleRow, TextRow } from '../store/rows.ts';
import type { BodyIndex, Candidate } from './body-index.ts';
import type { ArticleHit, Facets, FindAnswer, FindRequest, RuleHit } from './find.ts';
import { foldText } from './fold.ts';
import { readJump } from './jump.ts';
import { parseQuery, type Query } from './query.ts';
import { holdsPhrases, rankKeywords } from './rank-keywords.ts';
import { rankQuestion, type CandidateText } from './rank-question.ts';
import { snippetOf } from './snippet.ts';
import { facetKinds, facetValue, isCurrent, passes, standings, type Standing } from './standing.ts';
import { TitleIndex } from './title-index.ts';
import { candidates, headWeight, levelFactor } from './weights.ts';

/** What finding asks of the base. */
export interface FindSources {
  rows(): readonly RuleRow[];
  /** Texts of these editions; those that are gone are missing from the answer. */
  texts(hashes: readonly string[]): Promise<Map<string, TextRow>>;
  repealedOn(row: RuleRow): Day | undefined;
}

/** A day's standing of every edition, kept while neither the day nor the base changes. */
interface DayView {
  day: Day;
  rows: readonly RuleRow[];
  standings: Map<string, Standing>;
}

/** Rules shown above the articles. */
const mostRules = 6;

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

    const ranked = this.#rank(query, found.candidates, texts, view);
    const exact = query.phrases.length > 0 && found.candidates.length < candidates.keywords;
    const hits = ranked
      .slice(offset, offset + limit)
      .map((candidate) => hitOf(candidate, query, texts, view));
    return {
      ...(jump !== undefined && { jump }),
      rules: this.#rules(request, view),
      hits: hits.filter((hit) => hit !== undefined),
      total: exact ? ranked.length : found.total,
      facets: facetsOf(found.byEdition, request, view),
      relaxed: found.relaxed,
      ms: performance.now() - begun,
    };
  }

  #viewOf(day: Day): DayView {
    const rows = this.#sources.rows();
    if (this.#view?.day !== day || this.#view.rows !== rows) {
      this.#view = { day, rows, standings: standings(rows, day, (row) => this.#sources.repealedOn(row)) };
    }
    return this.#view;
  }

  #retrieve(query: Query, request: FindRequest, view: DayView, wanted: number) {
    const factor = (edition: string): number => {
      const standing = view.standings.get(edition);
      if (standing === undefined || !passes(standing, request.filters)) return 0;
      if (request.asOnDay && standing.validity !== 'inForce') return 0;
      const level = query.style === 'question' ? levelFactor(standing.row.title) : 1;
      return isCurrent(standing.validity) ? level : level * pastFactor;
    };
    const { terms, share } = query;
    const limit = Math.max(wanted, candidates[query.style]);
    const ask = (share: number) => this.#index.retrieve({ terms, headWeight, share, limit, factor });
    const first = ask(share);
    if (first.total > 0 || query.relaxedShare >= share || query.phrases.length > 0)
      return { ...first, relaxed: false };
    return { ...ask(query.relaxedShare), relaxed: query.style === 'keywords' };
  }

  #rank(query: Query, found: readonly Candidate[], texts: Map<string, TextRow>, view: DayView): Candidate[] {
    const textOf = (candidate: Candidate): CandidateText | undefined => wordsOf(candidate, texts, view);
    const kept =
      query.phrases.length === 0
        ? found
        : found.filter((candidate) => holdsPhrases(textOf(candidate)?.text ?? '', query.phrases));
    const ranked =
      query.style === 'question'
        ? rankQuestion(
            kept,
            query.terms.map(({ term }) => ({ term, rarity: this.#index.rarity(term) })),
            textOf,
          )
        : rankKeywords(kept, query, textOf);
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
    const byId = new Map(view.rows.map((row) => [row.id, row]));
    const words = request.query.replaceAll(/[“”"「」『』《》]/g, ' ');
    const hits = this.#titles.search(words, mostRules * 4).flatMap((id): RuleHit[] => {
      const row = byId.get(id)!;
      const edition = editionOn(request.on, row.editions);
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
    const weighed = rows
      .map((row) => ({ row, edition: editionOn(request.on, row.editions) }))
      .filter((one) => one.edition !== undefined)
      .sort((a, b) => rank(a.row) - rank(b.row));
    function rank(row: RuleRow): number {
      const edition = editionOn(request.on, row.editions);
      const holds =
        edition !== undefined && isCurrent(view.standings.get(edition.hash)?.validity ?? 'undated');
      return titleKey(row.title).length + (holds ? 0 : 100);
    }
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
  const { row, edition, validity } = standing;
  return {
    rule: row.id,
    edition: edition.hash,
    title: row.title,
    ...(row.part !== undefined && { part: row.part }),
    address: place.address,
    label: place.label,
    path: place.path,
    validity,
    kind: row.kind,
    ...(edition.date !== undefined && { date: edition.date }),
    snippet: snippetOf(words.text, query),
    score: candidate.score,
  };
}

/** Counts by value; each facet as if it were not chosen itself. */
function facetsOf(byEdition: ReadonlyMap<string, number>, request: FindRequest, view: DayView): Facets {
  const facets: Facets = { validity: {}, kind: {}, category: {}, unit: {}, year: {} };
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
