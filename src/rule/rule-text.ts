/**
 * What a rule text consists of once it has been read.
 *
 * Offsets everywhere count UTF-16 code units of the normalised text that was parsed, so
 * `text.slice(unit.start, unit.end)` gives a unit back exactly as it stands.
 *
 * Levels follow 立法法 (2023) art. 65: 编 part, 章 chapter, 节 section, 条 article, 款 paragraph,
 * 项 item, 目 subitem.
 */

/** How the text numbers its units; decided once for the whole text. */
export type TextStyle =
  /** 第一条 … */
  | 'articles'
  /** flat 一、二、三、 paragraphs */
  | 'numbered'
  /** 1. / 1.1 */
  | 'decimal'
  /** headings only: each lowest heading with its paragraphs is a unit */
  | 'sections'
  /** neither numbers nor headings: the text is one unit */
  | 'plain';

export type HeadingLevel = 'part' | 'subpart' | 'chapter' | 'section' | 'heading';

/** A heading of the body, in order of appearance. */
export interface Heading {
  level: HeadingLevel;
  /** 1 for the outermost level that this text uses. */
  depth: number;
  /** 第二章, or empty when the heading has no number. */
  label: string;
  /** 总则; letter spacing removed. */
  title: string;
  start: number;
  end: number;
  /** Index into `outline` of the heading above, or -1. */
  parent: number;
  /** Index into `units` of the first unit below this heading. */
  firstUnit: number;
}

/** （一）… or 1. … below it. */
export interface Item {
  /** As written: （一）, 1., ①. */
  label: string;
  number: number;
  /** Without the label. */
  text: string;
  /** Offset of `text` (after the label) in the whole text. */
  start: number;
  subitems: Item[];
}

/** 款 with the items that belong to it. */
export interface Paragraph {
  kind: 'paragraph';
  /** 1-based number within the unit: 第N款. */
  number: number;
  text: string;
  /** Offset of `text` in the whole text. */
  start: number;
  items: Item[];
}

/** A table, quoted block or list that stays as it was written (Markdown). */
export interface Opaque {
  kind: 'opaque';
  markdown: string;
  start: number;
}

export type Block = Paragraph | Opaque;

/** The smallest thing that has an address of its own: an article, or what stands for one. */
export interface Unit {
  kind: 'article' | 'numbered' | 'decimal' | 'section' | 'whole' | 'annex';
  /** Address inside the edition, see `address.ts`: `a12`, `a12-1` (第十二条之一), `n3` (三、), `d1.2`, `s4`, `x1` (annex). Unique in a text. */
  address: string;
  /** As written: 第十二条, 三、, 附件1. Empty for `whole`. */
  label: string;
  /** 0 when it has none. */
  number: number;
  /** 之一 → [1]. */
  sub: number[];
  /** 【…】 or （…） directly after the number. */
  caption?: string;
  /** Index into `outline` of the nearest heading above, or -1. */
  heading: number;
  blocks: Block[];
  /** From the first character of the label. */
  start: number;
  /** From the first character after label and caption. */
  bodyStart: number;
  end: number;
}

export type TextWarningKind =
  | 'gap' // a number is missing
  | 'double' // a number appears twice
  | 'order' // numbers run backwards
  | 'contents' // a table of contents stands in the body
  | 'lost-numbers' // looks numbered, but no number was found
  | 'unnumbered' // neither numbers nor headings
  | 'empty';

/** Something a reader of the import list should look at; never a reason to refuse. */
export interface TextWarning {
  kind: TextWarningKind;
  /** Address or label of the place, for a person. */
  at: string;
  start: number;
}

/** 《…》（以下简称X）: the abbreviation holds for the rest of the text. */
export interface Abbreviation {
  short: string;
  /** Title without 《》. */
  title: string;
  start: number;
}

export interface RuleText {
  style: TextStyle;
  /** What stands before the first heading or unit. */
  preamble: Block[];
  outline: Heading[];
  units: Unit[];
  abbreviations: Abbreviation[];
  warnings: TextWarning[];
}
