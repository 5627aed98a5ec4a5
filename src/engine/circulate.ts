import type { Audience, CirculateAct } from '../ledger/circulation-acts.ts';
import { audienceMembers } from '../office/audience-members.ts';
import type { CirculationRecord } from '../office/circulations.ts';
import { calendarsWith } from '../office/known-calendars.ts';
import { dueDay, isWorkingDay, mostWorkingDays } from '../office/working-days.ts';
import { workingDaysUntil } from '../office/working-days-until.ts';
import type { Day } from '../rule/validity.ts';
import type { Library } from '../store/library.ts';
import type { Circulating } from './circulating.ts';
import type {
  CirculateFault,
  CirculateOrder,
  CirculateView,
  DueView,
  PersonToReach,
  PrepareCirculate,
  ReadersView,
  WhichEdition,
} from './circulate-protocol.ts';
import { DaysOff } from './days-off.ts';
import { editionReaders } from './edition-readers.ts';
import { editionToSend, type FoundEdition } from './edition-to-send.ts';
import { EngineProblem } from './engine-problem.ts';
import type { Office } from './office.ts';

/** People in one circulation, as many as an office of the largest kind has. */
const mostPeople = 10_000;

/** What sending needs of the engine. */
export interface CirculateTools {
  library: Library;
  office: Office;
  circulating: Circulating;
}

/** Sending editions to those who must read them: one signed entry for each circulation. */
export class Circulate {
  readonly daysOff: DaysOff;
  #tools: CirculateTools;

  constructor(tools: CirculateTools) {
    this.#tools = tools;
    this.daysOff = new DaysOff(tools);
  }

  /**
   * What a publisher must see before sending: what stands against it, whom it would reach, until when.
   *
   * @throws {EngineProblem} `no-office`, `not-found`
   */
  prepare({ editions, audience, scope, on, within }: PrepareCirculate): CirculateView {
    const { office } = this.#tools;
    const found = this.#found(editions, on);
    const binding = bindingScopes(found);
    const people = this.#people(audience, binding[0] ?? scope);
    const due = within === undefined ? undefined : this.#due(on, within);
    const ids = people.inside.map(({ member }) => member);
    return {
      editions: found.map(({ view, readers }) => ({
        ...view,
        acknowledged: ids.filter((member) => readers.has(member)).length,
      })),
      people: people.inside,
      withoutDevice: people.inside.filter(({ hasDevice }) => !hasDevice).length,
      units: this.#units(ids),
      outside: people.outside,
      ...(due !== undefined && { due }),
      mayCirculate: office.me()?.roles.includes('publisher') ?? false,
      scopesDiffer: binding.length > 1,
    };
  }

  /**
   * Signs a circulation.
   *
   * @throws {EngineProblem} `not-allowed`, `not-found` and every `CirculateFault`; nothing was signed then
   */
  async circulate(order: CirculateOrder): Promise<{ circulation: string }> {
    const { office, circulating } = this.#tools;
    office.must('publisher');
    const found = this.#found(order.editions, order.on);
    for (const { view } of found) if (view.problem !== undefined) refuse(view.problem);
    const editions = found.flatMap(({ named }) => named ?? []);
    if (editions.length === 0) throw new EngineProblem('not-found');
    const scope = scopeToSign(found, order.scope);
    this.#judgeAudience(order.audience, scope);
    if (order.due !== undefined && order.due < order.on) refuse('due-over');
    judgeQuestions(order);
    if (order.replaces !== undefined && circulating.book.circulations.of(order.replaces) === undefined)
      throw new EngineProblem('not-found');
    const { audience, level, due, note, questions, pass, replaces, escalateAfter } = order;
    const act: CirculateAct = {
      type: 'circulate',
      editions,
      audience,
      ...(scope !== undefined && { scope }),
      level,
      order: order.order,
      ...(due !== undefined && { due }),
      ...(note !== undefined && { note }),
      ...(questions !== undefined && { questions }),
      ...(pass !== undefined && { pass }),
      ...(replaces !== undefined && { replaces }),
      ...(escalateAfter !== undefined && { escalateAfter }),
    };
    const { id } = await office.keeper.say(act);
    return { circulation: id };
  }

  /** @throws {EngineProblem} `not-allowed`, `not-found`, `circulation-over`, `audience-empty` */
  async exempt(what: { circulation: string; members: string[]; reason: string }): Promise<void> {
    this.#open(what.circulation);
    const { members } = this.#tools.office.roster;
    if (what.members.length === 0) refuse('audience-empty');
    if (what.members.some((id) => !members.has(id))) throw new EngineProblem('not-found');
    await this.#tools.office.keeper.say({ type: 'exempt', ...what });
  }

  /** @throws {EngineProblem} `not-allowed`, `not-found`, `circulation-over` */
  async close({ circulation, reason }: { circulation: string; reason?: string }): Promise<void> {
    this.#open(circulation);
    await this.#tools.office.keeper.say({
      type: 'close',
      circulation,
      ...(reason !== undefined && reason !== '' && { reason }),
    });
  }

  /** @throws {EngineProblem} `not-allowed`, `not-found`, `circulation-over` when it is withdrawn already */
  async withdraw({ circulation, reason }: { circulation: string; reason: string }): Promise<void> {
    if (this.#own(circulation).withdrawn !== undefined) refuse('circulation-over');
    await this.#tools.office.keeper.say({ type: 'withdraw', entry: circulation, reason });
  }

  /** What another edition would mean to those who have read this one. */
  readersOf(what: { rule: string; edition?: string; on: Day }): ReadersView {
    const { library, office, circulating } = this.#tools;
    const row = library.catalogue.rule(what.rule);
    if (row === undefined) throw new EngineProblem('not-found');
    const current = library.catalogue.editionOn(row, what.on)?.hash;
    const edition =
      what.edition === undefined
        ? current
        : row.editions.find(({ hash }) => hash.startsWith(what.edition!))?.hash;
    const none: ReadersView = { acknowledged: 0, waiting: 0, open: [] };
    // Without an office nobody has acknowledged anything.
    if (office.keeper.ledger === undefined || edition === undefined) return none;
    const { book } = circulating;
    const { members } = office.roster;
    const readers = editionReaders(book, book.ledger.publications.of(what.rule).publications, edition);
    const isHere = (id: string): boolean => members.get(id)?.left === undefined && members.has(id);
    const waiting = new Set<string>();
    const open = book
      .all()
      .filter(
        ({ act, closed, withdrawn }) =>
          closed === undefined &&
          withdrawn === undefined &&
          act.editions.some((one) => one.edition === edition),
      )
      .map((record) => {
        const people = book.members(record);
        const read = people.filter((id) => readers.has(id));
        for (const id of people) if (!readers.has(id) && !record.exempt.has(id)) waiting.add(id);
        const { entry, act } = record;
        return {
          circulation: entry.id,
          at: entry.at,
          level: act.level,
          people: people.length,
          acknowledged: read.length,
        };
      });
    return { edition, acknowledged: [...readers].filter(isHere).length, waiting: waiting.size, open };
  }

  #found(editions: readonly WhichEdition[], on: Day): FoundEdition[] {
    const { library, circulating } = this.#tools;
    const { book } = circulating;
    const found = editions.map((which) => editionToSend(which, { catalogue: library.catalogue, book, on }));
    // The same one twice is one.
    return found.filter(
      ({ view }, at) => found.findIndex((other) => other.view.edition === view.edition) === at,
    );
  }

  #judgeAudience(audience: Audience, scope: Audience | undefined): void {
    const { everyone, units, posts, roles, members } = audience;
    if (everyone !== true && units.length + posts.length + roles.length + members.length === 0)
      refuse('audience-empty');
    const { inside, outside } = this.#people(audience, scope);
    if (outside.length > 0) refuse('audience-too-wide');
    if (inside.length === 0) refuse('audience-nobody');
    if (inside.length > mostPeople) refuse('audience-too-large');
  }

  #people(
    audience: Audience,
    scope: Audience | undefined,
  ): { inside: PersonToReach[]; outside: PersonToReach[] } {
    const { office, circulating } = this.#tools;
    const { roster } = office;
    const within = scope === undefined ? undefined : new Set(audienceMembers(roster, scope));
    const inside: PersonToReach[] = [];
    const outside: PersonToReach[] = [];
    for (const id of audienceMembers(roster, audience)) {
      const { name, number, unit } = roster.members.get(id)!;
      const unitName = unit === undefined ? undefined : roster.units.get(unit)?.name;
      (within === undefined || within.has(id) ? inside : outside).push({
        member: id,
        name,
        ...(unitName !== undefined && { unitName }),
        ...(number !== undefined && { number }),
        hasDevice: circulating.book.devicesOf(id).length > 0,
      });
    }
    return { inside, outside };
  }

  /** How many of them there are in each unit, in the order of the roster. */
  #units(ids: readonly string[]): CirculateView['units'] {
    const { members, units } = this.#tools.office.roster;
    const counts = new Map<string, number>();
    for (const id of ids) {
      const unit = members.get(id)?.unit;
      if (unit !== undefined) counts.set(unit, (counts.get(unit) ?? 0) + 1);
    }
    return [...units.values()].flatMap(({ id, name }) => {
      const count = counts.get(id);
      return count === undefined ? [] : [{ id, name, count }];
    });
  }

  #due(on: Day, within: NonNullable<PrepareCirculate['within']>): DueView | undefined {
    // A day that is over, or a number that is none, is no due day.
    if ('day' in within ? within.day < on : !isCount(within.workingDays)) return undefined;
    const calendars = calendarsWith(this.#tools.circulating.book.calendars.all);
    const { day, unknown, workingDays } =
      'day' in within
        ? { day: within.day, ...named(workingDaysUntil(on, within.day, calendars)) }
        : { ...dueDay(on, within.workingDays, calendars), workingDays: within.workingDays };
    const isRest = !isWorkingDay(day, calendars.get(Number(day.slice(0, 4))));
    return { day, workingDays, unknown, isRest };
  }

  /** A circulation that this member may end. */
  #own(circulation: string): CirculationRecord {
    this.#tools.office.must('publisher');
    const record = this.#tools.circulating.book.circulations.of(circulation);
    if (record === undefined) throw new EngineProblem('not-found');
    return record;
  }

  #open(circulation: string): void {
    const { closed, withdrawn } = this.#own(circulation);
    if (closed !== undefined || withdrawn !== undefined) refuse('circulation-over');
  }
}

const isCount = (days: number): boolean => Number.isInteger(days) && days >= 1 && days <= mostWorkingDays;

function refuse(fault: CirculateFault): never {
  throw new EngineProblem(fault);
}

function named({ days, unknown }: { days: number; unknown: number[] }): Omit<DueView, 'day' | 'isRest'> {
  return { workingDays: days, unknown };
}

/** The scopes that were signed before for these editions, each once. */
function bindingScopes(found: readonly FoundEdition[]): Audience[] {
  const scopes = new Map<string, Audience>();
  for (const { view } of found)
    if (view.scope !== undefined) scopes.set(JSON.stringify(view.scope), view.scope);
  return [...scopes.values()];
}

/** What was signed first for an edition binds; else what the publisher says, and of a document with a recorded scope they must. */
function scopeToSign(found: readonly FoundEdition[], said: Audience | undefined): Audience | undefined {
  const [binding, ...others] = bindingScopes(found);
  if (others.length > 0) refuse('scopes-differ');
  if (binding !== undefined) return binding;
  if (said === undefined && found.some(({ view }) => view.received?.scope !== undefined))
    refuse('scope-unsaid');
  return said;
}

function judgeQuestions({ level, questions, pass }: CirculateOrder): void {
  if (questions === undefined && pass === undefined) return;
  const isWhole = questions?.every(
    ({ text, choices, right }) =>
      text.trim() !== '' &&
      choices.length >= 2 &&
      choices.every((choice) => choice.trim() !== '') &&
      right.length > 0 &&
      right.every((at) => at < choices.length),
  );
  if (level !== 'studied' || isWhole !== true || (pass ?? 0) > (questions?.length ?? 0))
    refuse('bad-questions');
}
