import type { CirculationRecord } from '../office/circulations.ts';
import { localDay } from '../rule/local-day.ts';
import type { Day } from '../rule/validity.ts';
import type { BehalfFault } from './behalf-protocol.ts';
import { EngineProblem } from './engine-problem.ts';

/** Nothing is signed for others, and why. */
export function behalfFault(fault: BehalfFault): EngineProblem {
  return new EngineProblem('bad-behalf', fault);
}

/**
 * Somebody can have read it on a day from when it was sent, until today.
 *
 * @param now milliseconds since 1970
 * @throws {EngineProblem} `bad-behalf`: `day-ahead`, `day-before`
 */
export function mustBeBetween(on: Day, { entry }: CirculationRecord, now: number): void {
  if (on > localDay(now)) throw behalfFault('day-ahead');
  if (on < localDay(entry.at)) throw behalfFault('day-before');
}
