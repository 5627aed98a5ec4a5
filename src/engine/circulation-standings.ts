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

/**
 * How many stand how; the same as counting the standings, without making one for each: a list of all circulations
 * counts everybody as often as there are circulations.
 *
 * @param isOpen nobody is late for what is over
 * @param members who is counted, of those who are meant; absent, all of them
 */
export function circulationCounts(
  book: CirculationBook,
  record: CirculationRecord,
  {
    on,
    isOpen,
    members = book.members(record),
  }: { on: Day; isOpen: boolean; members?: Iterable<string> | undefined },
): CirculationCounts {
  const { act, read, exempt } = record;
  const isOver = isOpen && act.due !== undefined && act.due < on;
  const counts = { meant: 0, acknowledged: 0, reached: 0, notReached: 0, exempt: 0, overdue: 0 };
  for (const member of members) {
    counts.meant += 1;
    const readings = read.get(member);
    if (readings !== undefined && act.editions.every(({ edition }) => readings.has(edition)))
      counts.acknowledged += 1;
    else if (exempt.has(member)) counts.exempt += 1;
    else {
      if (isOver) counts.overdue += 1;
      counts[hasReached(book, record, member) ? 'reached' : 'notReached'] += 1;
    }
  }
  return counts;
}

function hasReached(book: CirculationBook, { entry }: CirculationRecord, member: string): boolean {
  return book.devicesOf(member).some((id) => book.reached.hasSaid(id, entry));
}
