import { circulationState } from '../office/circulation-state.ts';
import type { CirculationBook } from '../office/circulation-book.ts';
import type { Day } from '../rule/validity.ts';
import { titlesOf } from './circulation-line.ts';
import type { PersonView } from './circulations-protocol.ts';
import { EngineProblem } from './engine-problem.ts';
import { type HeardAt, heardOf, personLine } from './person-line.ts';

/**
 * Everything that one person is to read or has read, the newest first.
 *
 * @throws {EngineProblem} `not-found`
 */
export function readingOfPerson(
  book: CirculationBook,
  { member, on, heardAt }: { member: string; on: Day; heardAt: HeardAt },
): Omit<PersonView, 'cutOff'> {
  const { members, units, posts } = book.ledger.roster.roster();
  const known = members.get(member);
  if (known === undefined) throw new EngineProblem('not-found');
  const { name, unit, post, left } = known;
  const heard = heardOf(book, member, heardAt);
  const unitName = unit === undefined ? undefined : units.get(unit)?.name;
  const postName = post === undefined ? undefined : posts.get(post)?.name;
  return {
    member,
    name,
    ...(unit !== undefined && { unit }),
    ...(unitName !== undefined && { unitName }),
    ...(postName !== undefined && { postName }),
    ...(left !== undefined && { left }),
    lines: book.all().flatMap((record) => {
      const isMeant = book.members(record).includes(member);
      if (!isMeant && !record.read.has(member)) return [];
      const { entry, act } = record;
      const state = circulationState(record);
      return [
        {
          circulation: entry.id,
          editions: titlesOf(book, record),
          level: act.level,
          at: entry.at,
          ...(act.due !== undefined && { due: act.due }),
          circulationState: state,
          isApart: !isMeant,
          person: personLine(book, record, book.standing(record, member, on), {
            heardAt,
            isOpen: state === 'open' && isMeant,
          }),
        },
      ];
    }),
    ...(heard !== undefined && { heard }),
  };
}
