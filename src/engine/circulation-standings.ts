import type { CirculationBook } from '../office/circulation-book.ts';
import type { CirculationRecord } from '../office/circulations.ts';
import { memberStanding, type MemberStanding } from '../office/member-standing.ts';
import type { Day } from '../rule/validity.ts';
import type { CirculationCounts } from './circulations-protocol.ts';

/** How everybody whom a circulation means stands to it, in their turn, in one walk. */
export function circulationStandings(
  book: CirculationBook,
  record: CirculationRecord,
  on: Day,
): MemberStanding[] {
  let firstOpen: string | undefined;
  return book.members(record).map((member) => {
    const standing = memberStanding(record, member, {
      on,
      // Whoever comes before the first that is open does not matter, and neither does who comes after.
      members: firstOpen === undefined ? [member] : [firstOpen, member],
      hasReached: () => book.devicesOf(member).some((id) => book.reached.hasSaid(id, record.entry)),
    });
    if (standing.missing.length > 0 && standing.exempt === undefined) firstOpen ??= member;
    return standing;
  });
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
