/**
 * What the ledger says about texts that are being written, and about what a published one means. Everybody in the office
 * has the ledger, so an act of a draft names it by its id and carries no word of it: not its title, not what is said when it
 * is sent back. What is hashed is hashed together with something that only those know who have the draft.
 */
import type { Day } from '../rule/validity.ts';

/** 立项 起草 征求意见 审核 审议 签发 发布 备案 in the order of work, and beside these 退回 and 搁置. */
export const draftStages = [
  'proposed',
  'drafting',
  'consulting',
  'reviewing',
  'deliberating',
  'signing',
  'published',
  'filed',
  /** Sent back to those who write. */
  'returned',
  /** Put aside; it goes on where it was. */
  'shelved',
] as const;

export type DraftStage = (typeof draftStages)[number];

/** A draft goes on, or back. */
export interface MoveAct {
  type: 'move';
  draft: string;
  from: DraftStage;
  to: DraftStage;
  /** Sealed hash of the text as it was then, see `draft-seal.ts`. */
  text: string;
  /** Sealed hash of what was said with it; the words lie in the draft. */
  note?: string;
  /** Members whose approval was asked for when this was signed. */
  asked: string[];
  /** With `published`: hash of the edition that it became, and id of the publish entry. */
  edition?: string;
  publish?: string;
  /** Moves of this draft that the mover had before their eyes. */
  after: string[];
}

/** Members who have a draft beside those whose role gives it to them; or have it no more. */
export interface InviteAct {
  type: 'invite';
  draft: string;
  members: string[];
  ended?: true;
  /** Invitations to this draft that were known. */
  after: string[];
}

/** A member agrees to the text as it was then, and to no other. */
export interface ApproveAct {
  type: 'approve';
  draft: string;
  text: string;
}

/** A member asks what an article means. */
export interface InquireAct {
  type: 'inquire';
  rule: string;
  edition: string;
  /** Address of a unit of that edition. */
  address: string;
  question: string;
}

/** 解释答复: what an article means, said in the name of the office. */
export interface InterpretAct {
  type: 'interpret';
  rule: string;
  edition: string;
  address: string;
  question: string;
  answer: string;
  /** 解释机关 */
  interpreter: string;
  on: Day;
  /** 文号 */
  docNo?: string;
  /** Id of the question that this answers. */
  inquiry?: string;
  /** Id of the interpretation in the place of which this one comes. */
  replaces?: string;
}

export type DraftAct = MoveAct | InviteAct | ApproveAct | InquireAct | InterpretAct;
