/** What a tab and the engine say about all circulations, and who stands how to them. Plain data, like `protocol.ts`. */
import type { ReadingLevel } from '../ledger/circulation-acts.ts';
import type { Day } from '../rule/validity.ts';

export interface CirculatedTitle {
  rule: string;
  title: string;
  part?: string;
  edition: string;
}

/** `replaced`: another circulation has come in its place. */
export type CirculationState = 'open' | 'closed' | 'withdrawn' | 'replaced';

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

/** What a tab may ask about all circulations. */
export interface CirculationsCalls {
  circulations(what: { on: Day }): CirculationsView;
}
