import type { CirculationBook } from '../office/circulation-book.ts';
import type { CirculationRecord } from '../office/circulations.ts';
import { localDay } from '../rule/local-day.ts';
import type { Day } from '../rule/validity.ts';
import type { TrendView } from './circulations-protocol.ts';
import { acknowledgementIn } from './person-line.ts';

/** On which days people were through with all of it, of those who are meant today. */
export function circulationTrend(book: CirculationBook, record: CirculationRecord): TrendView {
  const { entry, act, read } = record;
  const members = book.members(record);
  const byDay = new Map<Day, number>();
  for (const member of members) {
    const readings = read.get(member);
    if (readings === undefined || act.editions.some(({ edition }) => !readings.has(edition))) continue;
    const last = [...readings.values()]
      .map((one) => acknowledgementIn(one.entry).behalf?.on ?? localDay(one.entry.at))
      .reduce((a, b) => (a > b ? a : b));
    byDay.set(last, (byDay.get(last) ?? 0) + 1);
  }
  let total = 0;
  return {
    sent: localDay(entry.at),
    ...(act.due !== undefined && { due: act.due }),
    meant: members.length,
    days: [...byDay]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, acknowledged]) => ({ day, acknowledged, total: (total += acknowledged) })),
  };
}
