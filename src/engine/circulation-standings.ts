import type { CirculationBook } from '../office/circulation-book.ts';
import type { CirculationRecord } from '../office/circulations.ts';
import type { MemberStanding } from '../office/member-standing.ts';
import type { Day } from '../rule/validity.ts';
import type { CirculationCounts } from './circulations-protocol.ts';

/** How everybody whom a circulation means stands to it, in their turn. */
export function circulationStandings(
  book: CirculationBook,
  record: CirculationRecord,
  on: Day,
): MemberStanding[] {
  return book.members(record).map((member) => book.standing(record, member, on));
}

/** @param isOpen nobody is late for what is over */
export function countsOf(standings: Iterable<MemberStanding>, isOpen: boolean): CirculationCounts {
  const counts = { meant: 0, acknowledged: 0, reached: 0, notReached: 0, exempt: 0, overdue: 0 };
  for (const { state, isOverdue } of standings) {
    counts.meant += 1;
    counts[state === 'not-reached' ? 'notReached' : state] += 1;
    if (isOpen && isOverdue) counts.overdue += 1;
  }
  return counts;
}
