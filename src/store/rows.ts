import type { Citation } from '../rule/citation.ts';
import type { DatedEvent, Received, RuleKind } from '../rule/edition.ts';
import type { TextWarning } from '../rule/rule-text.ts';
import type { Day } from '../rule/validity.ts';

/** What lists, home and search know of an edition without opening it. */
export interface EditionRow {
  hash: string;
  date?: Day;
  docNo?: string;
  issuer?: string;
  adoptedOn?: Day;
  publishedOn?: Day;
  effectiveOn?: Day;
  effectiveFrom?: 'metadata' | 'text' | 'date';
  expiresOn?: Day;
  trial?: boolean;
  events: DatedEvent[];
  received?: Received;
  interpreter?: string;
  basis?: string[];
  /** How it came here. Signing is the ledger's business; an imported edition is unsigned. */
  standing: 'imported';
  /** Milliseconds since 1970, clock of this device. */
  importedAt: number;
  /** Numbered articles. */
  articles: number;
  /** All units, articles among them. */
  units: number;
  /** Characters of text without spaces. */
  characters: number;
  /** Title keys of the texts that this edition says it repeals (同时废止). */
  repeals: string[];
  warnings: TextWarning[];
}

/** One row per rule, read whole at start; everything in it can be rebuilt from the documents. */
export interface RuleRow {
  id: string;
  title: string;
  part?: string;
  kind: RuleKind;
  category?: string;
  unit?: string;
  tags: string[];
  repealedOn?: Day;
  /** Oldest first, by date. */
  editions: EditionRow[];
  /** Milliseconds since 1970. */
  updatedAt: number;
}

/** A unit as search and the command line need it, without parsing the text again. */
export interface UnitRow {
  address: string;
  label: string;
  /** Headings above, outermost first, joined with a thin arrow: 第一章 总则 › 第二节 … */
  path: string;
  /** Offsets into `TextRow.text`: label starts at `start`, its text at `body`. */
  start: number;
  body: number;
  end: number;
}

/** The text of an edition in readable form, so that reading and searching need no Automerge. Derived. */
export interface TextRow {
  edition: string;
  rule: string;
  text: string;
  units: UnitRow[];
  /** Stable ids of the units, in order, where the edition states them. */
  ids?: string[];
}

/** Citations found in an edition, unresolved: what they lead to depends on the rest of the base. Derived. */
export interface CitesRow {
  edition: string;
  rule: string;
  citations: Citation[];
}

/** Says that an edition cites something called `key` (a title key, or `~` and the last two characters of a lead). Derived. */
export interface CitedByRow {
  edition: string;
  rule: string;
}
