/** What a tab and the engine say about rounds of opinions (征求意见). Plain data, like `protocol.ts`. */
import type { Audience } from '../ledger/circulation-acts.ts';
import type { ConsultationState } from '../office/consultations.ts';
import type { Decision } from '../office/opinion-decision.ts';
import type { Lateness } from '../office/opinion-lines.ts';
import type { OpinionResult } from '../office/opinion-results.ts';
import type { Opinion } from '../office/opinion-slip.ts';
import type { RegisterLook } from '../office/registers/register.ts';
import type { ReadingBlock, ReadingUnit } from '../rule/reading-blocks.ts';
import type { Day } from '../rule/validity.ts';
import type { SavedFile } from './office-protocol.ts';
import type { OutlineEntry } from './protocol.ts';

/** Why nothing was done with a round; the message of problem `bad-round`. */
export type RoundFault =
  /** The audience means nobody; the last day is past already. */
  | 'nobody'
  | 'past'
  | 'too-long'
  /** The copy, or its key, has not come to this device. */
  | 'not-here'
  /** It is over, or was taken back. */
  | 'over'
  /** Nothing was written; a name is wanted here; this unit is not one to answer for. */
  | 'empty'
  | 'name-wanted'
  | 'not-your-unit'
  /** No editor's device has announced a key: nothing could be sealed for anybody. */
  | 'no-reader'
  /** Some opinions have no decision, or two. */
  | 'undecided'
  /** Whoever is answered must have had the time to speak. */
  | 'still-open'
  | 'no-reason';

/** A round in the list of a draft. */
export interface RoundLine {
  consultation: string;
  state: ConsultationState;
  closes: Day;
  /** Clock of who began it, in milliseconds since 1970. */
  at: number;
  byName: string;
  asked: number;
  anonymous: boolean;
  /** What became of the opinions is shown to all who were asked, without names. */
  shared: boolean;
}

/** Who was asked, and whether they said something. */
export interface AskedLine {
  id: string;
  name: string;
  unitName?: string;
  said?: 'opinions' | 'none' | 'withdrawn';
  late?: Lateness;
}

/** Who said an opinion. */
export interface SaidBy {
  kind: 'member' | 'unit' | 'anonymous' | 'carried';
  /** Of the person, the unit, or as the file for people without the app has it; empty without a name. */
  name: string;
  unitName?: string;
  /** Who spoke for the unit, or took the file in. */
  byName?: string;
}

export interface DecisionView {
  id: string;
  decision: Decision;
  reason: string;
  byName: string;
  at: number;
}

export interface OpinionView extends Opinion {
  key: string;
  from: SaidBy;
  late?: Lateness;
  decisions: DecisionView[];
  /** Its words were changed after it was decided. */
  isChanged: boolean;
}

/** A round as editors see it. */
export interface RoundView extends RoundLine {
  draft: string;
  title: string;
  note: string;
  questions: string[];
  /** The copy or what came to it is not on this device yet: nothing can be said of opinions. */
  isMissing: boolean;
  people: AskedLine[];
  units: AskedLine[];
  /** Slips without a name. */
  unnamed: number;
  /** Slips that came in files from people without the app. */
  carried: number;
  opinions: OpinionView[];
  /** Slips beyond what a round takes. */
  leftOut: number;
  /** Devices of those asked for which the copy could not be sealed yet, by name of their member. */
  unreached: string[];
  /** Named slips that have been answered with the last feedback. */
  answered: number;
  packages: { id: string; at: number; people: { name: string; isAnswered: boolean }[] }[];
}

/** 意见采纳情况表, in the words of one language. */
export type OpinionsTable = RegisterLook;

/** Where the place of an opinion is in the draft as it stands now. */
export interface OpinionPlace {
  /** State in which these places count, see `DraftPort`. */
  heads: string[];
  from: number;
  to: number;
  /** Where its words begin, after the number. */
  bodyFrom: number;
  /** Its words are still those of the copy. */
  isSame: boolean;
}

export interface RoundStart {
  draft: string;
  audience: Audience;
  closes: Day;
  anonymous: boolean;
  shared?: boolean;
  note: string;
  questions: string[];
  on: Day;
}

/** A round in the list of who is asked. */
export interface AskedRound {
  consultation: string;
  /** Absent while the copy has not come. */
  title?: string;
  state: ConsultationState;
  closes: Day;
  byName: string;
  said: 'nothing' | 'draft' | 'opinions' | 'none' | 'withdrawn';
  hasAnswer: boolean;
}

/** What this user says, or has said, as themselves or for a unit. */
export interface OwnSlip {
  /** `me`, or the id of a unit. */
  as: string;
  unitName?: string;
  opinions: Opinion[];
  none: boolean;
  /** What was said last; absent while nothing was. */
  sent?: { at: number; isNamed: boolean; isNewest: boolean; withdrawn: boolean };
  answers: { opinion: string; decision: Decision; reason: string }[];
}

/** A copy with what belongs to it, as who is asked sees it. */
export interface ConsultView {
  consultation: string;
  title: string;
  note: string;
  questions: string[];
  closes: Day;
  state: ConsultationState;
  byName: string;
  anonymous: boolean;
  /** What becomes of the opinions will be shown to all who were asked, without names. */
  shared: boolean;
  /** 意见采纳情况, once it is there. */
  results?: { items: (OpinionResult & { isMine: boolean })[]; more: number };
  preamble: ReadingBlock[];
  units: ReadingUnit[];
  outline: OutlineEntry[];
  slips: OwnSlip[];
}

/** What became of an answer from a file. */
export interface CarriedReview {
  outcome: 'good' | 'taken' | 'older' | 'altered' | 'damaged' | 'unknown' | 'none' | 'too-large';
  name?: string;
  opinions?: number;
}

export interface OpinionsCalls {
  /** Rounds of a draft, the newest first; for editors. */
  rounds(what: { draft: string; on: Day }): RoundLine[];
  round(what: { consultation: string; on: Day }): RoundView;
  beginRound(what: RoundStart): { consultation: string };
  /** With a day it goes on until that; without it is over. */
  closeRound(what: { consultation: string; closes?: Day; reason?: string; on: Day }): void;
  /** Nobody is asked any more; what was opened stays opened. */
  withdrawRound(what: { consultation: string; reason: string }): void;
  decideOpinions(what: {
    consultation: string;
    opinions: string[];
    decision: Decision;
    reason: string;
    /** Ids of the decisions that were seen, and that this one takes the place of. */
    over: string[];
  }): void;
  /** Answers everybody who gave a name, and shows all who were asked what became of it, where that was said before. */
  giveFeedback(what: { consultation: string; on: Day }): { answered: number; isShared: boolean };
  opinionsTable(what: { consultation: string; on: Day; language: 'zh' | 'en' }): OpinionsTable;
  opinionsSheet(what: { consultation: string; on: Day; language: 'zh' | 'en' }): SavedFile;
  /** Nothing when the place is not in the draft any more. */
  opinionPlace(what: { consultation: string; opinion: string }): OpinionPlace | undefined;
  /** One file for people without the app, by the names that are given. */
  opinionsPackage(what: { consultation: string; names: string[]; on: Day }): SavedFile;
  /** Looks at what a file or a pasted text holds, and takes what is good when `take` is set. */
  readOpinions(what: { consultation: string; bytes: Uint8Array; take: boolean }): CarriedReview[];
  /** Rounds in which this user is asked: those that are open, and those that were answered lately. */
  askedRounds(what: { on: Day }): AskedRound[];
  consult(what: { consultation: string; on: Day }): ConsultView;
  /** Keeps what is being written on this device. */
  keepOpinions(what: { consultation: string; as: string; opinions: Opinion[] }): void;
  sendOpinions(what: {
    consultation: string;
    as: string;
    opinions: Opinion[];
    /** 无意见 */
    none: boolean;
    named: boolean;
    on: Day;
  }): void;
  withdrawOpinions(what: { consultation: string; as: string; on: Day }): void;
}
