/** What a tab and the engine say about all circulations, and who stands how to them. Plain data, like `protocol.ts`. */
import type { CirculationState } from '../office/circulation-state.ts';
import type { Means, ReadingLevel, Remark } from '../ledger/circulation-acts.ts';
import type { Role } from '../ledger/entry.ts';
import type { Witnessed } from '../ledger/witness.ts';
import type { MemberStanding } from '../office/member-standing.ts';
import type { Day } from '../rule/validity.ts';

export interface CirculatedTitle {
  rule: string;
  title: string;
  part?: string;
  edition: string;
}

/** How many people stand how; `meant` is the sum of the next four. */
export interface CirculationCounts {
  meant: number;
  acknowledged: number;
  /** One of their devices has said that it holds the circulation. */
  reached: number;
  /** None has, as far as this device knows. */
  notReached: number;
  exempt: number;
  /** Of those who have not acknowledged: the due day is over, and the circulation is open. */
  overdue: number;
}

/** A circulation, as a line of a list. */
export interface CirculationLine {
  circulation: string;
  editions: CirculatedTitle[];
  level: ReadingLevel;
  order: 'together' | 'in-turn';
  /** Name of who sent it. */
  by: string;
  /** Clock of the device that sent it, in milliseconds since 1970. */
  at: number;
  due?: Day;
  state: CirculationState;
  counts: CirculationCounts;
}

/** How far the knowledge of this device goes; times in milliseconds since 1970. */
export interface CutOff {
  /** By this device's clock. */
  now: number;
  /** The newest that it holds of any device, by that one's clock. */
  newest?: { at: number; device: string };
  /** The newest that it holds of a device other than itself. */
  others?: { at: number; device: string };
}

export interface CirculationsView {
  /** Those that are open first, then the newest. */
  lines: CirculationLine[];
  /** May see who stands how, and not only how many. */
  mayNames: boolean;
  /** May send, close and withdraw. */
  mayAct: boolean;
  cutOff: CutOff;
}

/** Whom a circulation is for, by names. Of people chosen one by one, others see only how many they are. */
export interface AudienceNames {
  everyone: boolean;
  units: string[];
  posts: string[];
  roles: Role[];
  members: { count: number; names: string[] };
  except: { count: number; names: string[] };
}

/** Something that was signed about a circulation. */
export interface SignedNote {
  /** Name of who signed. */
  by: string;
  /** Clock of the device that signed, in milliseconds since 1970. */
  at: number;
  reason?: string;
}

export interface UnitCounts {
  /** Absent for those who are in no unit. */
  unit?: string;
  name: string;
  counts: CirculationCounts;
}

/** That somebody has read one edition, in short. */
export interface ReadingShort {
  edition: string;
  /** Clock of the device that signed, in milliseconds since 1970. */
  at: number;
  /** Somebody else said so, by these means. */
  means?: Means;
  /** Day on which it was read, when somebody else says so. */
  on?: Day;
  /** After the due day, by the clock of the device that signed or by what others witness. */
  isLate: boolean;
  /** A question or an objection came along. */
  hasRemark: boolean;
}

export interface PersonLine {
  member: string;
  name: string;
  unit?: string;
  unitName?: string;
  /** Only where somebody else has the same name. */
  number?: string;
  state: MemberStanding['state'];
  isOverdue: boolean;
  isWaitingTurn: boolean;
  readings: ReadingShort[];
  /** How many of the editions are still to be read. */
  missing: number;
  /** The last that is known of their devices; absent when nothing is, and for those who have acknowledged. */
  heard?: Heard;
}

/** When something was last known of the devices of a person. */
export interface Heard {
  at: number;
  /** There was a line to one of them: then by this device's clock, else by that device's. */
  isDirect: boolean;
}

/** Something that was signed without the right to, and does not count. */
export interface RefusedNote extends SignedNote {
  entry: string;
  act: 'acknowledge' | 'relay' | 'exempt' | 'close';
}

export interface CirculationView extends CirculationLine {
  note?: string;
  audience: AudienceNames;
  questions: number;
  pass: number;
  escalateAfter?: number;
  /** Id of the one in the place of which this one came. */
  replaces?: string;
  /** Id of the one that came in the place of this. */
  replacedBy?: string;
  closed?: SignedNote;
  withdrawn?: SignedNote;
  units: UnitCounts[];
  mayNames: boolean;
  mayAct: boolean;
  /** Only with `mayNames`, in their turn. */
  people: PersonLine[];
  /** Who has acknowledged and is not meant any more. */
  apart: PersonLine[];
  refused: RefusedNote[];
  cutOff: CutOff;
}

/** Everything that is known of one reading, and how. */
export interface ReadingProof {
  entry: string;
  rule: string;
  title: string;
  part?: string;
  edition: string;
  mode: ReadingLevel;
  at: number;
  witnessed: Witnessed;
  /** Names of the witnesses' devices, by id. */
  witnesses: Record<string, string>;
  /** Name of the device that signed. */
  device: string;
  /** Name of who signed. */
  by: string;
  statement?: string;
  isLate: boolean;
  /** With 学习, when the reader answered: enough was right. */
  hasPassed?: boolean;
  remark?: Remark;
  behalf?: { means: Means; reason: string; witness?: string; on?: Day };
}

/** How one person stands to one circulation, with all that is known of it. */
export interface PersonStanding extends PersonLine {
  proofs: ReadingProof[];
  exempt?: SignedNote;
  devices: { name: string; hasSaid: boolean; newest?: number; heardAt?: number }[];
}

/** `late`: acknowledged after the due day; `none`: not meant. */
export type MatrixCell = MemberStanding['state'] | 'late' | 'overdue' | 'none';

export interface MatrixView {
  mayNames: boolean;
  units: { id: string; name: string }[];
  documents: Pick<CirculationLine, 'circulation' | 'editions' | 'due' | 'state'>[];
  people: { member: string; name: string; number?: string; unitName?: string; cells: MatrixCell[] }[];
  /** How many circulations there are in all. */
  total: number;
  cutOff: CutOff;
}

/** One person, and everything that they are to read or have read. */
export interface PersonView {
  member: string;
  name: string;
  unitName?: string;
  unit?: string;
  postName?: string;
  left?: Day;
  lines: (Pick<CirculationLine, 'circulation' | 'editions' | 'level' | 'at' | 'due'> & {
    circulationState: CirculationState;
    /** Not meant any more, and acknowledged before. */
    isApart: boolean;
    person: PersonLine;
  })[];
  heard?: Heard;
  cutOff: CutOff;
}

/** One unit with those below it, and how it stands to each circulation. */
export interface UnitView {
  unit: string;
  name: string;
  mayNames: boolean;
  size: number;
  lines: CirculationLine[];
  /** Only with `mayNames`: what each has still to read, of what is open. */
  people: {
    member: string;
    name: string;
    number?: string;
    open: number;
    overdue: number;
    acknowledged: number;
  }[];
  cutOff: CutOff;
}

/** How many had acknowledged by when. */
export interface TrendView {
  sent: Day;
  due?: Day;
  /** Of those who are meant today. */
  meant: number;
  /** Days on which somebody was the first time through with all of it, in order. */
  days: { day: Day; acknowledged: number; total: number }[];
}

export interface Missing {
  member: string;
  name: string;
  number?: string;
  unitName?: string;
  /** Only for those who may see it. */
  phone?: string;
  isOverdue: boolean;
  isWaitingTurn: boolean;
  isReached: boolean;
}

export interface RemindersView {
  /** Only with `mayNames`; those whose turn it is first. */
  missing: Missing[];
  mayNames: boolean;
  /** May see phone numbers. */
  mayPhones: boolean;
  editions: CirculatedTitle[];
  due?: Day;
  level: ReadingLevel;
  state: CirculationState;
  office: string;
}

/** A circulation that somebody has not acknowledged for too long: for those who answer for the unit. */
export interface Escalation {
  circulation: string;
  editions: CirculatedTitle[];
  due?: Day;
  unitName: string;
  names: string[];
  /** The last working day on which it would have been soon enough. */
  since: Day;
}

/** Something that came back from who has read, or from a branch. */
export interface Reply {
  entry: string;
  circulation: string;
  editions: CirculatedTitle[];
  /** Of a reader: question, objection; of a liaison officer: feedback to the document, news of the branch. */
  kind: 'question' | 'objection' | 'feedback' | 'news';
  text: string;
  /** Name of who signed it. */
  by: string;
  unitName?: string;
  /** Clock of the device that signed, in milliseconds since 1970. */
  at: number;
  /** What a question or objection is about. */
  place?: { rule: string; edition?: string; address?: string };
}

/** What a tab may ask about all circulations. */
export interface CirculationsCalls {
  /** May the user of this device see who has read what? */
  oversees(): boolean;
  circulations(what: { on: Day }): CirculationsView;
  circulation(what: { circulation: string; on: Day }): CirculationView;
  /** How one person stands to one circulation, and how that is known. */
  personStanding(what: { circulation: string; member: string; on: Day }): PersonStanding;
  /** @param what.unit those below it belong to it; `from`: how many of the newest are left out */
  matrix(what: { unit?: string; from?: number; on: Day }): MatrixView;
  person(what: { member: string; on: Day }): PersonView;
  unit(what: { unit: string; on: Day }): UnitView;
  trend(what: { circulation: string }): TrendView;
  reminders(what: { circulation: string; on: Day }): RemindersView;
  escalations(what: { on: Day }): Escalation[];
  /** What has come back, the newest first; for those who may see names. */
  replies(): Reply[];
}
