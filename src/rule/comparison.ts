import type { HeadingLevel, RuleText, Unit } from './rule-text.ts';

/** A text and its structure, as `parseText` reads it. */
export interface ParsedEdition {
  text: string;
  parsed: RuleText;
}

/** A stretch of words that both editions have, or only one of them. */
export interface Piece {
  kind: 'same' | 'deleted' | 'inserted';
  text: string;
}

export type RowKind =
  /** Word for word, but for numbers of articles that follow a renumbering. */
  | 'same'
  | 'changed'
  /** One old unit, several new ones. */
  | 'split'
  /** Several old units, one new one. */
  | 'merged'
  | 'inserted'
  | 'deleted';

export const rowKinds: readonly RowKind[] = ['same', 'changed', 'split', 'merged', 'inserted', 'deleted'];

/** One side of a row: an article or what stands for one, a heading, or the preamble. */
export interface ComparedPlace {
  /** Index into `units`, or into `outline`; 0 for the preamble. */
  index: number;
  /** Address of the unit; empty for headings and the preamble. */
  address: string;
  /** As written: 第十二条, 第二章; empty where there is none. */
  label: string;
  /** 【…】 after the number of an article. */
  caption?: string;
  /** How many characters of its side are its own text. */
  length: number;
  /** How much it has in common with its partner, 0 to 1. */
  likeness: number;
  /** The one that lives on, where several are on this side: it is most like the chief one of the other side. */
  isChief: boolean;
}

/**
 * One line of a comparison.
 *
 * `pieces`: all `same` and `deleted` put together are the old text without its label (`before`), all `same` and
 * `inserted` the new one. Where a side has several units, their texts stand in the order of the edition, with an
 * empty line between them.
 */
export interface ComparisonRow {
  of: 'preamble' | 'heading' | 'unit';
  /** What the unit is in the new edition, or was in the old one; what kind of heading it is. */
  level: Unit['kind'] | HeadingLevel | 'preamble';
  kind: RowKind;
  /** Stands elsewhere among its neighbours, or under another heading. */
  moved: boolean;
  /** Bears another number or label. */
  renumbered: boolean;
  /** The old units in the order of their edition; empty when inserted. */
  before: ComparedPlace[];
  /** The new units in the order of their edition; empty when deleted. */
  after: ComparedPlace[];
  pieces: Piece[];
}

/** How two editions of a text differ. Plain data that can be sent between workers and stored. */
export interface Comparison {
  /** In the order of the new edition; what was deleted stands where it stood. */
  rows: ComparisonRow[];
  /** Units by what became of them; moved and renumbered ones count beside their kind. */
  counts: Record<RowKind | 'moved' | 'renumbered', number>;
  /** Headings and preamble that are not the same in both. */
  otherChanges: number;
}

/** What stands between the texts of several units of one side. */
export const betweenUnits = '\n\n';

/** One side of a row as text: what stands in that edition without labels. */
export function textOfSide({ pieces }: Pick<ComparisonRow, 'pieces'>, side: 'before' | 'after'): string {
  const other = side === 'before' ? 'inserted' : 'deleted';
  return pieces.flatMap(({ kind, text }) => (kind === other ? [] : [text])).join('');
}

/** The text of each place of one side, in order. */
export function textsOfSide(row: ComparisonRow, side: 'before' | 'after'): string[] {
  const text = textOfSide(row, side);
  let at = 0;
  return row[side].map(({ length }) => {
    const own = text.slice(at, at + length);
    at += length + betweenUnits.length;
    return own;
  });
}
