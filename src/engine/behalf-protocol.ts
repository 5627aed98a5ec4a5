/** What a tab and the engine say about what is said for others: for a unit, for people without the app. Plain data, like `protocol.ts`. */
import type { Means, ReadingLevel, RelayAct } from '../ledger/circulation-acts.ts';
import type { Day } from '../rule/validity.ts';

/** Why nothing was signed for others; the message of a problem `bad-behalf`. */
export type BehalfFault =
  /** Nobody was chosen. */
  | 'nobody'
  /** More people than one entry for others may name. */
  | 'too-many'
  /** Somebody whom the circulation does not mean. */
  | 'not-meant'
  /** Everybody who was chosen has read it, as far as this device knows. */
  | 'nothing-left'
  | 'no-reason'
  /** Paper without the name of who was there. */
  | 'no-witness'
  /** A day that has not come yet, or before the circulation was sent. */
  | 'day-ahead'
  | 'day-before'
  /** There is no such unit, or none of its people is meant. */
  | 'unit'
  /** The unit has it already. */
  | 'received-before'
  /** More have attended, or caught up, than should have. */
  | 'numbers'
  | 'too-long'
  /** It is no picture as this app makes it, or too large. */
  | 'photo';

/** How a document was passed on in a unit, once. */
export interface RelayLine {
  entry: string;
  how: RelayAct['how'];
  on: Day;
  should: number;
  attended: number;
  later: number;
  /** Clock of the device that signed, in milliseconds since 1970. */
  at: number;
  /** Absent for a reader who may only see counts, and so is all that follows. */
  by?: string;
  feedback?: string;
  news?: string;
  /** SHA-256 of the sheet, and whether it is on this device. */
  photo?: { hash: string; isHere: boolean };
}

export interface UnitRelays {
  unit: string;
  name: string;
  /** People of this unit who are meant, those below it not counted; and how many of them have not read all. */
  meant: number;
  missing: number;
  /** Who said first that the unit has all editions; `by` absent for a reader who may only see counts. */
  received?: { by?: string; at: number };
  /** The newest first; that one counts. */
  relays: RelayLine[];
}

export interface RelaysView {
  level: ReadingLevel;
  /** The day on which it was sent, where this device stands. */
  sentOn: Day;
  /** It is closed or withdrawn: nothing is added any more. */
  isOver: boolean;
  /** The reader is a liaison officer or a publisher. */
  maySpeak: boolean;
  /** Id of the reader's own unit. */
  ownUnit?: string;
  units: UnitRelays[];
}

/** Somebody who has not read all, for the form in which it is said for them; only for those who may. */
export interface MissingMember {
  member: string;
  name: string;
  unit?: string;
  unitName?: string;
}

/** What is said of how a document was passed on. */
export interface RelayOrder extends Pick<RelayAct, 'circulation' | 'unit' | 'how' | 'on'> {
  should: number;
  attended: number;
  later: number;
  feedback?: string;
  news?: string;
  /** A JPEG, made small by `app/shrink-photo.ts`. */
  photo?: Uint8Array;
}

export interface OnBehalfOrder {
  circulation: string;
  members: string[];
  /** Hashes of editions of the circulation; absent: all of them. */
  editions?: string[];
  means: Exclude<Means, 'package'>;
  reason: string;
  witness?: string;
  /** Day on which they have read it. */
  on: Day;
  photo?: Uint8Array;
}

/** What a tab may ask about what is said for others. */
export interface BehalfCalls {
  relays(what: { circulation: string }): RelaysView;
  /** Signs that a unit has it. */
  receive(what: { circulation: string; unit: string }): void;
  relay(what: RelayOrder): void;
  /** Who has not read all of it; for liaison officers and publishers. */
  missingMembers(what: { circulation: string }): MissingMember[];
  /** Signs that others have read it; how many were still missing, for whom it therefore counts. */
  onBehalf(what: OnBehalfOrder): { signed: number };
  /** A photographed sheet; where it is not here it is asked for, and the base changes when it has come. */
  photo(what: { hash: string }): { bytes?: Uint8Array };
}
