/** What a tab and the engine say about what its user is to read, and what they have read. Plain data, like `protocol.ts`. */
import type { Means, Question, ReadingLevel, Remark } from '../ledger/circulation-acts.ts';
import type { Witnessed } from '../ledger/witness.ts';
import type { Day } from '../rule/validity.ts';

/** An edition of a circulation, as its reader finds it. */
export interface WaitingEdition {
  rule: string;
  title: string;
  part?: string;
  /** Hash of the edition that was circulated. */
  asked: string;
  /** Hash of the one to read: the same, or the newest that only corrects slips in it. */
  edition: string;
  /** Its text has not come to this device yet. */
  isMissing?: true;
  isRead: boolean;
  /** Another edition of this rule, the last one that this reader has acknowledged themselves. */
  since?: { edition: string; at: number };
}

/** Something that waits for this reader. */
export interface WaitingLine {
  circulation: string;
  level: ReadingLevel;
  editions: WaitingEdition[];
  /** Name of who sent it. */
  by: string;
  /** Clock of the device that sent it, in milliseconds since 1970. */
  at: number;
  due?: Day;
  isOverdue: boolean;
  /** Somebody before this reader has not acknowledged yet. */
  isWaitingTurn: boolean;
  note?: string;
}

/** A circulation with all that its reader needs to acknowledge it. */
export interface ToRead extends WaitingLine {
  /** Why there is nothing to acknowledge. */
  over?: 'closed' | 'withdrawn' | 'replaced' | 'exempt' | 'not-meant';
  questions: Omit<Question, 'right'>[];
  pass: number;
  /** What this reader has acknowledged of it, or somebody for them. */
  readings: OwnReading[];
}

/** One acknowledgement by this reader, or by somebody for them. */
export interface OwnReading {
  entry: string;
  rule: string;
  title: string;
  part?: string;
  edition: string;
  circulation: string;
  mode: ReadingLevel;
  /** Clock of the device that signed, in milliseconds since 1970. */
  at: number;
  witnessed: Witnessed;
  /** Name of the device that signed. */
  device: string;
  statement?: string;
  remark?: Remark;
  /** Somebody else said so, by these means. */
  behalf?: { by: string; means: Means; reason: string };
  /** It has reached another device: the first of which this device knows, and when by that device's or this one's clock. */
  reached?: { device: string; at: number };
}

/** What a tab may ask about its user's own reading. */
export interface WaitingCalls {
  /** What waits for this reader, the most urgent first; empty on a device that is in no roster. */
  waiting(what: { on: Day }): WaitingLine[];
  toRead(what: { circulation: string; on: Day }): ToRead;
  /** Signs that this reader has read one edition: exactly the sentence that was shown. */
  acknowledge(what: {
    circulation: string;
    asked: string;
    edition: string;
    statement: string;
    since?: string;
    /** Chosen choices for each question. */
    answers?: number[][];
    remark?: Remark;
  }): OwnReading;
  /** Everything that this reader has acknowledged, the newest first. */
  readings(): OwnReading[];
}
