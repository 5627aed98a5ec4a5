import type { CirculationBook } from '../office/circulation-book.ts';
import type { Day } from '../rule/validity.ts';
import { circulationLine } from './circulation-line.ts';
import type { UnitView } from './circulations-protocol.ts';
import { EngineProblem } from './engine-problem.ts';
import { numbersOfSameNames } from './same-names.ts';
import { unitsBelow } from './units-below.ts';

/**
 * How a unit, with those below it, stands to each circulation that means somebody in it; the newest first.
 *
 * @throws {EngineProblem} `not-found`
 */
export function readingOfUnit(
  book: CirculationBook,
  { unit, on, mayNames }: { unit: string; on: Day; mayNames: boolean },
): Omit<UnitView, 'cutOff'> {
  const roster = book.ledger.roster.roster();
  const known = roster.units.get(unit);
  if (known === undefined) throw new EngineProblem('not-found');
  const within = unitsBelow(roster, unit);
  const people = new Map<string, UnitView['people'][number]>();
  const same = numbersOfSameNames(roster);
  for (const { id, name, unit: of, left, roles } of roster.members.values()) {
    if (left !== undefined || roles.length === 0 || of === undefined || !within.has(of)) continue;
    const number = same.get(id);
    people.set(id, {
      member: id,
      name,
      ...(number !== undefined && { number }),
      open: 0,
      overdue: 0,
      acknowledged: 0,
    });
  }
  return {
    unit,
    name: known.name,
    mayNames,
    size: people.size,
    lines: book.all().flatMap((record) => {
      const ours = book.members(record).filter((member) => people.has(member));
      if (ours.length === 0) return [];
      const line = circulationLine(book, record, on, ours);
      for (const member of ours) {
        const person = people.get(member)!;
        const { state, isOverdue } = book.standing(record, member, on);
        if (state === 'acknowledged') person.acknowledged += 1;
        else if (state !== 'exempt' && line.state === 'open') {
          person.open += 1;
          if (isOverdue) person.overdue += 1;
        }
      }
      return [line];
    }),
    people: mayNames ? [...people.values()] : [],
  };
}
