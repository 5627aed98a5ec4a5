import type { Piece } from '../rule/comparison.ts';
import type { Verdict } from '../store/draft-remark.ts';
import type { Heads } from './drafts-protocol.ts';

/** Something that a member said or did. Times are what their device's clock said, in milliseconds since 1970. */
export interface Said {
  by: string;
  /** Empty for who is in no roster. */
  byName: string;
  at: number;
}

/** Where the words of a remark are in the text that was asked about. */
export interface RemarkPlaceView {
  is: 'here' | 'rewritten' | 'moved' | 'gone';
  /** Absent when they are gone, and when the text that was asked about does not have them yet. */
  from?: number;
  to?: number;
  /** What stands there, when that is not what was remarked on. */
  now?: string;
  /** Number of the article in which that is; empty before the first. */
  label: string;
  /** Address of that article, for putting remarks together. */
  address: string;
}

export interface StandingView {
  is: Verdict;
  ruling?: Said & { reason: string };
}

export interface ReplyView extends Said {
  id: string;
  text: string;
}

export interface ChangeView {
  before: string;
  after: string;
  standing: StandingView;
}

export interface RemarkView extends Said {
  id: string;
  text: string;
  quote: string;
  /** It is about an article; `label` is the number that this had. */
  isWhole: boolean;
  label: string;
  place: RemarkPlaceView;
  standing: StandingView;
  replies: ReplyView[];
  /** Said by the user of this device. */
  isMine: boolean;
  /** Which rewording is shown; empty for the words that were said first. */
  version: string;
  /** What was said before, the oldest first, with the whole of the wording that was proposed. */
  earlier: { at: number; text: string; wording?: string }[];
  /** Somebody asks the user of this device here, who has not answered since. */
  asksMe: boolean;
  /** Of a proposed wording: its changes one by one, and the words with all of them. */
  proposal?: { changes: ChangeView[]; pieces: Piece[]; wording: string; isAsQuoted: boolean };
}

export interface RemarksView {
  /** The text in which the places count. */
  heads: string[];
  remarks: RemarkView[];
  /** Names of who may be asked: all who have the draft. */
  people: string[];
  mayWrite: boolean;
}

/** What an editor marks. */
export interface RemarkMark {
  id: string;
  from: number;
  to: number;
  isWhole: boolean;
  isProposal: boolean;
}

/** What somebody says about a place of a draft. */
export interface NewRemark {
  draft: string;
  heads: Heads;
  from: number;
  to: number;
  /** About the article in which `from` is. */
  isWhole?: boolean;
  text: string;
  /** What the words should be; absent for a mere remark. */
  wording?: string;
}

/** Somebody was asked, and has not answered. */
export interface MentionLine extends Said {
  draft: string;
  title: string;
  remark: string;
  text: string;
}

/** A proposal that is to be decided, as it was seen. */
export interface SeenProposal {
  remark: string;
  /** See `RemarkView.version`; absent for whatever it says now. */
  version?: string;
  /** Which of its changes; absent for all that are open. */
  changes?: readonly number[];
  /** What stands there now, from who has seen that it is not what was quoted any more. */
  over?: string;
}

/** What was decided at once, so that it can be taken back at once. */
export interface RemarkStep {
  /** States of the draft before and after. */
  before: string[];
  after: string[];
  /** Ids of the rulings that were given. */
  rulings: string[];
  /** Remarks that are still open, because their words, or the words they are about, are others now. */
  left: string[];
}

export interface RemarksCalls {
  /** @param what.heads the text in which places are wanted; absent for that of now */
  remarks(what: { draft: string; heads?: Heads }): RemarksView;
  remarkMarks(what: { draft: string; heads?: Heads }): { heads: string[]; marks: RemarkMark[] };
  addRemark(what: NewRemark): { remark: string };
  replyToRemark(what: { draft: string; remark: string; text: string }): void;
  ruleOnRemark(what: {
    draft: string;
    remark: string;
    /** `withdrawn` by who said it. */
    is: 'open' | 'resolved' | 'rejected' | 'withdrawn';
    reason?: string;
    changes?: readonly number[];
  }): void;
  acceptWording(what: SeenProposal & { draft: string }): RemarkStep;
  settleProposals(what: {
    draft: string;
    proposals: readonly SeenProposal[];
    is: 'accepted' | 'rejected';
    reason?: string;
  }): RemarkStep;
  undoRemarkStep(what: { draft: string; step: RemarkStep }): void;
  rewordRemark(what: {
    draft: string;
    remark: string;
    text: string;
    wording?: string;
    version: string;
  }): void;
  articleToReword(what: { draft: string; heads: Heads; at: number }): {
    from: number;
    to: number;
    text: string;
  };
  mentions(): MentionLine[];
}
