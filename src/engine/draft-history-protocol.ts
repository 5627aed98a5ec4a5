import type { Comparison } from '../rule/comparison.ts';
import type { Heads } from './drafts-protocol.ts';
import type { Said } from './remarks-protocol.ts';

/** What one person wrote, without a longer pause. */
export interface SessionView {
  /** Hash of its first change. */
  id: string;
  /** Empty where the device is in no roster. */
  name: string;
  /** When it began and ended, by the clock of who wrote. */
  from: number;
  to: number;
  changes: number;
  /** Characters that came and went, without white space. */
  added: number;
  removed: number;
  /** Numbers that the articles have now, or the nearest ones. */
  articles: string[];
  more: boolean;
  /** The text was begun with this. */
  isBeginning: boolean;
  /** The draft as it was afterwards. */
  heads: string[];
}

/** An article that others changed. */
export interface ChangedPlace {
  label: string;
  names: string[];
  /** Where it is, in the text at `heads`. */
  from: number;
  to: number;
}

export interface SinceLook {
  /** The text in which the places count, and which is to be remembered as seen. */
  heads: string[];
  /** When it was looked at last; absent for the first time. */
  lookedAt?: number;
  places: ChangedPlace[];
}

/** What becomes of the text when a branch is taken in. */
export interface MergeView {
  parent: { draft: string; title: string };
  /** Taken in before, last. */
  merged?: Said;
  /** Nothing has been written in the branch that the other text does not have. */
  isNothing: boolean;
  comparison: Comparison;
  /** Numbers of articles that were changed on both sides. */
  both: string[];
  /** State of the branch that was looked at, to be given back. */
  heads: string[];
}

export interface BranchesView {
  /** The draft that this one branched off. */
  parent?: { draft: string; title: string };
  /** It was taken into that one, last. */
  merged?: Said;
  /** Something has been written in it since. */
  isAhead: boolean;
  /** Those that branched off this one. */
  branches: { draft: string; title: string; byName: string; merged?: Said }[];
  /** Branches that two took in at the same time in different states. */
  twice: string[];
}

export interface DraftHistoryCalls {
  draftHistory(what: { draft: string; most: number }): {
    sessions: SessionView[];
    more: boolean;
  };
  /** What is different in a state, and now. */
  compareState(what: { draft: string; heads: Heads }): { comparison: Comparison; text: string };
  /** States within a session, first to last. */
  sessionStates(what: { draft: string; session: string }): { heads: string[]; at: number }[];
  restoreState(what: { draft: string; heads: Heads }): void;
  sinceLook(what: { draft: string }): SinceLook;
  markLooked(what: { draft: string; heads: Heads }): void;
  branches(what: { draft: string }): BranchesView;
  previewMerge(what: { draft: string }): MergeView;
  mergeBranch(what: { draft: string; heads: Heads }): void;
}
