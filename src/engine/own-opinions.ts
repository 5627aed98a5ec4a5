import { hexToBytes } from '@noble/hashes/utils.js';
import { hex } from '../ledger/sha256.ts';
import { type ConsultationRecord, consultationState } from '../office/consultations.ts';
import { type Decision, decisions } from '../office/opinion-decision.ts';
import {
  longestOpinion,
  longestSlip,
  mostOpinions,
  type Opinion,
  type OpinionSlip,
  opinionWords,
  quoteOf,
} from '../office/opinion-slip.ts';
import { resultMark } from '../office/opinion-results.ts';
import { isSignedBy, writeSignedSlip } from '../office/signed-slip.ts';
import { unitsToAnswerFor } from '../office/units-to-answer-for.ts';
import { draftBody } from '../rule/draft-body.ts';
import { parseText } from '../rule/parse-text.ts';
import { readingUnits } from '../rule/reading-units.ts';
import { fieldsIn, listIn, stringIn } from '../store/read-fields.ts';
import type { Library } from '../store/library.ts';
import { roundOf } from '../store/sealed-document.ts';
import { sealFor } from '../sync/sealed/seal-for.ts';
import type { Consultation } from './consultation.ts';
import { EngineProblem } from './engine-problem.ts';
import { type KeptOpinions, OpinionsKeeper } from './kept-opinions.ts';
import type { Office } from './office.ts';
import { sealedUses } from './opened-rounds.ts';
import type { AskedRound, ConsultView, OpinionsCalls, OwnSlip } from './opinions-protocol.ts';
import { roundFault } from './round-fault.ts';
import { askedIn, editorsOf, readersAmong } from './round-readers.ts';
import { carrySealed } from './round-upkeep.ts';

type Args<N extends keyof OpinionsCalls> = Parameters<OpinionsCalls[N]>[0];

export interface OwnOpinionsParts {
  office: Office;
  library: Library;
  consultation: Consultation;
  /** Tells all tabs. */
  changed: () => void;
}

/** What the user of this device is asked, and what they say to it. */
export class OwnOpinions {
  #parts: OwnOpinionsParts;
  #kept: OpinionsKeeper;
  /** One after another: two tabs must not use one turn twice. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: OwnOpinionsParts) {
    this.#parts = parts;
    this.#kept = new OpinionsKeeper(parts.library.storage);
  }

  /** Rounds in which this user is asked; where there is no office, none. */
  async asked({ on }: Args<'askedRounds'>): Promise<AskedRound[]> {
    const { office, consultation } = this.#parts;
    if (office.keeper.ledger === undefined || office.me() === undefined) return [];
    const lines: AskedRound[] = [];
    for (const record of consultation.book.all().values()) {
      const state = consultationState(record, on);
      const isLongOver = record.closes < daysBefore(on, remembered);
      if (state === 'withdrawn' || isLongOver || this.#asOf(record).length === 0) continue;
      const copy = await consultation.opened.copy(record);
      const slips = await this.#slips(record);
      const [first] = slips;
      lines.push({
        consultation: record.entry.id,
        ...(copy !== undefined && { title: copy.title }),
        state,
        closes: record.closes,
        byName: office.roster.members.get(record.by)?.name ?? '',
        said: first === undefined ? 'nothing' : saidOf(first),
        hasAnswer: record.results !== undefined || slips.some(({ answers }) => answers.length > 0),
      });
    }
    return lines;
  }

  /** @throws {EngineProblem} `no-office`, `not-found`, `not-asked`, `bad-round` `not-here` */
  async view({ consultation, on }: Args<'consult'>): Promise<ConsultView> {
    const { record, copy } = await this.#open(consultation);
    const parsed = parseText(draftBody(copy.text, '').text);
    const { preamble, units } = readingUnits(parsed, []);
    const results = await this.#parts.consultation.opened.results(record);
    const marks = results === undefined ? new Set<string>() : await this.#marks(record);
    return {
      consultation,
      title: copy.title,
      note: copy.note,
      questions: copy.questions,
      closes: record.closes,
      state: consultationState(record, on),
      byName: this.#parts.office.roster.members.get(record.by)?.name ?? '',
      anonymous: record.act.anonymous,
      shared: record.act.shared === true,
      ...(results !== undefined && {
        results: {
          more: results.more,
          items: results.items.map((one) => ({ ...one, isMine: marks.has(one.mark) })),
        },
      }),
      preamble,
      units,
      outline: parsed.outline.map(({ level, depth, label, title, firstUnit }) => ({
        level,
        depth,
        label,
        title,
        address: parsed.units[firstUnit]?.address ?? '',
        unit: firstUnit,
      })),
      slips: await this.#slips(record),
    };
  }

  /** What the opinions of this user are called among the results: of those without a name this device alone knows it. */
  async #marks(record: ConsultationRecord): Promise<Set<string>> {
    const marks = new Set<string>();
    for (const as of this.#asOf(record)) {
      const { sent } = await this.#known(record, as);
      for (const { id } of sent?.slip.opinions ?? []) marks.add(resultMark(sent!.slip.id, id));
    }
    return marks;
  }

  /** @throws {EngineProblem} `not-found`, `not-asked`, `bad-round`; storage problems: nothing was kept */
  async keep({ consultation, as, opinions }: Args<'keepOpinions'>): Promise<void> {
    await this.#next(async () => {
      const { record } = await this.#open(consultation);
      this.#mustBe(record, as);
      const before = await this.#known(record, as);
      await this.#kept.put(consultation, as, { ...before, opinions: cleaned(opinions) });
      this.#parts.changed();
    });
  }

  /**
   * Seals what is said for editors, and puts it among what everybody carries.
   *
   * @throws {EngineProblem} `not-found`, `not-asked`, `bad-round`; storage problems: nothing was said
   */
  async send({ consultation, as, opinions, none, named, on }: Args<'sendOpinions'>): Promise<void> {
    await this.#next(async () => {
      const said = cleaned(opinions).filter(({ text, proposal }) => text !== '' || proposal !== '');
      if (said.length === 0 && !none) throw roundFault('empty');
      if (said.length > 0 && none) throw roundFault('empty');
      await this.#say(consultation, as, { opinions: said, none, named, on });
    });
  }

  /** @throws {EngineProblem} `not-found`, `not-asked`, `bad-round` */
  async withdraw({ consultation, as, on }: Args<'withdrawOpinions'>): Promise<void> {
    await this.#next(async () => {
      const { record } = await this.#open(consultation);
      const { sent } = await this.#known(record, as);
      if (sent === undefined) throw roundFault('empty');
      await this.#say(consultation, as, { opinions: [], none: false, named: sent.isNamed, on });
    });
  }

  async #say(
    consultation: string,
    as: string,
    what: { opinions: Opinion[]; none: boolean; named: boolean; on: string },
  ): Promise<void> {
    const { record, key } = await this.#open(consultation);
    this.#mustBe(record, as);
    if (consultationState(record, what.on) !== 'open') throw roundFault('over');
    if (!what.named && (!record.act.anonymous || as !== 'me')) throw roundFault('name-wanted');
    const { office, library, consultation: rounds, changed } = this.#parts;
    const before = await this.#known(record, as);
    // What was said under a name and what is said without one must have nothing in common.
    const isOther = before.sent !== undefined && before.sent.isNamed !== what.named;
    if (isOther && !isTakenBack(before.sent!.slip)) throw roundFault('name-wanted');
    const { member } = office.me()!;
    if (JSON.stringify(what.opinions).length > mostWords) throw roundFault('too-long');
    const id = isOther ? newSlipId() : before.id;
    const turn = isOther ? 0 : before.turn + 1;
    const opinions = isOther ? what.opinions.map((one) => ({ ...one, id: newOpinionId() })) : what.opinions;
    const slip: OpinionSlip = {
      v: 1,
      consultation,
      id,
      turn,
      ...(what.named && { from: { member, ...(as !== 'me' && { unit: as }) } }),
      ...(what.none && { none: true }),
      opinions,
      on: what.on,
    };
    // Without a name it is sealed for editors only, and for no device of this user.
    const meant = new Set([...editorsOf(office.roster), ...(what.named ? [member] : [])]);
    const editors = editorsOf(office.roster);
    const readers = readersAmong(office, meant);
    if (!readers.some((reader) => editors.has(reader.member))) throw roundFault('no-reader');
    const device = office.keeper.device!;
    const signer = what.named ? { device, keys: office.keeper.keys! } : undefined;
    const written = await writeSignedSlip(slip, key, signer);
    const points = readers.map(({ point }) => point);
    const bytes = await sealFor(points, sealedUses.opinions, hexToBytes(consultation), written);
    // A turn that was used once is never used again, whatever becomes of this one.
    await this.#kept.put(consultation, as, { ...before, id, turn, opinions });
    await carrySealed(library, roundOf(record.act.sealed), 'opinions', bytes);
    const sent = { at: Date.now(), isNamed: what.named, slip };
    await this.#kept.put(consultation, as, { id, turn, opinions, sent });
    changed();
    rounds.follow([roundOf(record.act.sealed)]);
  }

  /** Who this user may speak as: `me`, and units. */
  #asOf(record: ConsultationRecord): string[] {
    const { office } = this.#parts;
    const me = office.me()?.member;
    if (me === undefined || !askedIn(office, record).includes(me)) return [];
    return ['me', ...unitsToAnswerFor(office.roster, me)];
  }

  #mustBe(record: ConsultationRecord, as: string): void {
    if (!this.#asOf(record).includes(as)) throw roundFault('not-your-unit');
  }

  async #open(id: string): Promise<{
    record: ConsultationRecord;
    copy: NonNullable<Awaited<ReturnType<Consultation['opened']['copy']>>>;
    key: Uint8Array<ArrayBuffer>;
  }> {
    const { consultation } = this.#parts;
    const record = consultation.record(id);
    if (this.#asOf(record).length === 0) throw new EngineProblem('not-asked');
    const [copy, key] = [await consultation.opened.copy(record), await consultation.opened.key(record)];
    if (copy === undefined || key === undefined) throw roundFault('not-here');
    return { record, copy, key };
  }

  async #slips(record: ConsultationRecord): Promise<OwnSlip[]> {
    const { office } = this.#parts;
    const slips: OwnSlip[] = [];
    for (const as of this.#asOf(record)) {
      const known = await this.#known(record, as);
      const { sent } = known;
      const unitName = office.roster.units.get(as)?.name;
      slips.push({
        as,
        ...(unitName !== undefined && { unitName }),
        opinions: known.opinions,
        none: sent?.slip.none === true,
        ...(sent !== undefined && {
          sent: {
            at: sent.at,
            isNamed: sent.isNamed,
            isNewest: JSON.stringify(sent.slip.opinions) === JSON.stringify(known.opinions),
            withdrawn: isTakenBack(sent.slip),
          },
        }),
        answers: sent === undefined ? [] : await this.#answers(record, sent.slip, sent.isNamed),
      });
    }
    return slips;
  }

  /** What is kept here, or was said on another device of this user later. */
  async #known(record: ConsultationRecord, as: string): Promise<KeptOpinions> {
    const kept = await this.#kept.get(record.entry.id, as);
    const said = await this.#saidElsewhere(record, as, kept?.id);
    if (said !== undefined && said.turn > (kept?.turn ?? -1))
      return {
        id: said.id,
        turn: said.turn,
        opinions: said.opinions,
        sent: { at: Date.parse(`${said.on}T00:00:00Z`), isNamed: true, slip: said },
      };
    return kept ?? { id: newSlipId(), turn: -1, opinions: [] };
  }

  /** @param id of the slip that was begun here: one that was begun elsewhere stands beside it */
  async #saidElsewhere(
    record: ConsultationRecord,
    as: string,
    id: string | undefined,
  ): Promise<OpinionSlip | undefined> {
    const { office, consultation } = this.#parts;
    const me = office.me()?.member;
    let newest: OpinionSlip | undefined;
    for (const row of await consultation.opened.rows.of(roundOf(record.act.sealed), 'opinions')) {
      const signed = await consultation.opened.slip(row, record.entry.id);
      const from = signed?.slip.from;
      if (signed?.signed === undefined || from?.member !== me || (from?.unit ?? 'me') !== as) continue;
      if (id !== undefined && signed.slip.id !== id) continue;
      if (newest !== undefined && signed.slip.turn <= newest.turn) continue;
      const device = office.roster.devices.get(signed.signed.device);
      if (device !== undefined && (await isSignedBy(signed, device))) newest = signed.slip;
    }
    return newest;
  }

  /** Answers that the ledger names, as far as they came. */
  async #answers(
    record: ConsultationRecord,
    { id: slip, opinions }: OpinionSlip,
    isNamed: boolean,
  ): Promise<OwnSlip['answers']> {
    const { opened } = this.#parts.consultation;
    if (!isNamed) {
      // Nobody knows whom to answer: what all can see is looked through here, and says nothing to anybody.
      const items = (await opened.results(record))?.items ?? [];
      return opinions.flatMap(({ id }) => {
        const one = items.find(({ mark }) => mark === resultMark(slip, id));
        return one === undefined ? [] : [{ opinion: id, decision: one.decision, reason: one.reason }];
      });
    }
    const newest = new Map<string, OwnSlip['answers'][number]>();
    for (const row of await opened.rows.of(roundOf(record.act.sealed), 'answer')) {
      if (!record.answers.has(row.hash)) continue;
      const bytes = await opened.open(row, 'answer', record.entry.id);
      for (const one of bytes === undefined ? [] : answersIn(bytes, slip)) newest.set(one.opinion, one);
    }
    return [...newest.values()];
  }

  async #next<T>(act: () => Promise<T>): Promise<T> {
    const run = this.#last.then(act);
    this.#last = run.catch(() => undefined);
    return await run;
  }
}

/** Days for which a round is listed after its last one. */
const remembered = 90;

/** @param day ISO day */
function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** UTF-16 units of opinions as JSON, so that with what stands around them they are no more than a slip may be. */
const mostWords = longestSlip - 2000;

const newSlipId = (): string => hex(crypto.getRandomValues(new Uint8Array(16)));
const newOpinionId = (): string => hex(crypto.getRandomValues(new Uint8Array(8)));

const isTakenBack = ({ opinions, none }: OpinionSlip): boolean => opinions.length === 0 && none !== true;

function saidOf({ sent, opinions, none }: OwnSlip): AskedRound['said'] {
  if (sent === undefined) return opinions.length > 0 ? 'draft' : 'nothing';
  if (sent.withdrawn) return 'withdrawn';
  return none ? 'none' : 'opinions';
}

/** What came from a tab, as a slip may hold it. @throws {EngineProblem} `bad-round` `too-long` */
function cleaned(opinions: readonly Opinion[]): Opinion[] {
  if (opinions.length > mostOpinions) throw roundFault('too-long');
  return opinions.map(({ id, address, label, quote, text, proposal }) => {
    if (text.length > longestOpinion || proposal.length > longestOpinion) throw roundFault('too-long');
    return {
      id: /^[0-9a-f]{16}$/.test(id) ? id : newOpinionId(),
      address: address.slice(0, 100),
      label: opinionWords(label, 200),
      quote: quoteOf(quote),
      text: opinionWords(text),
      proposal: opinionWords(proposal),
    };
  });
}

function answersIn(bytes: Uint8Array, slip: string): OwnSlip['answers'] {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return [];
  }
  const from = fieldsIn(value) ?? {};
  if (from['slip'] !== slip) return [];
  return listIn(from, 'items').flatMap((one) => {
    const item = fieldsIn(one) ?? {};
    const opinion = stringIn(item, 'opinion');
    const decision: Decision | undefined = decisions.find((each) => each === item['decision']);
    return opinion === undefined || decision === undefined
      ? []
      : [{ opinion, decision, reason: stringIn(item, 'reason') ?? '' }];
  });
}
