import type { TableWords } from '../exchange/comparison-file.ts';
import type { DraftStage } from '../ledger/draft-acts.ts';
import type { Role } from '../ledger/entry.ts';
import type { MoveRefusal } from '../office/fold-moves.ts';
import type { TableRow } from '../rule/comparison-table.ts';
import type { Day, Validity } from '../rule/validity.ts';
import type { Signing } from '../store/official.ts';
import type { DraftLine, Heads } from './drafts-protocol.ts';
import type { PublishMeta, PublishOrder, PublishView, SavedFile } from './office-protocol.ts';

/** Why a draft was not moved or agreed to. */
export type WorkflowFault =
  /** It is elsewhere by now. */
  | 'draft-moved'
  /** It lacks what it cannot go without. */
  | 'draft-not-ready'
  /** Somebody else has written meanwhile. */
  | 'draft-changed';

/** What a draft lacks for its next stage. */
export interface DraftLack {
  kind:
    | 'empty'
    /** It says word for word what the edition says that it revises. */
    | 'unchanged'
    /** No article can be read in it. */
    | 'articles'
    /** No 起草说明. */
    | 'explanation'
    /** Open remarks: `count`. */
    | 'remarks'
    /** Findings in the text that are wrong by the text itself: `count`. */
    | 'findings'
    /** A round of opinions is open. */
    | 'consultation'
    /** Those who were asked and have not approved the text as it is: `names`. */
    | 'approval'
    /** Nobody has been asked to approve. */
    | 'approvers'
    /** Nobody has looked whether it holds a state secret. */
    | 'secrecy'
    /** It revises an edition that is not the newest any more, or a rule that was ended. */
    | 'newer'
    | 'repealed';
  count?: number;
  names?: string[];
  /** Without it there is no way on; the rest is for people to weigh. */
  binding: boolean;
}

/** One way on. */
export interface DraftWay {
  to: DraftStage;
  /** The user may send it there. */
  allowed: boolean;
  /** Who may, by role. */
  roles: readonly Role[];
  lacks: DraftLack[];
}

/** What a draft waits for. */
export interface DraftWait {
  what:
    /** Those who were asked are to agree to the text as it is. */
    | 'approval'
    /** It is being written, or has come back to be; opinions have come and are to be dealt with. */
    | 'writing'
    | 'revision'
    | 'settling'
    /** A round of opinions is open. */
    | 'opinions'
    /** Who judges, lets decide or signs is to go on. */
    | 'review'
    | 'deliberation'
    | 'signing';
  /** Of those for whom it waits, without the user. */
  names: string[];
  /** The user is among them. */
  isMine: boolean;
}

/** A draft in the list of drafts. */
export interface ListedDraft extends DraftLine {
  stage: DraftStage;
  /** Absent when it is over or put aside. */
  waits?: DraftWait;
}

export interface MoveLine {
  move: string;
  from: DraftStage;
  to: DraftStage;
  by: string;
  byName: string;
  /** Claimed, in milliseconds since 1970. */
  at: number;
  /** What was said with it, where this device has it. */
  note?: string;
  /** Names of those whose approval had been asked for and was not there. */
  lacking: string[];
  /** The text is another one since. */
  changed: boolean;
}

export interface Approver {
  member: string;
  name: string;
  /** Agreed to the text as it is now; to another one; or not yet. */
  state: 'agreed' | 'other-text' | 'waiting';
  at?: number;
  /** Is not of the office any more: nobody waits for them. */
  left?: true;
  /** Asked by those who write; whoever was not asked may agree all the same. */
  asked: boolean;
}

export interface WorkflowView {
  draft: string;
  /** Seal of the text that was looked at. */
  text: string;
  stage: DraftStage;
  back?: DraftStage;
  /** Stages in the order of work. */
  order: readonly DraftStage[];
  /** Oldest first. */
  moves: MoveLine[];
  /** Ids of moves that were made apart, when the newest were. */
  apart: string[];
  refused: { byName: string; at: number; from: DraftStage; to: DraftStage; why: MoveRefusal }[];
  ways: DraftWay[];
  approvers: Approver[];
  /** The user may agree to the text, being of the office. */
  mayApprove: boolean;
  /** The user has agreed to the text as it is now. */
  approved: boolean;
  /** 起草说明 */
  explanation: string;
  secrecy: string;
  /** Beside those who have it by their roles. */
  invited: { member: string; name: string }[];
  /** Who could be invited or asked. */
  people: { member: string; name: string; unitName?: string; hasByRole: boolean }[];
  mayWrite: boolean;
  mayInvite: boolean;
  /** What the draft became. */
  published?: {
    rule: string;
    edition: string;
    standing: 'official' | 'disputed' | 'withdrawn';
    /** Another edition in the place of the same one. */
    rivals: string[];
  };
}

/** A row of the 修改对照表 of a draft. */
export interface ReviewRow extends TableRow {
  /** Under this name the reason is kept: it follows the article. A new one of which nobody wrote why has none yet. */
  key?: string;
  /** A place inside that new article in the text at the `heads` of the view, for `draftReasonKey`. */
  at?: number;
  /** Nothing has changed here. */
  same?: true;
}

export interface ReviewView {
  draft: string;
  title: string;
  rule?: string;
  /** Editions that it can be compared with, the newest first. */
  editions: { edition: string; date?: Day; validity: Validity; signing: Signing }[];
  /** The one it is compared with; absent where there is none. */
  against?: string;
  /** State of the draft that was compared. */
  heads: string[];
  table: ReviewRow[];
  /** Reasons of what does not stand in the table now. */
  leftOver: { key: string; reason: string }[];
  mayWrite: boolean;
}

/** How an interpretation stands: asked and not answered, answered, no more. */
export type InterpretationState = 'asked' | 'answered' | 'lapsed';

export interface InterpretationLine {
  entry: string;
  state: InterpretationState;
  /** Where it stands in the edition that is read; absent when the article is gone. */
  address?: string;
  /** Of the edition that it was said of. */
  said: { edition: string; address: string; label: string };
  /** The words of the article are others since: to be looked at again. */
  recheck: boolean;
  /** The edition that is read is older than the one it was said of, and has other words there. */
  ofLater: boolean;
  question: string;
  answer?: string;
  interpreter?: string;
  docNo?: string;
  on?: Day;
  byName: string;
  at: number;
  inquiry?: string;
  /** The user may take it back. */
  mayEnd: boolean;
}

export interface InterpretationsView {
  lines: InterpretationLine[];
  mayAsk: boolean;
  mayAnswer: boolean;
  /** 解释机关, as the edition states it. */
  interpreter: string;
  /** Who explains the text, as it says itself, and whether that is a unit of this office. */
  clause?: { label: string; organ: string; isUnit: boolean };
  /** Who may sign and belongs to that unit. */
  signers: string[];
}

export interface WorkflowCalls {
  draftList(what: { on: Day }): ListedDraft[];
  workflow(what: { draft: string; on: Day }): WorkflowView;
  moveDraft(what: { draft: string; to: DraftStage; note: string; on: Day }): void;
  /** @param what.text seal of what the user saw */
  approveDraft(what: { draft: string; text: string }): void;
  withdrawApproval(what: { draft: string }): void;
  askApproval(what: { draft: string; member: string; ask: boolean }): void;
  inviteToDraft(what: { draft: string; members: string[]; end: boolean }): void;
  /** @throws `changed-meanwhile` when it is not what `before` says any more */
  draftFact(what: { draft: string; fact: 'explanation' | 'secrecy'; before: string; text: string }): void;
  /**
   * @param what.all every article in order, not only what has changed
   * @param what.keys names of new articles of which the user has begun to write why, see `draftReasonKey`
   */
  draftReview(what: {
    draft: string;
    against?: string;
    on: Day;
    all?: boolean;
    keys?: readonly string[];
  }): ReviewView;
  /** The name under which the reason of a new article is kept from now on. */
  draftReasonKey(what: { draft: string; heads: Heads; at: number }): string;
  draftReason(what: { draft: string; key: string; before: string; reason: string }): void;
  draftTableFile(what: {
    draft: string;
    against?: string;
    on: Day;
    as: 'xlsx' | 'md' | 'html';
    words: TableWords;
  }): SavedFile;
  preparePublishDraft(what: { draft: string; meta?: PublishMeta; on: Day }): PublishView;
  publishDraft(what: PublishOrder & { draft: string; on: Day }): { rule: string; edition: string };
  interpretations(what: { rule: string; edition: string; on: Day }): InterpretationsView;
  inquire(what: { rule: string; edition: string; address: string; question: string }): void;
  interpret(what: {
    rule: string;
    edition: string;
    address: string;
    question: string;
    answer: string;
    interpreter: string;
    on: Day;
    docNo?: string;
    inquiry?: string;
    replaces?: string;
  }): void;
  endInterpretation(what: { entry: string; reason: string }): void;
}
