import { circulationState } from '../office/circulation-state.ts';
import type { CirculationBook } from '../office/circulation-book.ts';
import type { CirculationRecord } from '../office/circulations.ts';
import type { Day } from '../rule/validity.ts';
import { circulationCounts } from './circulation-standings.ts';
import type { CirculatedTitle, CirculationLine } from './circulations-protocol.ts';

/** @param members who is counted, of those who are meant; absent, all of them */
export function circulationLine(
  book: CirculationBook,
  record: CirculationRecord,
  on: Day,
  members?: readonly string[],
): CirculationLine {
  const state = circulationState(record);
  const { entry, act, by } = record;
  return {
    circulation: entry.id,
    editions: titlesOf(book, record),
    level: act.level,
    order: act.order,
    by: book.ledger.roster.roster().members.get(by)?.name ?? '',
    at: entry.at,
    ...(act.due !== undefined && { due: act.due }),
    state,
    counts: circulationCounts(book, record, { on, isOpen: state === 'open', members }),
  };
}

/** What is to be read, by the names under which it was issued. */
export function titlesOf(
  { ledger }: CirculationBook,
  { act }: Pick<CirculationRecord, 'act'>,
): CirculatedTitle[] {
  return act.editions.map(({ publish, edition }) => {
    const issued = ledger.chains.get(publish)?.act;
    if (issued?.type !== 'publish') return { rule: '', title: '', edition };
    const { rule, title, part } = issued;
    return { rule, title, ...(part !== undefined && { part }), edition };
  });
}
