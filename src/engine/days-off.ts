import type { Day } from '../rule/validity.ts';
import { knownCalendars } from '../office/known-calendars.ts';
import type { CirculateTools } from './circulate.ts';
import type { CalendarView } from './circulate-protocol.ts';
import { EngineProblem } from './engine-problem.ts';

/** More days off than any notice has given. */
const mostDays = 200;

/** The table of days off and working weekends, year by year, from which due days are worked out. */
export class DaysOff {
  #tools: Pick<CirculateTools, 'office' | 'circulating'>;

  constructor(tools: Pick<CirculateTools, 'office' | 'circulating'>) {
    this.#tools = tools;
  }

  /** @throws {EngineProblem} `no-office` */
  view(year: number): CalendarView {
    const { office, circulating } = this.#tools;
    const entry = circulating.book.calendars.newest(year);
    const mayChange = office.me()?.roles.includes('publisher') ?? false;
    if (entry?.act.type === 'calendar') {
      const { roster } = office;
      const by = roster.members.get(roster.devices.get(entry.device)?.member ?? '')?.name;
      const { rest, work } = entry.act;
      return {
        year,
        rest: rest.toSorted(),
        work: work.toSorted(),
        from: 'signed',
        ...(by !== undefined && { by }),
        at: entry.at,
        mayChange,
      };
    }
    const known = knownCalendars.get(year);
    return {
      year,
      rest: known?.rest.toSorted() ?? [],
      work: known?.work.toSorted() ?? [],
      from: known === undefined ? 'nobody' : 'known',
      mayChange,
    };
  }

  /** @throws {EngineProblem} `not-allowed`, `bad-calendar`; nothing was signed then */
  async save({ year, rest, work }: { year: number; rest: Day[]; work: Day[] }): Promise<void> {
    const { office } = this.#tools;
    office.must('publisher');
    const all = [...rest, ...work];
    const isWhole =
      Math.max(rest.length, work.length) <= mostDays &&
      new Set(all).size === all.length &&
      all.every((day) => day.startsWith(`${year}-`));
    if (!isWhole) throw new EngineProblem('bad-calendar');
    await office.keeper.say({ type: 'calendar', year, rest: rest.toSorted(), work: work.toSorted() });
  }
}
