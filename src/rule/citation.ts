/** References from one text to a place in itself or in another. Found by `find-citations.ts`, resolved by `resolve-citation.ts`. */

/** 第十二条之一第二款第（三）项第1目; a level that was not written is absent. */
export interface CitedPlace {
  article?: { number: number; sub: number[] };
  paragraph?: number;
  item?: number;
  subitem?: number;
}

/** Which text is meant. */
export type CitedText =
  /** 本办法, 本条, 前款, a bare 第N条 */
  | { kind: 'self' }
  /** 《…》, with what the brackets after it say if they say something (2018年修正) */
  | { kind: 'title'; title: string; note?: string }
  /** An abbreviation that the text defines: 以下简称《办法》 */
  | { kind: 'abbreviation'; short: string; title: string }
  /**
   * A title without 《》 directly before 第N条. `lead` is the run of Han characters before 第 (at most 40);
   * which suffix of it is the title is known only against the titles of a base.
   */
  | { kind: 'lead'; lead: string };

export interface Citation {
  /** Index into `units` of the citing unit; -1 for the preamble. */
  unit: number;
  /** The characters that become the link; offsets into the whole text. */
  start: number;
  end: number;
  text: CitedText;
  /** Absent: the text as a whole (《…》 without 第N条). */
  place?: CitedPlace;
  /** Inclusive end of a range: 第三条至第五条. */
  to?: CitedPlace;
  /** 本条 前款 and their kind, already turned into `place`. */
  relative: boolean;
}

/** Where a citation leads. */
export interface CitationTarget {
  /** Rule id. */
  rule: string;
  /** Edition hash; the edition in force on the day of the citing text. */
  edition: string;
  /** Address, absent for the whole text. */
  address?: string;
  /** Address of the inclusive end of a range. */
  toAddress?: string;
}

/** What resolving asks of a base. Implemented over the catalogue. */
export interface TitleBase {
  /**
   * The rules that bear this title (several when a long text lies in volumes), by `titleKey`.
   * An empty list: outside the base.
   */
  byTitleKey(key: string): readonly CitableRule[];
}

export interface CitableRule {
  id: string;
  editions: readonly CitableEdition[];
}

export interface CitableEdition {
  hash: string;
  /** ISO day from which it is in force, or its own date when it states none; absent when unknown. */
  from?: string;
  /** Does this unit exist in it? `address` such as a12. */
  has(address: string): boolean;
}
