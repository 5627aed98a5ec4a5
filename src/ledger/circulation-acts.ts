/** What the ledger says about who is to read what, and who has: the acts of a circulation. */
import type { Day } from '../rule/validity.ts';
import type { Role } from './entry.ts';

/** 签收 the unit has it, 阅知 I have read it, 学习 read and answered. */
export type ReadingLevel = 'received' | 'read' | 'studied';

/** Whom a circulation is for; looked at again whenever people join, move or leave. */
export interface Audience {
  /** Every member of the office. */
  everyone?: true;
  /** Ids of units; those below them belong to them. */
  units: string[];
  posts: string[];
  roles: Role[];
  members: string[];
  /** Ids of members who are not meant, whatever else is said. */
  except: string[];
}

/** One edition that is to be read. */
export interface CirculatedEdition {
  /** Id of the publish entry. */
  publish: string;
  /** Hash of the edition. */
  edition: string;
}

export interface Question {
  text: string;
  /** Two to six. */
  choices: string[];
  /** Indices of the right ones; all of them and no other must be chosen. */
  right: number[];
}

export interface CirculateAct {
  type: 'circulate';
  editions: CirculatedEdition[];
  audience: Audience;
  /** 知悉范围 of the incoming document: nobody outside it is meant, whatever the audience says. */
  scope?: Audience;
  level: ReadingLevel;
  /** One after another in the order of `audience.members`, or all at once. */
  order: 'together' | 'in-turn';
  due?: Day;
  note?: string;
  /** With level `studied`. */
  questions?: Question[];
  /** How many answers must be right. */
  pass?: number;
  /** Id of the circulate entry in the place of which this one comes. */
  replaces?: string;
  /** After so many working days without an acknowledgement the head of the unit is told; absent: never. */
  escalateAfter?: number;
}

/** How somebody else came to say that a person has read. */
export type Means = 'proxy' | 'paper' | 'package' | 'meeting';

/** Something that a reader asks or objects to, seen by everybody in the office. */
export interface Remark {
  kind: 'question' | 'objection';
  /** Hash of the edition and address of the place. */
  edition?: string;
  address?: string;
  text: string;
}

export interface AcknowledgeAct {
  type: 'acknowledge';
  /** Id of the circulate entry that asked for it; absent when nobody did. */
  circulation?: string;
  publish: string;
  edition: string;
  mode: ReadingLevel;
  /** The very sentence that was confirmed. */
  statement?: string;
  /** Hash of the edition since which the changes were shown; absent when the whole text was. */
  since?: string;
  /** With `received`: the unit that has it now. */
  unit?: string;
  /** One list of chosen choices for each question. */
  answers?: number[][];
  remark?: Remark;
  /** Somebody else's reading, said by a person who may: marked as such for ever. */
  behalf?: {
    members: string[];
    means: Means;
    reason: string;
    /** Name of who was there. */
    witness?: string;
    /** Day on which they read it. */
    on?: Day;
    /** SHA-256 of a file: the sheet, photographed; the answer file of a package. */
    file?: string;
    /** Bytes of that file, so that others can fetch it. */
    size?: number;
  };
}

/** 传达: how a liaison officer has passed a document on in a unit, and what comes back. The newest of a unit counts. */
export interface RelayAct {
  type: 'relay';
  circulation: string;
  unit: string;
  how: 'meeting' | 'group' | 'board' | 'other';
  on: Day;
  should: number;
  attended: number;
  /** Who caught up later, by number. */
  later: number;
  /** SHA-256 of the photographed attendance sheet. */
  file?: string;
  /** Bytes of that file, so that others can fetch it. */
  size?: number;
  /** What the branch says to it. */
  feedback?: string;
  /** 基层动态: the branch's news. */
  news?: string;
}

/** These members need not: with a reason. */
export interface ExemptAct {
  type: 'exempt';
  circulation: string;
  members: string[];
  reason: string;
}

/** The circulation is over; whoever has not acknowledged until then has not. */
export interface CloseAct {
  type: 'close';
  circulation: string;
  reason?: string;
}

/** The days off and the working Saturdays and Sundays of one year; the newest by a publisher counts. */
export interface CalendarAct {
  type: 'calendar';
  year: number;
  rest: Day[];
  work: Day[];
}

/** Something was handed out as a file. */
export interface ExportAct {
  type: 'export';
  what: 'incoming' | 'slip' | 'receipts' | 'missing' | 'audit' | 'history' | 'package';
  circulation?: string;
  /** SHA-256 of the file. */
  file: string;
}

export type CirculationAct =
  | CirculateAct
  | AcknowledgeAct
  | RelayAct
  | ExemptAct
  | CloseAct
  | CalendarAct
  | ExportAct;
