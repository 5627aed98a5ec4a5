import type { RuleKind } from '../rule/edition.ts';
import type { Day, Validity } from '../rule/validity.ts';
import type { Signing } from '../store/official.ts';

/** What a person asks. */
export interface FindRequest {
  query: string;
  /** The day that decides validity; today unless the reader chose another. */
  on: Day;
  /** Show only texts as they stood on `on` (drops amended and not yet effective editions). */
  asOnDay?: boolean;
  filters?: FindFilters;
  /** Hits wanted, 1 to 200. */
  limit: number;
  offset?: number;
}

/** Within one facet any of the values; between facets all. */
export interface FindFilters {
  validity?: Validity[];
  kind?: RuleKind[];
  category?: string[];
  unit?: string[];
  year?: string[];
  /** Only inside this rule. */
  rule?: string;
}

export interface Snippet {
  text: string;
  /** Pairs [start, end) of characters of `text` that matched. */
  marks: [number, number][];
}

/** A found article. */
export interface ArticleHit {
  rule: string;
  edition: string;
  title: string;
  part?: string;
  /** Address of the unit, a12. */
  address: string;
  label: string;
  path: string;
  validity: Validity;
  signing: Signing;
  kind: RuleKind;
  /** The edition's date or year, for a person to tell editions apart. */
  date?: Day;
  snippet: Snippet;
  score: number;
}

/** A rule found by its title, 文号, heading, person, tag or pinyin initials. */
export interface RuleHit {
  rule: string;
  edition: string;
  title: string;
  part?: string;
  docNo?: string;
  validity: Validity;
  signing: Signing;
  kind: RuleKind;
  marks: [number, number][];
}

/** Counts of matching articles by value, for the whole answer and not only the hits shown. */
export interface Facets {
  validity: Record<string, number>;
  kind: Record<string, number>;
  category: Record<string, number>;
  unit: Record<string, number>;
  year: Record<string, number>;
}

export interface FindAnswer {
  /** Straight to the place: 公务员法 12. */
  jump?: { rule: string; edition: string; title: string; part?: string; address: string; label: string };
  rules: RuleHit[];
  hits: ArticleHit[];
  /** Matching articles in all. */
  total: number;
  facets: Facets;
  /** No article holds all the words, so articles with some of them are shown. */
  relaxed: boolean;
  ms: number;
}
