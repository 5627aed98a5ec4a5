import { circulationState } from '../office/circulation-state.ts';
import type { CirculationBook } from '../office/circulation-book.ts';
import type { CirculationRecord } from '../office/circulations.ts';
import { dueDay } from '../office/working-days.ts';
import { localDay } from '../rule/local-day.ts';
import type { Day } from '../rule/validity.ts';
import { titlesOf } from './circulation-line.ts';
import { circulationStandings } from './circulation-standings.ts';
import type { Escalation, Missing } from './circulations-protocol.ts';
import { numbersOfSameNames } from './same-names.ts';

/** Who has still to acknowledge, those whose turn it is first; nobody when the circulation is over. */
export function missingOf(
  book: CirculationBook,
  record: CirculationRecord,
  { on, phones }: { on: Day; phones: ReadonlyMap<string, string> },
): Missing[] {
  const { members, units } = book.ledger.roster.roster();
  const same = numbersOfSameNames({ members });
  return circulationStandings(book, record, on)
    .filter(({ state }) => state === 'reached' || state === 'not-reached')
    .map(({ member, state, isOverdue, isWaitingTurn }): Missing => {
      const known = members.get(member);
      const unitName = known?.unit === undefined ? undefined : units.get(known.unit)?.name;
      const phone = phones.get(member);
      const number = same.get(member);
      return {
        member,
        name: known?.name ?? member,
        ...(number !== undefined && { number }),
        ...(unitName !== undefined && { unitName }),
        ...(phone !== undefined && phone !== '' && { phone }),
        isOverdue,
        isWaitingTurn,
        isReached: state === 'reached',
      };
    })
    .sort((a, b) => Number(a.isWaitingTurn) - Number(b.isWaitingTurn));
}

/**
 * Circulations that people have left unread for as many working days as their sender gave, by unit.
 *
 * @param units whose people are looked at
 */
export function escalations(
  book: CirculationBook,
  { on, isMine }: { on: Day; isMine: (unit: string | undefined) => boolean },
): Escalation[] {
  const { members, units } = book.ledger.roster.roster();
  return book.all().flatMap((record) => {
    const { entry, act } = record;
    if (act.escalateAfter === undefined || circulationState(record) !== 'open') return [];
    const { day: since } = dueDay(localDay(entry.at), act.escalateAfter, book.calendars.all);
    if (since >= on) return [];
    const byUnit = new Map<string, string[]>();
    for (const { member, state, isWaitingTurn } of circulationStandings(book, record, on)) {
      // Nobody is told of those who could not have read it yet.
      if (state === 'acknowledged' || state === 'exempt' || isWaitingTurn) continue;
      const known = members.get(member);
      if (!isMine(known?.unit)) continue;
      const unitName = (known?.unit === undefined ? undefined : units.get(known.unit)?.name) ?? '';
      const names = byUnit.get(unitName) ?? [];
      byUnit.set(unitName, names);
      names.push(known?.name ?? member);
    }
    return [...byUnit].map(([unitName, names]) => ({
      circulation: entry.id,
      editions: titlesOf(book, record),
      ...(act.due !== undefined && { due: act.due }),
      unitName,
      names,
      since,
    }));
  });
}
