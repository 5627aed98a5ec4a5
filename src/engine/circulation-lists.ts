import { circulationState } from '../office/circulation-state.ts';
import type { CirculationRecord } from '../office/circulations.ts';
import type { Clock } from '../sync/clock.ts';
import type { Circulating } from './circulating.ts';
import { circulationLine, titlesOf } from './circulation-line.ts';
import { matrix } from './circulation-matrix.ts';
import { circulationTrend } from './circulation-trend.ts';
import { circulationView } from './circulation-view.ts';
import type * as protocol from './circulations-protocol.ts';
import { cutOff } from './cut-off.ts';
import { EngineProblem } from './engine-problem.ts';
import { maySeeNames } from './may-see-names.ts';
import type { Office } from './office.ts';
import type { HeardAt } from './person-line.ts';
import { personStanding } from './person-standing.ts';
import { readingOfPerson } from './reading-of-person.ts';
import { readingOfUnit } from './reading-of-unit.ts';
import { escalations, missingOf } from './reminders.ts';
import { replies } from './replies.ts';
import { unitsBelow } from './units-below.ts';

type Calls = protocol.CirculationsCalls;
type Args<N extends keyof Calls> = Parameters<Calls[N]>[0];

interface ListParts {
  office: Office;
  circulating: Circulating;
  clock: Clock;
  heardAt: HeardAt;
}

/** Who has read what, for those who answer for it, and in numbers for everybody. */
export class CirculationLists {
  #parts: ListParts;

  constructor(parts: ListParts) {
    this.#parts = parts;
  }

  get oversees(): boolean {
    return maySeeNames(this.#parts.office);
  }

  /** @throws {EngineProblem} `no-office` */
  circulations({ on }: Args<'circulations'>): protocol.CirculationsView {
    const { office, circulating } = this.#parts;
    const { book } = circulating;
    const lines = book.all().map((record) => circulationLine(book, record, on));
    return {
      // The newest come first already.
      lines: lines.sort((a, b) => Number(b.state === 'open') - Number(a.state === 'open')),
      mayNames: maySeeNames(office),
      mayAct: this.#mayAct,
      cutOff: this.#cutOff,
    };
  }

  /** @throws {EngineProblem} `not-found`, `no-office` */
  circulation({ circulation, on }: Args<'circulation'>): protocol.CirculationView {
    const { office, circulating, heardAt } = this.#parts;
    const record = this.#record(circulation);
    const mayNames = maySeeNames(office, record);
    return {
      ...circulationView(circulating.book, record, { on, mayNames, heardAt }),
      mayAct: this.#mayAct,
      cutOff: this.#cutOff,
    };
  }

  /** @throws {EngineProblem} `not-found`, `not-allowed` for those who see numbers only */
  personStanding({ circulation, member, on }: Args<'personStanding'>): protocol.PersonStanding {
    const { office, circulating, heardAt } = this.#parts;
    const record = this.#record(circulation);
    if (!maySeeNames(office, record) && office.me()?.member !== member)
      throw new EngineProblem('not-allowed');
    const isOpen = circulationState(record) === 'open';
    return personStanding(circulating.book, record, { member, on, heardAt, isOpen });
  }

  matrix(what: Args<'matrix'>): protocol.MatrixView {
    const { office, circulating } = this.#parts;
    return {
      ...matrix(circulating.book, { ...what, mayNames: maySeeNames(office) }),
      cutOff: this.#cutOff,
    };
  }

  /** @throws {EngineProblem} `not-found`, `not-allowed` for another person */
  person({ member, on }: Args<'person'>): protocol.PersonView {
    const { office, circulating, heardAt } = this.#parts;
    if (!maySeeNames(office) && office.me()?.member !== member) throw new EngineProblem('not-allowed');
    return { ...readingOfPerson(circulating.book, { member, on, heardAt }), cutOff: this.#cutOff };
  }

  /** @throws {EngineProblem} `not-found` */
  unit({ unit, on }: Args<'unit'>): protocol.UnitView {
    const { office, circulating } = this.#parts;
    const mayNames = maySeeNames(office);
    return { ...readingOfUnit(circulating.book, { unit, on, mayNames }), cutOff: this.#cutOff };
  }

  /** @throws {EngineProblem} `not-found` */
  trend({ circulation }: Args<'trend'>): protocol.TrendView {
    return circulationTrend(this.#parts.circulating.book, this.#record(circulation));
  }

  /** @throws {EngineProblem} `not-found` */
  async reminders({ circulation, on }: Args<'reminders'>): Promise<protocol.RemindersView> {
    const { office, circulating } = this.#parts;
    const { book } = circulating;
    const record = this.#record(circulation);
    const { act } = record;
    const mayNames = maySeeNames(office, record);
    // A phone number is for those who keep the roster.
    const mayPhones = office.me()?.roles.includes('admin') ?? false;
    const phones = mayPhones ? await office.phones() : new Map<string, string>();
    const state = circulationState(record);
    return {
      missing: mayNames && state === 'open' ? missingOf(book, record, { on, phones }) : [],
      mayNames,
      mayPhones,
      editions: titlesOf(book, record),
      ...(act.due !== undefined && { due: act.due }),
      level: act.level,
      state,
      office: office.roster.name,
    };
  }

  /** For publishers of the whole office, for liaison officers of their unit and those below it; for nobody else. */
  escalations({ on }: Args<'escalations'>): protocol.Escalation[] {
    const { office, circulating } = this.#parts;
    const me = office.keeper.ledger === undefined ? undefined : office.me();
    if (me?.roles.includes('publisher')) return escalations(circulating.book, { on, isMine: () => true });
    const unit = me?.roles.includes('liaison') ? office.roster.members.get(me.member)?.unit : undefined;
    if (unit === undefined) return [];
    const within = unitsBelow(office.roster, unit);
    return escalations(circulating.book, { on, isMine: (one) => one !== undefined && within.has(one) });
  }

  /** @throws {EngineProblem} `not-allowed` for those who see numbers only */
  replies(): protocol.Reply[] {
    if (!maySeeNames(this.#parts.office)) throw new EngineProblem('not-allowed');
    return replies(this.#parts.circulating.book);
  }

  get #mayAct(): boolean {
    return this.#parts.office.me()?.roles.includes('publisher') ?? false;
  }

  get #cutOff(): protocol.CutOff {
    const { office, circulating, clock } = this.#parts;
    return cutOff(circulating.book, office.keeper.device, clock.now());
  }

  #record(circulation: string): CirculationRecord {
    const record = this.#parts.circulating.book.circulations.of(circulation);
    if (record === undefined) throw new EngineProblem('not-found');
    return record;
  }
}
