import {
  type CodedAnswer,
  isAnswerOf,
  longestAnswers,
  readAnswers,
} from '../exchange/package/package-answer.ts';
import type { AcknowledgeAct } from '../ledger/circulation-acts.ts';
import { hex } from '../ledger/sha256.ts';
import type { CirculationRecord } from '../office/circulations.ts';
import { hasPassed } from '../office/has-passed.ts';
import { localDay } from '../rule/local-day.ts';
import type { Behalf } from './behalf.ts';
import { circulationState } from '../office/circulation-state.ts';
import type { KeptPackage, KeptPackages } from './kept-packages.ts';
import type { Office } from './office.ts';
import type { AnswerOutcome, AnswerReview, PackageCalls } from './package-protocol.ts';

type Args<N extends keyof PackageCalls> = Parameters<PackageCalls[N]>[0];

export interface PackageAnswersParts {
  office: Office;
  behalf: Behalf;
  kept: KeptPackages;
}

/** An answer that was looked at, and what is needed to take it. */
interface Looked {
  review: AnswerReview;
  coded?: CodedAnswer;
  record?: CirculationRecord;
  made?: KeptPackage;
}

/** Clocks may differ by so many milliseconds before it is said. */
const slack = 24 * 60 * 60_000;

/** Answers of people without the app: believed only when they were written with the secret of this device's own package. */
export class PackageAnswers {
  #parts: PackageAnswersParts;
  /** One after another, so that the same file given twice is taken once. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: PackageAnswersParts) {
    this.#parts = parts;
  }

  /** @throws {EngineProblem} `no-office`, `not-allowed` */
  async read({ bytes }: Args<'readAnswers'>): Promise<AnswerReview[]> {
    return (await this.#look(bytes)).map(({ review }) => review);
  }

  /**
   * Signs what is good, and tells of each answer what it was worth when its turn came.
   *
   * @throws {EngineProblem} `no-office`, `not-allowed`
   * @throws {StorageFull | StorageFailed} that answer was not taken, nor those after it
   */
  async take(what: Args<'takeAnswers'>): Promise<AnswerReview[]> {
    const run = this.#last.then(() => this.#take(what));
    this.#last = run.catch(() => undefined);
    return await run;
  }

  async #take({ bytes, reason }: Args<'takeAnswers'>): Promise<AnswerReview[]> {
    const reviews: AnswerReview[] = [];
    for (const found of await this.#look(bytes)) {
      // What was good when the file was opened may not be any more: the same answer may stand in it twice.
      const looked = found.coded === undefined ? found : await this.#judge(found.coded);
      if (looked.review.outcome === 'good') await this.#sign(looked, reason);
      reviews.push(looked.review);
    }
    return reviews;
  }

  async #sign({ coded, record, made }: Looked, reason: string): Promise<void> {
    const { behalf, office } = this.#parts;
    const { answer, text } = coded!;
    const kept = await behalf.photos.keepFile(new TextEncoder().encode(text));
    const on = localDay(answer.at);
    const isDayRight = !isTimeOff(answer.at, made!) && on <= localDay(Date.now());
    const read = record!.read.get(answer.member);
    const open = made!.texts.filter(
      ({ asked, edition }) =>
        answer.readings.some((one) => one.edition === edition) && read?.has(asked) !== true,
    );
    await office.keeper.sayAll(
      open.map(({ publish, edition, statement }): AcknowledgeAct => ({
        type: 'acknowledge',
        circulation: answer.circulation,
        publish,
        edition,
        mode: record!.act.level,
        statement,
        ...(answer.answers !== undefined && { answers: answer.answers }),
        behalf: {
          members: [answer.member],
          means: 'package',
          reason,
          ...(isDayRight && { on }),
          ...kept,
        },
      })),
    );
  }

  async #look(bytes: Uint8Array): Promise<Looked[]> {
    this.#parts.behalf.mustBeSpeaker();
    if (bytes.length > longestAnswers) return [{ review: { outcome: 'too-large' } }];
    const found = readAnswers(bytes);
    if (found.length === 0) return [{ review: { outcome: 'none' } }];
    return await Promise.all(
      found.map(async (one) => (one === 'damaged' ? { review: { outcome: one } } : await this.#judge(one))),
    );
  }

  async #judge(coded: CodedAnswer): Promise<Looked> {
    const { office, behalf, kept } = this.#parts;
    const { answer } = coded;
    const made = await kept.get(answer.package);
    const record = behalf.recordOf(answer.circulation);
    const person = office.roster.members.get(answer.member);
    const unitName = office.roster.units.get(person?.unit ?? '')?.name;
    const issued = office.ledger.chains.get(record?.act.editions[0]?.publish ?? '')?.act;
    const review: AnswerReview = {
      outcome: await this.#outcome(coded, made, record),
      says: {
        circulation: answer.circulation,
        member: answer.member,
        name: person?.name ?? '',
        ...(unitName !== undefined && { unitName }),
        title: issued?.type === 'publish' ? issued.title : '',
        statements: answer.readings.map(({ statement }) => statement),
        at: answer.at,
        isTimeOff: made !== undefined && isTimeOff(answer.at, made),
      },
    };
    return { review, coded, ...(record !== undefined && { record }), ...(made !== undefined && { made }) };
  }

  async #outcome(
    coded: CodedAnswer,
    made: KeptPackage | undefined,
    record: CirculationRecord | undefined,
  ): Promise<AnswerOutcome> {
    const { answer, text } = coded;
    if (record === undefined) return 'unknown-circulation';
    if (made === undefined) return 'unknown-package';
    const secret = made.secrets.get(answer.member);
    // The page asks for exactly these sentences: whoever had the secret and changed them has made another page.
    const asked = answer.readings.map(({ edition, statement }) =>
      made.texts.find((one) => one.edition === edition && one.statement === statement),
    );
    if (secret === undefined || made.circulation !== answer.circulation) return 'altered';
    if (!isAnswerOf(coded, secret) || asked.includes(undefined)) return 'altered';
    if (circulationState(record) !== 'open') return 'over';
    if (!this.#parts.behalf.isMeant(record, answer.member)) return 'not-meant';
    const read = record.read.get(answer.member);
    const known = asked.map((one) => read?.get(one?.asked ?? '')?.entry.act);
    if (known.every((one) => one !== undefined)) {
      const file = await hashOf(text);
      const isTaken = known.some((one) => one?.type === 'acknowledge' && one.behalf?.file === file);
      return isTaken ? 'taken' : 'read-before';
    }
    const isPassed = record.act.level !== 'studied' || hasPassed(record.act, answer.answers);
    return isPassed ? 'good' : 'not-passed';
  }
}

async function hashOf(text: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}

function isTimeOff(at: number, made: KeptPackage): boolean {
  return at < made.at - slack || at > Date.now() + slack;
}
