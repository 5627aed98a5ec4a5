import type { Entry } from '../ledger/entry.ts';
import type { RosterHistory } from '../ledger/roster-history.ts';
import type { YearCalendar } from './working-days.ts';

/** The days off of each year as a publisher has last signed them. */
export class YearCalendars {
  #roster: RosterHistory;
  #byYear = new Map<number, Entry[]>();

  constructor(roster: RosterHistory) {
    this.#roster = roster;
  }

  add(entry: Entry): void {
    if (entry.act.type !== 'calendar') return;
    const { year } = entry.act;
    const list = this.#byYear.get(year);
    if (list === undefined) this.#byYear.set(year, [entry]);
    else list.push(entry);
  }

  /** By year; a year that nobody has entered is not in it. */
  get all(): ReadonlyMap<number, YearCalendar> {
    const all = new Map<number, YearCalendar>();
    for (const year of this.#byYear.keys()) {
      const act = this.newest(year)?.act;
      if (act?.type === 'calendar') all.set(year, act);
    }
    return all;
  }

  /** The entry that counts for a year. */
  newest(year: number): Entry | undefined {
    return this.#byYear
      .get(year)
      ?.filter((entry) => this.#roster.judge(entry, 'publisher').refusal === undefined)
      .reduce<Entry | undefined>(
        (best, one) => (best === undefined || isLater(one, best) ? one : best),
        undefined,
      );
  }
}

function isLater(a: Entry, b: Entry): boolean {
  return a.at === b.at ? a.id > b.id : a.at > b.at;
}
