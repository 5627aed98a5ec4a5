import { circulationState } from '../office/circulation-state.ts';
import type { Audience } from '../ledger/circulation-acts.ts';
import type { Roster } from '../ledger/roster.ts';
import type { CirculationBook } from '../office/circulation-book.ts';
import type { CirculationRecord } from '../office/circulations.ts';
import type { MemberStanding } from '../office/member-standing.ts';
import type { Day } from '../rule/validity.ts';
import { circulationLine } from './circulation-line.ts';
import { circulationCounts, circulationStandings } from './circulation-standings.ts';
import type {
  AudienceNames,
  CirculationView,
  PersonLine,
  RefusedNote,
  UnitCounts,
} from './circulations-protocol.ts';
import { type HeardAt, personLine } from './person-line.ts';
import { noteOf } from './person-standing.ts';
import { numbersOfSameNames } from './same-names.ts';

/** One circulation with everything about it that the user of this device may see. */
export function circulationView(
  book: CirculationBook,
  record: CirculationRecord,
  { on, mayNames, heardAt }: { on: Day; mayNames: boolean; heardAt: HeardAt },
): Omit<CirculationView, 'mayAct' | 'cutOff'> {
  const { act, closed, withdrawn, replacedBy } = record;
  const isOpen = circulationState(record) === 'open';
  const standings = circulationStandings(book, record, on);
  const roster = book.ledger.roster.roster();
  const same = numbersOfSameNames(roster);
  const line = (standing: MemberStanding, isAsked: boolean): PersonLine =>
    personLine(book, record, standing, { heardAt, isOpen: isAsked, number: same.get(standing.member) });
  const meant = new Set(book.members(record));
  return {
    ...circulationLine(book, record, on),
    ...(act.note !== undefined && { note: act.note }),
    audience: audienceNames(act.audience, roster, mayNames),
    questions: act.questions?.length ?? 0,
    pass: act.pass ?? act.questions?.length ?? 0,
    ...(act.escalateAfter !== undefined && { escalateAfter: act.escalateAfter }),
    ...(act.replaces !== undefined && { replaces: act.replaces }),
    ...(replacedBy !== undefined && { replacedBy: replacedBy.id }),
    ...(closed !== undefined && { closed: noteOf(book, closed) }),
    ...(withdrawn !== undefined && { withdrawn: noteOf(book, withdrawn) }),
    units: unitCounts(book, record, on),
    mayNames,
    people: mayNames ? standings.map((standing) => line(standing, isOpen)) : [],
    apart: mayNames
      ? [...record.read.keys()]
          .filter((member) => !meant.has(member))
          .map((member) => line(book.standing(record, member, on), false))
      : [],
    refused: mayNames ? record.refused.flatMap((entry) => refusedNote(book, entry)) : [],
  };
}

function refusedNote(book: CirculationBook, entry: CirculationRecord['entry']): RefusedNote[] {
  const { id, act } = entry;
  return act.type === 'acknowledge' || act.type === 'relay' || act.type === 'exempt' || act.type === 'close'
    ? [{ entry: id, act: act.type, ...noteOf(book, entry) }]
    : [];
}

/** In the order in which the office has its units; who is in none comes last. */
function unitCounts(book: CirculationBook, record: CirculationRecord, on: Day): UnitCounts[] {
  const { units, members } = book.ledger.roster.roster();
  const byUnit = new Map<string | undefined, string[]>();
  for (const member of book.members(record)) {
    const of = members.get(member)?.unit;
    const unit = of === undefined || !units.has(of) ? undefined : of;
    const list = byUnit.get(unit);
    if (list === undefined) byUnit.set(unit, [member]);
    else list.push(member);
  }
  const isOpen = circulationState(record) === 'open';
  return [...units.keys(), undefined].flatMap((unit) => {
    const some = byUnit.get(unit);
    if (some === undefined) return [];
    return [
      {
        ...(unit !== undefined && { unit }),
        name: unit === undefined ? '' : (units.get(unit)?.name ?? ''),
        counts: circulationCounts(book, record, { on, isOpen, members: some }),
      },
    ];
  });
}

function audienceNames(audience: Audience, roster: Roster, mayNames: boolean): AudienceNames {
  const named = (ids: readonly string[], of: ReadonlyMap<string, { name: string }>): string[] =>
    ids.flatMap((id) => of.get(id)?.name ?? []);
  const people = (ids: readonly string[]): { count: number; names: string[] } => ({
    count: ids.length,
    names: mayNames ? named(ids, roster.members) : [],
  });
  return {
    everyone: audience.everyone === true,
    units: named(audience.units, roster.units),
    posts: named(audience.posts, roster.posts),
    roles: audience.roles,
    members: people(audience.members),
    except: people(audience.except),
  };
}
