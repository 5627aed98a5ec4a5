/** What a tab and the engine say about read-and-sign packages for people without the app. Plain data, like `protocol.ts`. */
import type { ReadingLevel } from '../ledger/circulation-acts.ts';
import type { Day } from '../rule/validity.ts';
import type { MissingMember } from './behalf-protocol.ts';
import type { SavedFile } from './office-protocol.ts';

/** A text that a package would hold. */
export interface PackageEdition {
  edition: string;
  title: string;
  part?: string;
  date?: Day;
  /** Its text is not on this device. */
  isMissing?: true;
}

/** A package that was made on this device, for one circulation. */
export interface MadePackage {
  id: string;
  /** Clock of this device, in milliseconds since 1970. */
  at: number;
  people: { member: string; name: string; isAnswered: boolean }[];
}

export interface PackagesView {
  level: ReadingLevel;
  isOver: boolean;
  editions: PackageEdition[];
  missing: MissingMember[];
  /** Newest first. */
  made: MadePackage[];
}

/** What an answer is worth, before anything is signed. */
export type AnswerOutcome =
  /** Written with the secret of this person's package, and still to be taken. */
  | 'good'
  /** It was taken before. */
  | 'taken'
  /** The person has acknowledged all of it by another way, or with another answer. */
  | 'read-before'
  /** It is no answer, or not all of one. */
  | 'damaged'
  /** It was changed, or not written with this person's package. */
  | 'altered'
  /** Its package was made on another device, which alone can check it. */
  | 'unknown-package'
  /** The circulation is not of this office, or has not come to this device. */
  | 'unknown-circulation'
  | 'over'
  /** The circulation does not mean this person, or no more. */
  | 'not-meant'
  /** Too few answers are right. */
  | 'not-passed'
  /** The file holds no answer; it is larger than answers are. */
  | 'none'
  | 'too-large';

export interface AnswerReview {
  outcome: AnswerOutcome;
  /** What it says; only of an answer that can be read. */
  says?: {
    circulation: string;
    member: string;
    /** Empty for somebody whom this device does not know. */
    name: string;
    unitName?: string;
    /** Title of the first text; empty for a circulation that is not here. */
    title: string;
    statements: string[];
    /** Clock of the device on which it was confirmed, in milliseconds since 1970; believed in nothing. */
    at: number;
    /** That clock was before the package was made, or is ahead of this device's. */
    isTimeOff: boolean;
  };
}

/** What a tab may ask about packages. */
export interface PackageCalls {
  packages(what: { circulation: string }): PackagesView;
  /** One file for these people; the secrets stay on this device. @param statements the sentence of each edition, by hash */
  makePackage(what: {
    circulation: string;
    members: string[];
    statements: Record<string, string>;
  }): SavedFile;
  /** Everything that a file or a pasted text holds. Signs nothing. */
  readAnswers(what: { bytes: Uint8Array }): AnswerReview[];
  /** Signs what is good of it under the name of this device's user; @param reason words for the ledger */
  takeAnswers(what: { bytes: Uint8Array; reason: string }): AnswerReview[];
}
