import { accumulate, frequencyOf, type Norms } from './accumulate.ts';
import { termNumber } from './postings.ts';
import { buildSegment, mergeSegments, readSegment, type EditionDocs, type Segment } from './segment.ts';
import { TopList } from './top-list.ts';
import { isBigram } from './fold.ts';
import { bm25, commonest } from './weights.ts';

export type { EditionDocs };

/** A term of a question with what it weighs there. */
export interface QueryTerm {
  term: number;
  /** Times its rarity. */
  weight: number;
  /** Counts towards what a document must hold. */
  required: boolean;
}

export interface Retrieval {
  terms: readonly QueryTerm[];
  /** Weight of title and headings against the body. */
  headWeight: number;
  /** Share of the required terms, by rarity, that a document must hold to count as found; 1 is all. */
  share: number;
  /** The best count as found even with less than this share, as they should for a question. */
  best: boolean;
  /** How many of the best are wanted. */
  limit: number;
  /**
   * Factor of an edition: 0 leaves it out of the answer, but not out of the counts by edition. What a function
   * has said is remembered as long as there is this function.
   */
  factor: (edition: string) => number;
}

/** A document that was found. */
export interface Candidate {
  edition: string;
  /** Index of the unit in the edition. */
  unit: number;
  score: number;
}

export interface Retrieved {
  candidates: Candidate[];
  /** Found documents in editions that are not left out; and by edition in all. */
  total: number;
  byEdition: Map<string, number>;
  /** By edition of a candidate, how much of it is about the question: squares of its scores, summed up. */
  evidence: Map<string, number>;
}

/** A part of the index in memory with what scoring needs beside it. */
interface Part {
  name: string;
  segment: Segment;
  norms: Norms;
  headNorms: Norms;
  /** Sums over the question being answered, by document and by section; room for them is made once. */
  scores: Float32Array;
  presence: Float32Array;
  heads: Float32Array;
  /** By edition. */
  squares: Float64Array;
  factors: WeakMap<Retrieval['factor'], Float64Array>;
  gone: Set<string>;
}

/** Parts of about this many documents are left alone; merging larger ones would hold up questions. */
const largest = 20_000;
/** So many parts of one size are merged into one. */
const perTier = 4;

/**
 * The index over articles: immutable segments and a list of the editions that are gone from them. Adding an
 * edition makes a segment; taking one away touches none.
 */
export class BodyIndex {
  #parts: Part[] = [];
  #home = new Map<string, Part>();
  #put = new Map<string, Uint8Array>();
  #remove = new Set<string>();
  #next = 1;

  /**
   * Takes up stored segments. What is damaged or of another version is dropped: its editions are then missing
   * and are added again by whoever keeps the index in step.
   *
   * @param stored bytes by name; a name ending in `.gone` holds the editions taken out of a segment
   */
  static load(stored: ReadonlyMap<string, Uint8Array>): BodyIndex {
    const index = new BodyIndex();
    for (const [name, bytes] of stored) {
      // No name is given twice: the list of a segment that is lost must not count for another one.
      index.#next = Math.max(index.#next, (Number.parseInt(name.slice(1), 36) || 0) + 1);
      if (name.endsWith('.gone')) {
        if (!stored.has(name.slice(0, -'.gone'.length))) index.#remove.add(name);
        continue;
      }
      try {
        const segment = readSegment(bytes);
        const gone = goneIn(stored.get(`${name}.gone`));
        // An edition that another segment has already brought must not be found twice.
        for (const edition of segment.editions) if (index.#home.has(edition)) gone.add(edition);
        if (segment.editions.every((edition) => gone.has(edition))) throw new RangeError('nothing of use');
        index.#take(name, segment, gone);
      } catch {
        index.#remove.add(name);
        index.#remove.add(`${name}.gone`);
      }
    }
    return index;
  }

  has(edition: string): boolean {
    return this.#home.has(edition);
  }

  editions(): string[] {
    return [...this.#home.keys()];
  }

  /** Bytes as stored. */
  get bytes(): number {
    return this.#parts.reduce((sum, { segment }) => sum + segment.bytes.length, 0);
  }

  /** Documents that can be found. */
  get documents(): number {
    return this.#parts.reduce((sum, part) => sum + part.segment.sectionOf.length, 0);
  }

  /** Indexes editions as one new segment; those that are here already are left alone. */
  add(docs: readonly EditionDocs[]): void {
    const fresh = docs.filter(({ edition }) => !this.#home.has(edition));
    if (fresh.length === 0) return;
    this.#take(this.#name(), buildSegment(fresh), new Set(), true);
  }

  remove(edition: string): void {
    const part = this.#home.get(edition);
    if (part === undefined) return;
    this.#home.delete(edition);
    part.gone.add(edition);
    if (part.gone.size === part.segment.editions.length) this.#drop(part);
    else this.#put.set(`${part.name}.gone`, new TextEncoder().encode(JSON.stringify([...part.gone])));
  }

  /**
   * Merges some small segments into one.
   *
   * @returns whether there may be more to merge
   */
  mergeStep(): boolean {
    const tiers = new Map<number, Part[]>();
    for (const part of this.#parts) {
      const size = part.segment.sectionOf.length;
      if (size >= largest) continue;
      const tier = Math.floor(Math.log(Math.max(size, 16)) / Math.log(perTier));
      tiers.set(tier, [...(tiers.get(tier) ?? []), part]);
    }
    for (const [, parts] of [...tiers].sort(([a], [b]) => a - b)) {
      if (parts.length < perTier) continue;
      const chosen: Part[] = [];
      let size = 0;
      for (const part of parts) {
        if (chosen.length > 1 && size + part.segment.sectionOf.length > largest * 1.5) break;
        chosen.push(part);
        size += part.segment.sectionOf.length;
      }
      const merged = mergeSegments(
        chosen.map(({ segment }) => segment),
        // An edition that went and came back is gone from one of them and stands in another.
        (edition, i) => chosen[i]!.gone.has(edition),
      );
      for (const part of chosen) this.#drop(part);
      this.#take(this.#name(), merged, new Set(), true);
      return true;
    }
    return false;
  }

  /** What has to be written to and removed from storage since the last call. */
  takeChanges(): { put: Map<string, Uint8Array>; remove: string[] } {
    const changes = { put: this.#put, remove: [...this.#remove] };
    this.#put = new Map();
    this.#remove = new Set();
    return changes;
  }

  /** Rarity of a term over the whole index, as in BM25. */
  rarity(term: number): number {
    let frequency = 0;
    for (const { segment } of this.#parts) frequency += frequencyOf(segment.body, term);
    return Math.log(1 + (this.documents - frequency + 0.5) / (frequency + 0.5));
  }

  /** Finds and scores documents. */
  retrieve({ terms, headWeight, share, best, limit, factor }: Retrieval): Retrieved {
    const weighed = this.#worthwhile(terms.map((one) => ({ ...one, rarity: this.rarity(one.term) })));
    const needed = weighed.reduce((sum, one) => sum + (one.required ? one.rarity : 0), 0) * share - 1e-3;
    const top = new TopList(limit);
    const byEdition = new Map<string, number>();
    const evidence = new Map<string, number>();
    let total = 0;
    this.#parts.forEach((part, partNumber) => {
      const { segment, scores, presence, heads } = part;
      for (const sums of [scores, presence, heads]) sums.fill(0);
      const factors = part.factors.get(factor) ?? Float64Array.from(segment.editions, factor);
      part.factors.set(factor, factors);
      for (const { term, weight, required, rarity } of weighed) {
        const number = termNumber(segment.body, term);
        if (number !== -1) {
          const counted = required ? presence : undefined;
          accumulate(segment.body, number, weight * rarity, bm25.k1, part.norms, scores, counted, rarity);
        }
        const inHead = headWeight === 0 ? -1 : termNumber(segment.head, term);
        if (inHead !== -1) {
          accumulate(
            segment.head,
            inHead,
            weight * rarity * headWeight,
            bm25.k1,
            part.headNorms,
            heads,
            undefined,
            0,
          );
        }
      }
      for (let number = 0; number < segment.editions.length; number++) {
        if (part.gone.size > 0 && part.gone.has(segment.editions[number]!)) continue;
        const times = factors[number]!;
        let found = 0;
        let squares = 0;
        for (let doc = segment.firstDoc[number]!; doc < segment.firstDoc[number + 1]!; doc++) {
          const score = scores[doc]!;
          if (score === 0) continue;
          if (presence[doc]! >= needed) found += 1;
          else if (!best) continue;
          if (times === 0) continue;
          const full = (score + heads[segment.sectionOf[doc]!]!) * times;
          squares += full * full;
          if (full > top.least) top.offer(full, partNumber, doc);
        }
        part.squares[number] = squares;
        if (found > 0) {
          byEdition.set(segment.editions[number]!, found);
          if (times > 0) total += found;
        }
      }
    });
    const candidates = top.sorted().map(({ score, part, doc }) => {
      const { segment, presence, squares } = this.#parts[part]!;
      const number = segment.editionOf[segment.sectionOf[doc]!]!;
      const edition = segment.editions[number]!;
      evidence.set(edition, squares[number]!);
      if (presence[doc]! < needed) {
        byEdition.set(edition, (byEdition.get(edition) ?? 0) + 1);
        total += 1;
      }
      return { edition, unit: doc - segment.firstDoc[number]!, score };
    });
    return { candidates, total, byEdition, evidence };
  }

  #worthwhile<T extends { term: number; rarity: number; required: boolean }>(terms: T[]): T[] {
    if (this.documents < commonest.documents || !terms.some(({ required }) => required)) return terms;
    return terms.filter(
      ({ term, rarity, required }) => required || isBigram(term) || rarity > commonest.rarity,
    );
  }

  #name(): string {
    return `s${(this.#next++).toString(36)}`;
  }

  #take(name: string, segment: Segment, gone: Set<string>, fresh = false): void {
    const part = {
      name,
      segment,
      norms: normsOf(segment.lengths),
      headNorms: normsOf(segment.sectionLengths),
      scores: new Float32Array(segment.sectionOf.length),
      presence: new Float32Array(segment.sectionOf.length),
      heads: new Float32Array(segment.editionOf.length),
      squares: new Float64Array(segment.editions.length),
      factors: new WeakMap<Retrieval['factor'], Float64Array>(),
      gone,
    };
    this.#parts.push(part);
    for (const edition of segment.editions) if (!gone.has(edition)) this.#home.set(edition, part);
    if (fresh) this.#put.set(name, segment.bytes);
  }

  #drop(part: Part): void {
    this.#parts = this.#parts.filter((one) => one !== part);
    for (const name of [part.name, `${part.name}.gone`]) {
      this.#put.delete(name);
      this.#remove.add(name);
    }
  }
}

/** Length norms against the average of laws, so that segments of any make can be compared. */
const averageLength = 120;

function normsOf(lengths: Uint32Array): Norms {
  const { k1, b } = bm25;
  const norm = new Float32Array(lengths.length);
  const once = new Float32Array(lengths.length);
  for (let doc = 0; doc < lengths.length; doc++) {
    norm[doc] = k1 * (1 - b + (b * lengths[doc]!) / averageLength);
    once[doc] = (k1 + 1) / (1 + norm[doc]!);
  }
  return { norm, once };
}

function goneIn(bytes: Uint8Array | undefined): Set<string> {
  if (bytes === undefined) return new Set();
  const list: unknown = JSON.parse(new TextDecoder().decode(bytes));
  return new Set(Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : []);
}
