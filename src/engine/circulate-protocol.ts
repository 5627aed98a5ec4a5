/** What a tab and the engine say about sending an edition to those who must read it. Plain data, like `protocol.ts`. */
import type { Audience, Question, ReadingLevel } from '../ledger/circulation-acts.ts';
import type { Received } from '../rule/edition.ts';
import type { Day, Validity } from '../rule/validity.ts';

/** Why an edition cannot be circulated. */
export type EditionFault =
  /** The office has not issued it, has taken that back, or it is in dispute. */
  | 'edition-unsigned'
  /** Repealed, or its term has ended. */
  | 'edition-ended'
  /** Its text is not on this device. */
  | 'edition-missing'
  /** Whoever has issued it does not allow that it is passed on (不得转发). */
  | 'edition-not-forwardable';

/** Why a circulation cannot be sent, besides its editions; nothing is signed then. */
export type CirculateFault =
  | EditionFault
  /** No unit, post, role or person was chosen. */
  | 'audience-empty'
  /** Everybody who was chosen is excepted, or has left. */
  | 'audience-nobody'
  /** More than `mostPeople`. */
  | 'audience-too-large'
  /** Somebody is meant who is outside the recorded scope (知悉范围). */
  | 'audience-too-wide'
  /** The document states its scope in words; whom they mean must be said. */
  | 'scope-unsaid'
  /** The editions have different scopes: each is to be sent by itself. */
  | 'scopes-differ'
  /** The due day is over already. */
  | 'due-over'
  /** Questions only go with 学习; the pass mark is at most their number. */
  | 'bad-questions'
  /** It is closed or withdrawn already. */
  | 'circulation-over'
  /** A day of another year, or one that is both off and worked. */
  | 'bad-calendar';

export interface WhichEdition {
  rule: string;
  /** Hash of the edition, or how it begins. */
  edition: string;
}

/** An edition that somebody wants to send. */
export interface EditionToSend {
  rule: string;
  edition: string;
  title: string;
  part?: string;
  docNo?: string;
  date?: Day;
  validity: Validity;
  /** It cannot be circulated. */
  problem?: EditionFault;
  /** A newer edition is in force: a warning only. */
  superseded: boolean;
  /** What the register of incoming documents says. */
  received?: Received;
  /** Whom it may reach at most, as the first circulation of this edition has signed. */
  scope?: Audience;
  /** Of those whom it would reach, so many have acknowledged it already. */
  acknowledged: number;
  /** The newest circulation of an earlier edition of the same rule. */
  earlier?: EarlierCirculation;
}

export interface EarlierCirculation {
  /** Id of the circulate entry. */
  circulation: string;
  /** Clock of the device that signed, in milliseconds since 1970. */
  at: number;
  audience: Audience;
  level: ReadingLevel;
  /** Nobody has closed it yet. */
  isOpen: boolean;
}

export interface PersonToReach {
  member: string;
  name: string;
  unitName?: string;
  /** For telling apart people with the same name. */
  number?: string;
  hasDevice: boolean;
}

/** The day until which it is to be read. */
export interface DueView {
  day: Day;
  workingDays: number;
  /** Years of which nobody knows the days off: only Saturdays and Sundays were left out in them. */
  unknown: number[];
  /** The day itself is a day off, as far as is known. */
  isRest: boolean;
}

export interface CirculateView {
  editions: EditionToSend[];
  /** Whom it would reach today, in their turn. */
  people: PersonToReach[];
  withoutDevice: number;
  units: { id: string; name: string; count: number }[];
  /** Who is chosen and is outside the recorded scope. */
  outside: PersonToReach[];
  due?: DueView;
  /** This device's member may send it. */
  mayCirculate: boolean;
  /** The editions have different scopes. */
  scopesDiffer: boolean;
}

export interface PrepareCirculate {
  editions: WhichEdition[];
  audience: Audience;
  /** Whom the scope of a received document means, as the publisher has it so far. */
  scope?: Audience;
  /** Today, where the reader is. */
  on: Day;
  /** So many working days from today, or until a day. */
  within?: { workingDays: number } | { day: Day };
}

export interface CirculateOrder {
  editions: WhichEdition[];
  audience: Audience;
  scope?: Audience;
  level: ReadingLevel;
  order: 'together' | 'in-turn';
  on: Day;
  due?: Day;
  note?: string;
  questions?: Question[];
  pass?: number;
  /** Id of the circulation in the place of which this one comes. */
  replaces?: string;
  /** Working days after which the head of the unit is told. */
  escalateAfter?: number;
}

/** The days off of one year. */
export interface CalendarView {
  year: number;
  rest: Day[];
  work: Day[];
  /** `nobody`: neither signed nor known by the app; then only weekends are left out. */
  from: 'signed' | 'known' | 'nobody';
  /** Who has signed it, and when by their clock. */
  by?: string;
  at?: number;
  mayChange: boolean;
}

/** What publishing another edition would mean to those who have read this one. */
export interface ReadersView {
  /** The edition asked about: of the rule the one in force, when none was named. Absent when there is none. */
  edition?: string;
  /** People of the office who have acknowledged it, or one of which it is the erratum: a revision asks them again. */
  acknowledged: number;
  /** Of those who are still to read it in circulations that are open, how many. */
  waiting: number;
  /** Circulations of it that are open. */
  open: { circulation: string; at: number; level: ReadingLevel; people: number; acknowledged: number }[];
}

/** What a tab may ask about sending. */
export interface CirculateCalls {
  prepareCirculate(what: PrepareCirculate): CirculateView;
  circulate(order: CirculateOrder): { circulation: string };
  exempt(what: { circulation: string; members: string[]; reason: string }): void;
  closeCirculation(what: { circulation: string; reason?: string }): void;
  withdrawCirculation(what: { circulation: string; reason: string }): void;
  calendar(what: { year: number }): CalendarView;
  saveCalendar(what: { year: number; rest: Day[]; work: Day[] }): void;
  readersOf(what: { rule: string; edition?: string; on: Day }): ReadersView;
}
