import { hexToBytes } from '@noble/hashes/utils.js';
import type { Entry } from '../ledger/entry.ts';
import { canonicalBytes } from '../ledger/canonical-json.ts';
import { hex } from '../ledger/sha256.ts';
import { audienceMembers } from '../office/audience-members.ts';
import { copyBytes, copyHash, newCopy, readCopy } from '../office/consultation-copy.ts';
import {
  type ConsultationRecord,
  Consultations,
  consultationRoles,
  consultationState,
} from '../office/consultations.ts';
import { decisions, longestReason } from '../office/opinion-decision.ts';
import { opinionHash, type OpinionLine } from '../office/opinion-lines.ts';
import { opinionResults, resultsBytes } from '../office/opinion-results.ts';
import { opinionWords } from '../office/opinion-slip.ts';
import { draftActor } from '../store/draft-document.ts';
import type { DocumentKey } from '../store/manifest-row.ts';
import { newRound, roundKey, roundOfKey } from '../store/round-document.ts';
import { roundOf, sealedHash, sealedOfKey } from '../store/sealed-document.ts';
import { sealFor } from '../sync/sealed/seal-for.ts';
import { newContentKey, sealOnce } from '../sync/sealed/seal-once.ts';
import { titleOfDraft } from '../rule/draft-title.ts';
import type { Library } from '../store/library.ts';
import type { Drafts } from './drafts.ts';
import { EngineProblem } from './engine-problem.ts';
import type { Office } from './office.ts';
import { OpenedRounds, sealedUses, sealResults } from './opened-rounds.ts';
import { OpinionPackages } from './opinion-packages.ts';
import { placeInDraft } from './opinion-place.ts';
import type { OpinionPlace, OpinionsCalls, RoundLine, RoundView } from './opinions-protocol.ts';
import { OwnOpinions } from './own-opinions.ts';
import { roundFault } from './round-fault.ts';
import { RoundIntake } from './round-intake.ts';
import { askedIn, readersAmong } from './round-readers.ts';
import { carrySealed, giveKey, giveKeyToNew, givenTo, readersOf } from './round-upkeep.ts';
import { type RoundFacts, roundFacts, roundView } from './round-view.ts';

type Args<N extends keyof OpinionsCalls> = Parameters<OpinionsCalls[N]>[0];

export interface ConsultationParts {
  office: Office;
  library: Library;
  drafts: Drafts;
  /** Tells all tabs. */
  changed: () => void;
}

/** What the round is called that a document is of; undefined for other documents. */
function roundIn(key: DocumentKey): string | undefined {
  return sealedOfKey(key)?.round ?? roundOfKey(key);
}

/** Do entries of this kind change who is to be given a copy, or what of it? */
const concerning = new Set(['consult', 'consult-close', 'key', 'roster', 'sign-off']);

/** Rounds of opinions: begun, followed, answered and closed by those who have drafts. */
export class Consultation {
  readonly opened: OpenedRounds;
  readonly intake: RoundIntake;
  readonly own: OwnOpinions;
  readonly packages: OpinionPackages;
  #parts: ConsultationParts;
  #book: Consultations | undefined;
  /** Looking after rounds goes one after another. */
  #last: Promise<void> = Promise.resolve();
  /** Rounds that are to be looked after. */
  #due = new Set<string>();
  #isClosed = false;

  constructor(parts: ConsultationParts) {
    this.#parts = parts;
    this.opened = new OpenedRounds(parts.office, parts.library);
    this.intake = new RoundIntake({ ...parts, opened: this.opened });
    this.own = new OwnOpinions({ ...parts, consultation: this });
    this.packages = new OpinionPackages({ ...parts, consultation: this });
  }

  /** @throws {EngineProblem} `no-office` */
  get book(): Consultations {
    const { ledger } = this.#parts.office;
    if (this.#book?.ledger !== ledger) this.#book = new Consultations(ledger);
    return this.#book;
  }

  /** @throws {EngineProblem} `not-found` */
  record(id: string): ConsultationRecord {
    const record = this.book.of(id);
    if (record === undefined) throw new EngineProblem('not-found');
    return record;
  }

  /** @throws {EngineProblem} `no-office`, `not-allowed` */
  mustEdit(): void {
    const { office } = this.#parts;
    void office.ledger;
    if (!this.#isEditor) throw new EngineProblem('not-allowed');
  }

  rounds({ draft, on }: Args<'rounds'>): RoundLine[] {
    this.mustEdit();
    return [...this.book.all().values()]
      .filter(({ act }) => act.draft === draft)
      .map((record) => this.line(record, on));
  }

  line(record: ConsultationRecord, on: string): RoundLine {
    const { office } = this.#parts;
    const { entry, act, by, closes } = record;
    return {
      consultation: entry.id,
      state: consultationState(record, on),
      closes,
      at: entry.at,
      byName: office.roster.members.get(by)?.name ?? '',
      asked: askedIn(office, record).length,
      anonymous: act.anonymous,
      shared: act.shared === true,
    };
  }

  /** @throws {EngineProblem} `not-allowed`, `not-found` */
  async view({ consultation, on }: Args<'round'>): Promise<RoundView> {
    const facts = await this.facts(consultation);
    // Whoever looks is an editor: what was left undone when this device was closed is done now.
    this.follow([roundOf(facts.record.act.sealed)]);
    return roundView(facts, this.line(facts.record, on), this.#parts.office);
  }

  /** Everything about a round that is here, after taking what has come. */
  async facts(consultation: string): Promise<RoundFacts> {
    this.mustEdit();
    const record = this.record(consultation);
    const took = await this.intake.take(record);
    return await roundFacts(record, took?.leftOut ?? 0, this);
  }

  /**
   * Begins a round: a frozen copy, sealed for those who are asked.
   *
   * @throws {EngineProblem} `not-allowed`, `not-found`, `bad-round`
   */
  async begin({ draft, audience, closes, anonymous, shared, on, ...said }: Args<'beginRound'>): Promise<{
    consultation: string;
  }> {
    this.mustEdit();
    const { office, library, drafts } = this.#parts;
    if (closes < on) throw roundFault('past');
    if (audienceMembers(office.roster, audience).length === 0) throw roundFault('nobody');
    const { text, title } = await drafts.look(draft, (open) => ({
      text: open.text,
      title: titleOfDraft(open.text) ?? open.head.title,
    }));
    const copy = copyBytes(
      newCopy({
        draft,
        title,
        text: text.toWellFormed(),
        note: opinionWords(said.note, 20_000),
        questions: said.questions.map((one) => opinionWords(one, 500)).filter(Boolean),
      }),
    );
    if (readCopy(copy) === undefined) throw roundFault('too-long');
    const key = newContentKey();
    const bytes = await sealOnce(key, new Uint8Array(32), sealedUses.copy, copy);
    const sealed = sealedHash(bytes);
    const act = {
      type: 'consult' as const,
      draft,
      copy: copyHash(copy),
      sealed,
      audience,
      closes,
      anonymous,
      ...(shared === true && { shared }),
    };
    const readers = readersOf(office, { act });
    const actor = draftActor(office.keeper.device!);
    // Everything lies ready before anybody hears of it: what is signed must be there to be opened.
    await library.changeDocument(roundKey(roundOf(sealed)), () =>
      newRound({ key, copy, given: givenTo(readers) }, actor),
    );
    await carrySealed(library, roundOf(sealed), 'copy', bytes);
    if (readers.length > 0) await giveKey(library, sealed, key, readers);
    const { id } = await office.keeper.say(act);
    return { consultation: id };
  }

  /** @throws {EngineProblem} `not-allowed`, `not-found`, `bad-round` */
  async closeRound({ consultation, closes, reason, on }: Args<'closeRound'>): Promise<void> {
    this.mustEdit();
    const record = this.record(consultation);
    if (record.withdrawn !== undefined || record.answered !== undefined) throw roundFault('over');
    if (closes !== undefined && closes < on) throw roundFault('past');
    const words = opinionWords(reason ?? '', 500);
    await this.#parts.office.keeper.say({
      type: 'consult-close',
      consultation,
      ...(closes !== undefined && { closes }),
      ...(words !== '' && { reason: words }),
    });
  }

  /** @throws {EngineProblem} `not-allowed`, `not-found`, `bad-round` */
  async withdraw({ consultation, reason }: Args<'withdrawRound'>): Promise<void> {
    this.mustEdit();
    const { withdrawn } = this.record(consultation);
    const words = opinionWords(reason, 500);
    if (withdrawn !== undefined) throw roundFault('over');
    if (words === '') throw roundFault('no-reason');
    await this.#parts.office.keeper.say({ type: 'withdraw', entry: consultation, reason: words });
  }

  /** @throws {EngineProblem} `not-allowed`, `not-found`, `bad-round` */
  async decide({ consultation, opinions, decision, reason, over }: Args<'decideOpinions'>): Promise<void> {
    const facts = await this.facts(consultation);
    const words = opinionWords(reason, longestReason);
    if (!decisions.includes(decision)) throw roundFault('empty');
    // Who is not followed, or not wholly, is told why.
    if (words === '' && decision !== 'adopted') throw roundFault('no-reason');
    const { office } = this.#parts;
    const lines = facts.lines.filter(({ key }) => opinions.includes(key));
    if (lines.length === 0) throw new EngineProblem('not-found');
    const answers = lines.map((line) => ({
      opinion: line.key,
      decision,
      reason: words,
      by: office.me()!.member,
      at: Date.now(),
      over: line.decisions.map(({ id }) => id).filter((id) => over.includes(id)),
      about: opinionHash(line.opinion),
    }));
    await this.intake.put(facts.record, {
      answers: Object.fromEntries(answers.map((one) => [randomId(), one])),
    });
  }

  /**
   * Answers those who gave their names, each for themselves; and where it was said so from the beginning, shows all who were
   * asked what became of every opinion, without names.
   *
   * @throws {EngineProblem} `not-allowed`, `not-found`, `bad-round`
   */
  async giveFeedback({ consultation, on }: Args<'giveFeedback'>): Promise<{
    answered: number;
    isShared: boolean;
  }> {
    const facts = await this.facts(consultation);
    const { office, library } = this.#parts;
    const { record, lines } = facts;
    const state = consultationState(record, on);
    if (state === 'open') throw roundFault('still-open');
    if (state === 'withdrawn') throw roundFault('over');
    if (lines.some(({ decisions: some, isChanged }) => some.length !== 1 || isChanged))
      throw roundFault('undecided');
    const hashes: string[] = [];
    for (const { slip } of facts.slips) {
      if (slip.from === undefined || slip.opinions.length === 0) continue;
      const readers = readersAmong(office, new Set([slip.from.member]));
      if (readers.length === 0) continue;
      const items = slip.opinions.flatMap(({ id }) => {
        const line = lines.find(({ key }) => key === `${slip.id}-${id}`);
        const [one] = line?.decisions ?? [];
        return one === undefined ? [] : [{ opinion: id, decision: one.decision, reason: one.reason }];
      });
      const answer = canonicalBytes({ v: 1, consultation, slip: slip.id, items, on });
      const points = readers.map(({ point }) => point);
      const bytes = await sealFor(points, sealedUses.answer, hexToBytes(consultation), answer);
      hashes.push(await carrySealed(library, roundOf(record.act.sealed), 'answer', bytes));
    }
    const results = record.act.shared ? await this.#share(record, lines) : undefined;
    const act = { type: 'consult-feedback' as const, consultation, answers: hashes };
    await office.keeper.say({ ...act, ...(results !== undefined && { results }) });
    return { answered: hashes.length, isShared: results !== undefined };
  }

  /** @returns hash of the results as they are sealed */
  async #share(record: ConsultationRecord, lines: readonly OpinionLine[]): Promise<string> {
    const key = await this.opened.key(record);
    if (key === undefined) throw roundFault('not-here');
    const bytes = await sealResults(key, resultsBytes(opinionResults(lines)));
    return await carrySealed(this.#parts.library, roundOf(record.act.sealed), 'results', bytes);
  }

  /**
   * Where what an opinion is about stands in the draft now; nothing when it is about the whole, or gone.
   *
   * @throws {EngineProblem} `not-allowed`, `not-found`
   */
  async place({ consultation, opinion }: Args<'opinionPlace'>): Promise<OpinionPlace | undefined> {
    const { record, copy, lines } = await this.facts(consultation);
    const address = lines.find(({ key }) => key === opinion)?.opinion.address;
    if (copy === undefined || !address) return undefined;
    return await this.#parts.drafts.look(record.act.draft, ({ text, heads }) => {
      const found = placeInDraft(copy.text, text, address);
      return found && { heads, ...found };
    });
  }

  /** Documents came or changed, by whatever way. */
  rowsChanged(rows: readonly DocumentKey[]): void {
    this.follow(rows.flatMap((row) => roundIn(row) ?? []));
  }

  /** Entries came. */
  entriesKept(entries: readonly Pick<Entry, 'act'>[]): void {
    if (
      !entries.some(({ act }) => concerning.has(act.type)) ||
      this.#parts.office.keeper.ledger === undefined
    )
      return;
    this.follow([...this.book.all().values()].map(({ act }) => roundOf(act.sealed)));
  }

  /** Looks after some rounds, on editors' devices, once it is their turn. */
  follow(rounds: readonly string[]): void {
    if (rounds.length === 0 || !this.#isEditor) return;
    const isWaiting = this.#due.size > 0;
    for (const round of rounds) this.#due.add(round);
    if (isWaiting || this.#isClosed) return;
    this.#last = this.#last.then(() => this.#lookAfter()).catch((error: unknown) => console.error(error));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#last;
  }

  async #lookAfter(): Promise<void> {
    const due = [...this.#due];
    this.#due.clear();
    for (const record of this.book.all().values()) {
      if (record.withdrawn !== undefined || !due.includes(roundOf(record.act.sealed))) continue;
      await this.intake.take(record);
      if (record.answered === undefined) await giveKeyToNew(record, { ...this.#parts, ...this });
    }
  }

  get #isEditor(): boolean {
    return this.#parts.office.me()?.roles.some((role) => consultationRoles.includes(role)) === true;
  }
}

function randomId(): string {
  return hex(crypto.getRandomValues(new Uint8Array(12)));
}
