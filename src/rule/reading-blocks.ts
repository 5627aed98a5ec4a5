/**
 * A text as the page draws it: plain data, no HTML. A page that builds its nodes from this cannot be
 * made to run anything.
 */

/** A run of characters that are drawn alike. */
export interface Span {
  text: string;
  strong?: boolean;
  em?: boolean;
  code?: boolean;
  /** http, https or mailto; anything else stays plain text. */
  href?: string;
  /** Index into the citations of the text. */
  citation?: number;
}

export interface ReadingItem {
  label: string;
  number: number;
  spans: Span[];
  subitems: ReadingItem[];
}

export type ReadingBlock =
  /** 款 */
  | { kind: 'paragraph'; number: number; spans: Span[]; items: ReadingItem[] }
  | { kind: 'table'; header: Span[][]; rows: Span[][][] }
  | { kind: 'list'; ordered: boolean; items: Span[][] }
  | { kind: 'quote'; blocks: ReadingBlock[] }
  | { kind: 'code'; text: string };

export interface ReadingUnit {
  kind: 'article' | 'numbered' | 'decimal' | 'section' | 'whole' | 'annex';
  address: string;
  label: string;
  caption?: string;
  /** Index into the outline of the nearest heading above, or -1. */
  heading: number;
  blocks: ReadingBlock[];
}
