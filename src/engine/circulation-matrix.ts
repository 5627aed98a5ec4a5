import { circulationState } from '../office/circulation-state.ts';
import type { CirculationBook } from '../office/circulation-book.ts';
import type { CirculationRecord } from '../office/circulations.ts';
import type { MemberStanding } from '../office/member-standing.ts';
import { localDay } from '../rule/local-day.ts';
import type { Day } from '../rule/validity.ts';
import { titlesOf } from './circulation-line.ts';
import type { MatrixCell, MatrixView } from './circulations-protocol.ts';
import { acknowledgementIn } from './person-line.ts';
import { numbersOfSameNames } from './same-names.ts';
import { unitsBelow } from './units-below.ts';

/** So many documents stand side by side; older ones are on the next page. */
export const mostDocuments = 60;

/** People by documents, of one unit or of the whole office. */
export function matrix(
  book: CirculationBook,
  { unit, from = 0, on, mayNames }: { unit?: string; from?: number; on: Day; mayNames: boolean },
): Omit<MatrixView, 'cutOff'> {
  const roster = book.ledger.roster.roster();
  const all = book.all();
  const records = all.slice(from, from + mostDocuments);
  const within = unit === undefined ? undefined : unitsBelow(roster, unit);
  const same = numbersOfSameNames(roster);
  const rows = new Map<string, MatrixView['people'][number]>();
  if (mayNames)
    for (const [id, member] of roster.members) {
      if (member.left !== undefined || member.roles.length === 0) continue;
      if (within !== undefined && (member.unit === undefined || !within.has(member.unit))) continue;
      const number = same.get(id);
      const unitName = member.unit === undefined ? undefined : roster.units.get(member.unit)?.name;
      rows.set(id, {
        member: id,
        name: member.name,
        ...(number !== undefined && { number }),
        ...(unitName !== undefined && { unitName }),
        cells: Array<MatrixCell>(records.length).fill('none'),
      });
    }
  const states = records.map(circulationState);
  for (const [at, record] of mayNames ? records.entries() : [])
    for (const member of book.members(record)) {
      const cells = rows.get(member)?.cells;
      if (cells === undefined) continue;
      cells[at] = cellOf(record, book.standing(record, member, on), states[at] === 'open');
    }
  const place = new Map([...roster.units.keys()].map((id, at) => [id, at]));
  const placeOf = (member: string): number =>
    place.get(roster.members.get(member)?.unit ?? '') ?? Number.MAX_SAFE_INTEGER;
  return {
    mayNames,
    units: [...roster.units.values()].filter(({ closed }) => !closed).map(({ id, name }) => ({ id, name })),
    documents: records.map((record, at) => ({
      circulation: record.entry.id,
      editions: titlesOf(book, record),
      ...(record.act.due !== undefined && { due: record.act.due }),
      state: states[at]!,
    })),
    people: [...rows.values()].sort((a, b) => placeOf(a.member) - placeOf(b.member)),
    total: all.length,
  };
}

function cellOf(
  { act: { due } }: CirculationRecord,
  { state, isOverdue, readings }: MemberStanding,
  isOpen: boolean,
): MatrixCell {
  if (state === 'acknowledged' && due !== undefined)
    for (const { entry } of readings.values())
      if ((acknowledgementIn(entry).behalf?.on ?? localDay(entry.at)) > due) return 'late';
  return isOpen && isOverdue ? 'overdue' : state;
}
