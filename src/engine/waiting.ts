import type { CirculatedEdition } from '../ledger/circulation-acts.ts';
import type { CirculationRecord } from '../office/circulations.ts';
import { circulationState } from '../office/circulation-state.ts';
import { correctedEdition } from '../office/corrected-edition.ts';
import { hasPassed } from '../office/has-passed.ts';
import type { Day } from '../rule/validity.ts';
import type { Library } from '../store/library.ts';
import type { Circulating } from './circulating.ts';
import { EngineProblem } from './engine-problem.ts';
import type { Office } from './office.ts';
import { OwnReadings } from './own-readings.ts';
import type { OwnReading, ToRead, WaitingCalls, WaitingEdition, WaitingLine } from './waiting-protocol.ts';

type Args<N extends keyof WaitingCalls> = Parameters<WaitingCalls[N]>[0];

interface WaitingParts {
  office: Office;
  library: Library;
  circulating: Circulating;
  /** When another device last had everything that was here, by this device's clock. */
  agreedAt: (device: string) => number | undefined;
}

/** What the user of this device is to read, and the word that they have. */
export class Waiting {
  readonly readings: OwnReadings;
  #parts: WaitingParts;

  constructor(parts: WaitingParts) {
    this.#parts = parts;
    this.readings = new OwnReadings(parts);
  }

  /** @see WaitingCalls.waiting */
  lines({ on }: { on: Day }): WaitingLine[] {
    const { office, circulating } = this.#parts;
    const me = office.me()?.member;
    if (me === undefined) return [];
    const { book } = circulating;
    const own = this.readings.lastByRule(me);
    return book
      .all()
      .filter((record) => circulationState(record) === 'open' && book.members(record).includes(me))
      .map((record) => this.#line(record, me, on, own))
      .filter(({ editions }) => editions.some(({ isRead }) => !isRead))
      .sort(byUrgency);
  }

  /** @throws {EngineProblem} `not-found`, `no-office` */
  toRead({ circulation, on }: Args<'toRead'>): ToRead {
    const { office, circulating } = this.#parts;
    const me = office.me()?.member;
    const record = circulating.book.circulations.of(circulation);
    if (record === undefined) throw new EngineProblem('not-found');
    const { questions = [], pass = questions.length } = record.act;
    const over = me === undefined ? 'not-meant' : this.#overFor(record, me);
    return {
      ...this.#line(record, me ?? '', on, me === undefined ? new Map() : this.readings.lastByRule(me)),
      ...(over !== undefined && { over }),
      questions: questions.map(({ text, choices }) => ({ text, choices })),
      pass,
      readings: me === undefined ? [] : this.readings.of(record, me),
    };
  }

  /**
   * @throws {EngineProblem} `not-found`, `not-asked` when there is nothing to acknowledge, `not-your-turn`,
   *   `text-missing` for an edition that is not on this device, `changed-meanwhile` when another one is to be read,
   *   `not-passed`
   */
  async acknowledge(what: Args<'acknowledge'>): Promise<OwnReading> {
    const { office, circulating } = this.#parts;
    const { book } = circulating;
    const me = office.me()?.member;
    if (me === undefined) throw new EngineProblem('not-allowed');
    const record = book.circulations.of(what.circulation);
    if (record === undefined) throw new EngineProblem('not-found');
    if (this.#overFor(record, me) !== undefined) throw new EngineProblem('not-asked');
    const asked = record.act.editions.find(({ edition }) => edition === what.asked);
    if (asked === undefined) throw new EngineProblem('not-found');
    const shown = this.#editionOf(asked);
    if (shown.isMissing) throw new EngineProblem('text-missing');
    if (shown.edition !== what.edition) throw new EngineProblem('changed-meanwhile');
    // Nothing that depends on the day is looked at here.
    if (book.standing(record, me, '').isWaitingTurn) throw new EngineProblem('not-your-turn');
    const { level } = record.act;
    if (level === 'studied' && !hasPassed(record.act, what.answers)) throw new EngineProblem('not-passed');
    const entry = await office.keeper.say({
      type: 'acknowledge',
      circulation: what.circulation,
      publish: shown.publish,
      edition: shown.edition,
      mode: level,
      statement: what.statement,
      ...(what.since !== undefined && { since: what.since }),
      ...(level === 'studied' && what.answers !== undefined && { answers: what.answers }),
      ...(what.remark !== undefined && { remark: what.remark }),
    });
    const mine = this.readings
      .of(book.circulations.of(what.circulation) ?? record, me)
      .find((one) => one.entry === entry.id);
    // Somebody with several devices may have acknowledged it on another one: then that word is the first.
    return mine ?? this.readings.line(entry, record);
  }

  #line(
    record: CirculationRecord,
    me: string,
    on: Day,
    own: ReadonlyMap<string, { edition: string; at: number }[]>,
  ): WaitingLine {
    const { book } = this.#parts.circulating;
    const { entry, act } = record;
    const standing = book.standing(record, me, on);
    return {
      circulation: entry.id,
      level: act.level,
      editions: act.editions.map((asked) => {
        const { publish: _, ...edition } = this.#editionOf(asked);
        const since = own.get(edition.rule)?.find((one) => one.edition !== edition.edition);
        return {
          ...edition,
          isRead: standing.readings.has(asked.edition),
          ...(since !== undefined && { since }),
        };
      }),
      by: book.ledger.roster.roster().members.get(record.by)?.name ?? '',
      at: entry.at,
      ...(act.due !== undefined && { due: act.due }),
      isOverdue: standing.isOverdue,
      isWaitingTurn: standing.isWaitingTurn,
      ...(act.note !== undefined && { note: act.note }),
    };
  }

  #editionOf(asked: CirculatedEdition): Omit<WaitingEdition, 'isRead' | 'since'> & { publish: string } {
    const { ledger } = this.#parts.office;
    const { publish, edition } = correctedEdition(ledger.publications, asked);
    const act = ledger.chains.get(publish)?.act;
    const rule = act?.type === 'publish' ? act.rule : '';
    const row = this.#parts.library.catalogue.rule(rule);
    const isHere = row?.editions.some(({ hash }) => hash === edition) === true;
    return {
      rule,
      publish,
      title: act?.type === 'publish' ? act.title : '',
      ...(act?.type === 'publish' && act.part !== undefined && { part: act.part }),
      asked: asked.edition,
      edition,
      ...(!isHere && { isMissing: true }),
    };
  }

  #overFor(record: CirculationRecord, member: string): ToRead['over'] {
    const state = circulationState(record);
    if (state !== 'open') return state;
    if (record.exempt.has(member)) return 'exempt';
    return this.#parts.circulating.book.members(record).includes(member) ? undefined : 'not-meant';
  }
}

/** What is overdue first, then by due day, what has none last; what cannot be done yet after all that can. */
function byUrgency(a: WaitingLine, b: WaitingLine): number {
  const [due, other] = [a.due ?? '9999', b.due ?? '9999'];
  return (
    Number(a.isWaitingTurn) - Number(b.isWaitingTurn) ||
    (due === other ? 0 : due < other ? -1 : 1) ||
    a.at - b.at ||
    (a.circulation < b.circulation ? -1 : 1)
  );
}
