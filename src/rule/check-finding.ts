import type { Citation } from './citation.ts';
import type { EditionContent, RuleKind } from './edition.ts';
import type { RuleText } from './rule-text.ts';
import type { Day } from './validity.ts';

/** What may be wrong with a text. The words for it belong to the interface; names and numbers for them are in `detail`. */
export type FindingKind =
  /** A number is left out: `expected`, `found` are numbers. */
  | 'number-gap'
  | 'number-double'
  | 'number-backwards'
  /** The same among （一）（二） of an article. */
  | 'item-gap'
  | 'item-double'
  | 'item-backwards'
  /** 本办法第四十条 of thirty: `cited` is the place as it is written. */
  | 'article-missing'
  | 'paragraph-missing'
  | 'item-missing'
  /** 前款, 前条, 前项 where nothing stands before: `cited`. */
  | 'nothing-before'
  /** The base has the other text (`title`), but not what is `cited` of it. */
  | 'other-place-missing'
  /** `title` is repealed. */
  | 'other-repealed'
  /** The base does not have `title`. */
  | 'other-outside'
  | 'effect-missing'
  /** The clause says `clause`, the metadata say `stated`; both are days. */
  | 'effect-differs'
  /** In force from publication (`publishedOn`), but the metadata say `stated`. */
  | 'effect-not-publication'
  /** 试行 without an end. */
  | 'trial-without-end'
  /** The end (`expiresOn`) lies before the beginning (`stated`). */
  | 'expiry-before-effect'
  /** 本规定 (`found`) in a 办法 (`expected`). */
  | 'self-name'
  | 'interpretation-missing'
  /** `term` is defined and never used. */
  | 'term-unused'
  /** 应当 … and nobody who should: `word`. */
  | 'duty-without-subject';

/** One thing to look at before a text is signed. */
export interface TextFinding {
  kind: FindingKind;
  /** Address inside the edition, such as `a12` or `a12.p2`; empty for the text as a whole. */
  at: string;
  /** 第十二条, as written; empty for the text as a whole. */
  label: string;
  /** The characters to be marked; offsets into the text. Both 0 for the text as a whole. */
  start: number;
  end: number;
  detail?: Record<string, string>;
  /** An error is wrong by the text itself; advice may have its reasons. */
  weight: 'error' | 'advice';
}

/** What the base knows about a text that is cited. */
export interface CitedInBase {
  /** Does what is cited exist: the text, and in it the article? */
  found: boolean;
  /** The base has no text of this title. */
  outside?: boolean;
  repealed?: boolean;
  title?: string;
}

/** A text with what is known about it, before it is signed. */
export interface TextToCheck {
  kind: RuleKind;
  content: Pick<
    EditionContent,
    'title' | 'part' | 'text' | 'publishedOn' | 'effectiveOn' | 'effectiveFrom' | 'expiresOn' | 'trial'
  >;
  /** `parseText` of `content.text`. */
  parsed: RuleText;
  /** `findCitations` of the same text. */
  citations: readonly Citation[];
  /** What the base says about a citation; undefined when it was not asked, as for the text's own places. */
  targetOf(index: number): CitedInBase | undefined;
  /** Is there an earlier edition? An amended text may go on stating the day of its first one. */
  amended?: boolean;
  /** Days on which earlier editions began, where they are known: it may state one of these, and no other. */
  begun?: readonly Day[];
}

/** Of one kind this many are enough: the text is made by a machine, or for one. */
export const mostFindings = 200;
