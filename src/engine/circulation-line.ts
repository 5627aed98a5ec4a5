import type { CirculationBook } from '../office/circulation-book.ts';
import type { CirculationRecord } from '../office/circulations.ts';
import type { MemberStanding } from '../office/member-standing.ts';
import { countsOf } from './circulation-standings.ts';
import type { CirculatedTitle, CirculationLine, CirculationState } from './circulations-protocol.ts';

/** Ids of the circulations in the place of which another one has come. */
export function replacedIn(records: Iterable<CirculationRecord>): Map<string, string> {
  const replaced = new Map<string, string>();
  for (const { entry, act, withdrawn } of records)
    if (act.replaces !== undefined && withdrawn === undefined) replaced.set(act.replaces, entry.id);
  return replaced;
}

/** @param replaced ids of those in the place of which another one has come */
export function stateOf(
  { entry, withdrawn, closed }: CirculationRecord,
  replaced: ReadonlyMap<string, string>,
): CirculationState {
  if (withdrawn !== undefined) return 'withdrawn';
  if (replaced.has(entry.id)) return 'replaced';
  return closed === undefined ? 'open' : 'closed';
}

export function circulationLine(
  book: CirculationBook,
  record: CirculationRecord,
  state: CirculationState,
  standings: readonly MemberStanding[],
): CirculationLine {
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
    counts: countsOf(standings, state === 'open'),
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
