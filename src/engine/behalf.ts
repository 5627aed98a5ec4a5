import type { AcknowledgeAct } from '../ledger/circulation-acts.ts';
import type { CirculationRecord } from '../office/circulations.ts';
import { isWhole } from '../store/file-head.ts';
import type { Library } from '../store/library.ts';
import { behalfFault, mustBeBetween } from './behalf-fault.ts';
import type { BehalfCalls, MissingMember, RelaysView } from './behalf-protocol.ts';
import type { Circulating } from './circulating.ts';
import { EngineProblem } from './engine-problem.ts';
import { circulationState } from '../office/circulation-state.ts';
import { KeptPhotos } from './kept-photos.ts';
import { mayName } from './may-name.ts';
import type { Office } from './office.ts';
import { relaysView } from './relays-view.ts';

type Args<N extends keyof BehalfCalls> = Parameters<BehalfCalls[N]>[0];

export interface BehalfParts {
  office: Office;
  library: Library;
  circulating: Circulating;
  /** Tells all tabs. */
  changed: () => void;
}

/** People in one entry for others at most: more is no sheet that somebody has looked through. */
const mostMembers = 300;
/** Characters of a reason; of what comes back from a unit. */
const longestReason = 500;
const longestNote = 4000;

/** What is said for a unit, or for people who do not say it themselves: receipt, passing on, proxy and paper. */
export class Behalf {
  readonly photos: KeptPhotos;
  #parts: BehalfParts;

  constructor(parts: BehalfParts) {
    this.#parts = parts;
    this.photos = new KeptPhotos(parts.library, parts.changed);
  }

  /** @throws {EngineProblem} `not-found`, `no-office` */
  async relays({ circulation }: Args<'relays'>): Promise<RelaysView> {
    const files = await this.#parts.library.files();
    const isHere = (hash: string): boolean => {
      const head = files.head(hash);
      return head !== undefined && isWhole(head);
    };
    const { office, circulating } = this.#parts;
    return relaysView(this.record(circulation), { me: office.me(), book: circulating.book, isHere });
  }

  /** @throws {EngineProblem} `not-found`, `not-allowed`, `not-asked`, `bad-behalf` */
  async receive({ circulation, unit }: Args<'receive'>): Promise<void> {
    const record = this.mustSpeak(circulation);
    this.#mustBeMeant(record, unit);
    const has = record.received.get(unit);
    const open = record.act.editions.filter(({ edition }) => has?.has(edition) !== true);
    if (open.length === 0) throw behalfFault('received-before');
    await this.#parts.office.keeper.sayAll(
      open.map(({ publish, edition }): AcknowledgeAct => ({
        type: 'acknowledge',
        circulation,
        publish,
        edition,
        mode: 'received',
        unit,
      })),
    );
  }

  /** @throws {EngineProblem} `not-found`, `not-allowed`, `not-asked`, `bad-behalf` */
  async relay({ photo, feedback, news, ...what }: Args<'relay'>): Promise<void> {
    const record = this.mustSpeak(what.circulation);
    this.#mustBeMeant(record, what.unit);
    mustBeBetween(what.on, record, Date.now());
    const numbers = [what.should, what.attended, what.later];
    if (!numbers.every((one) => Number.isSafeInteger(one) && one >= 0)) throw behalfFault('numbers');
    if (what.attended + what.later > what.should) throw behalfFault('numbers');
    const [said, told] = [feedback?.trim() ?? '', news?.trim() ?? ''];
    if (said.length > longestNote || told.length > longestNote) throw behalfFault('too-long');
    const kept = photo && (await this.photos.keep(photo));
    await this.#parts.office.keeper.say({
      type: 'relay',
      ...what,
      ...kept,
      ...(said !== '' && { feedback: said }),
      ...(told !== '' && { news: told }),
    });
  }

  /** @throws {EngineProblem} `not-found`, `not-allowed`, `not-asked` */
  missingMembers({ circulation }: Args<'missingMembers'>): MissingMember[] {
    const record = this.mustSpeak(circulation);
    const { book } = this.#parts.circulating;
    const { members, units } = book.ledger.roster.roster();
    return book.members(record).flatMap((id) => {
      const { state, missing } = book.standing(record, id, '');
      if (missing.length === 0 || state === 'exempt') return [];
      const { name = '', unit } = members.get(id) ?? {};
      const unitName = units.get(unit ?? '')?.name;
      return {
        member: id,
        name,
        ...(unit !== undefined && { unit }),
        ...(unitName !== undefined && { unitName }),
      };
    });
  }

  /** @throws {EngineProblem} `not-found`, `not-allowed`, `not-asked`, `bad-behalf` */
  async onBehalf({ photo, ...what }: Args<'onBehalf'>): Promise<{ signed: number }> {
    const record = this.mustSpeak(what.circulation);
    const [reason, witness] = [what.reason.trim(), what.witness?.trim() ?? ''];
    if (reason === '') throw behalfFault('no-reason');
    if (reason.length > longestReason || witness.length > 200) throw behalfFault('too-long');
    if (what.means === 'paper' && witness === '') throw behalfFault('no-witness');
    mustBeBetween(what.on, record, Date.now());
    const open = this.stillMissing(record, what.members, what.editions);
    const kept = photo && (await this.photos.keep(photo));
    await this.#parts.office.keeper.sayAll(
      open.map(({ publish, edition, members }): AcknowledgeAct => ({
        type: 'acknowledge',
        circulation: what.circulation,
        publish,
        edition,
        mode: record.act.level,
        behalf: {
          members,
          means: what.means,
          reason,
          on: what.on,
          ...(witness !== '' && { witness }),
          ...kept,
        },
      })),
    );
    return { signed: new Set(open.flatMap(({ members }) => members)).size };
  }

  /** @throws {EngineProblem} `not-allowed`, `not-found` for a hash that no entry of the office names */
  async photo({ hash }: Args<'photo'>): Promise<{ bytes?: Uint8Array }> {
    const { office, circulating } = this.#parts;
    if (!mayName(office.me()?.roles)) throw new EngineProblem('not-allowed');
    for (const { act } of circulating.book.ledger.chains.all()) {
      const named = act.type === 'relay' ? act : act.type === 'acknowledge' ? act.behalf : undefined;
      if (named?.file !== hash) continue;
      const bytes = await this.photos.bytes({ file: hash, size: named.size ?? 0 });
      return bytes === undefined ? {} : { bytes };
    }
    throw new EngineProblem('not-found');
  }

  /**
   * Editions that people have still to read, and who.
   *
   * @throws {EngineProblem} `bad-behalf`: `nobody`, `too-many`, `not-meant`, `nothing-left`; `not-found` for another edition
   */
  stillMissing(
    record: CirculationRecord,
    members: readonly string[],
    editions: readonly string[] = record.act.editions.map(({ edition }) => edition),
  ): { publish: string; edition: string; members: string[] }[] {
    const { book } = this.#parts.circulating;
    const chosen = [...new Set(members)];
    if (chosen.length === 0) throw behalfFault('nobody');
    if (chosen.length > mostMembers) throw behalfFault('too-many');
    const meant = new Set(book.members(record));
    if (!chosen.every((one) => meant.has(one))) throw behalfFault('not-meant');
    if (!editions.every((hash) => record.act.editions.some(({ edition }) => edition === hash)))
      throw new EngineProblem('not-found');
    const open = record.act.editions
      .filter(({ edition }) => editions.includes(edition))
      .map(({ publish, edition }) => ({
        publish,
        edition,
        members: chosen.filter((one) => record.read.get(one)?.has(edition) !== true),
      }))
      .filter((one) => one.members.length > 0);
    if (open.length === 0) throw behalfFault('nothing-left');
    return open;
  }

  /** @throws {EngineProblem} `no-office` */
  recordOf(circulation: string): CirculationRecord | undefined {
    return this.#parts.circulating.book.circulations.of(circulation);
  }

  /** @throws {EngineProblem} `not-found`, `no-office` */
  record(circulation: string): CirculationRecord {
    const record = this.recordOf(circulation);
    if (record === undefined) throw new EngineProblem('not-found');
    return record;
  }

  isMeant(record: CirculationRecord, member: string): boolean {
    return this.#parts.circulating.book.members(record).includes(member);
  }

  /** @throws {EngineProblem} `not-allowed` for who may not speak for others */
  mustBeSpeaker(): void {
    const { office } = this.#parts;
    if (!office.me()?.roles.some((role) => role === 'liaison' || role === 'publisher'))
      throw new EngineProblem('not-allowed');
  }

  /**
   * A circulation that is going on, for somebody who may speak for others.
   *
   * @throws {EngineProblem} `not-found`, `not-allowed`, `not-asked`
   */
  mustSpeak(circulation: string): CirculationRecord {
    this.mustBeSpeaker();
    const record = this.record(circulation);
    if (circulationState(record) !== 'open') throw new EngineProblem('not-asked');
    return record;
  }

  #mustBeMeant(record: CirculationRecord, unit: string): void {
    const { book } = this.#parts.circulating;
    const roster = book.ledger.roster.roster();
    const isMeant =
      record.act.audience.units.includes(unit) ||
      book.members(record).some((one) => roster.members.get(one)?.unit === unit);
    if (!roster.units.has(unit) || !isMeant) throw behalfFault('unit');
  }
}
