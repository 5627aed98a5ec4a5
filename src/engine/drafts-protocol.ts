import type { RuleKind } from '../rule/edition.ts';
import type { TextFinding } from '../rule/check-finding.ts';
import type { Day, Validity } from '../rule/validity.ts';
import type { DraftHead } from '../store/draft-document.ts';

/**
 * One replacement in a text: `remove` UTF-16 units at `at` give way to `insert`. In a list each applies to the result of
 * those before it.
 */
export interface Splice {
  at: number;
  remove: number;
  insert: string;
}

/** A state of a draft's text, as the engine names it; a tab only hands it back. */
export type Heads = readonly string[];

/** Somebody else who is in the draft, in places of the text that was asked about. */
export interface Present {
  device: string;
  member: string;
  name: string;
  /** Anchor and head of the selection; absent for who only looks. */
  from?: number;
  to?: number;
}

export type DraftNews =
  /** There may be something `since`: ask when it suits. */
  | { kind: 'changed' }
  /** Others came, went or moved: ask who is `present`. */
  | { kind: 'present' }
  /** What was written last is not on disk yet, told before an edit is answered; or all that was answered is now. */
  | { kind: 'saving' | 'saved' }
  /** It could not be put there; or the engine is gone, which is told once, and `changed` when it is there again. */
  | { kind: 'failed'; problem: string };

/** A draft in a list. */
export interface DraftLine {
  draft: string;
  title: string;
  kind: RuleKind;
  from: DraftHead['from'];
  /** Rule that it revises, with the title of that. */
  rule?: { id: string; title: string };
  /** Characters of its text. */
  chars: number;
  by: string;
  /** Name of who began it. */
  byName: string;
  /** Day on which it was begun, by the clock of who did. */
  on: Day;
  /** When it last changed on this device, in milliseconds since 1970. */
  changedAt: number;
  parent?: string;
  /** A branch that was taken in: into which draft, by whom and when, and whether it was written in since. */
  merged?: { draft: string; title: string; byName: string; at: number; isAhead: boolean };
}

/** From what a draft is begun. */
export type DraftStart =
  | { from: 'edition'; rule: string; edition: string }
  | { from: 'template' | 'import' | 'nothing'; title: string; text: string; kind: RuleKind }
  /** A branch of another draft, as that is now or was in a state. */
  | { from: 'draft'; draft: string; heads?: Heads };

/** Everything about a draft but its text. */
export interface DraftView extends DraftHead {
  byName: string;
  ruleTitle?: string;
  /** The edition that it revises is not the newest any more, or its rule was ended. */
  overtaken?: 'newer' | 'repealed';
  /** The user of this device may write in it. */
  mayWrite: boolean;
  /** They were invited to it and are no more: what they have stays with them, and nothing more comes. */
  ended?: true;
}

/** A text that may be cited. */
export interface CitableTitle {
  title: string;
  validity: Validity;
}

/** An article that may be cited. */
export interface CitableArticle {
  /** 第三条 */
  label: string;
  /** Its first words. */
  words: string;
}

/** A place in another rule that cites an article which will have another number. */
export interface CitedElsewhere {
  title: string;
  label: string;
  text: string;
  rule: string;
  edition: string;
  address: string;
}

export interface DraftsCalls {
  citableTitles(what: { words: string; on: Day }): CitableTitle[];
  citableArticles(what: { title: string; on: Day }): CitableArticle[];
  /** Places of the findings are places in `text`. */
  checkDraft(what: { draft: string; text: string; on: Day }): TextFinding[];
  /** @param what.addresses of articles in the edition that the draft revises */
  citedElsewhere(what: { draft: string; addresses: string[]; on: Day }): CitedElsewhere[];
  /** Does this user see drafts: as who writes and judges them, or by an invitation? */
  seesDrafts(): boolean;
  drafts(): DraftLine[];
  startDraft(what: DraftStart): { draft: string };
  draft(what: { draft: string; on: Day }): DraftView;
  draftOpen(what: { draft: string }): { text: string; heads: string[] };
  draftEdit(what: { draft: string; name: string; heads: Heads; splices: readonly Splice[] }): {
    heads: string[];
  };
  draftSince(what: { draft: string; heads: Heads; until?: Heads }): { heads: string[]; splices: Splice[] };
  draftPresent(what: { draft: string; heads: Heads }): Present[];
  /** `tab` tells the tabs of one device apart. */
  draftShow(what: { draft: string; tab: string; where?: { heads: Heads; from: number; to: number } }): void;
}
