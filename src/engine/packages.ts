import { fileName } from '../exchange/markdown-path.ts';
import { secretBytes } from '../exchange/package/package-answer.ts';
import type { PackageData, PackageText } from '../exchange/package/package-data.ts';
import { toBase64url } from '../ledger/base64url.ts';
import { hex } from '../ledger/sha256.ts';
import type { CirculatedEdition } from '../ledger/circulation-acts.ts';
import type { PublishAct } from '../ledger/entry.ts';
import { correctedEdition } from '../office/corrected-edition.ts';
import { comparisonTable } from '../rule/comparison-table.ts';
import type { Library } from '../store/library.ts';
import type { EditionRow } from '../store/rows.ts';
import type { Behalf } from './behalf.ts';
import type { Comparer } from './comparer.ts';
import { EngineProblem } from './engine-problem.ts';
import { circulationState } from '../office/circulation-state.ts';
import { KeptPackages, type KeptText } from './kept-packages.ts';
import type { Office } from './office.ts';
import type { SavedFile } from './office-protocol.ts';
import { PackageAnswers } from './package-answers.ts';
import type { PackageCalls, PackageEdition, PackagesView } from './package-protocol.ts';

type Args<N extends keyof PackageCalls> = Parameters<PackageCalls[N]>[0];

export interface PackagesParts {
  office: Office;
  library: Library;
  behalf: Behalf;
  comparer: Comparer;
}

/** Longest name of a file, in characters: a list of people would not end. */
const longestName = 60;

/** Read-and-sign packages: files for people without the app, and the answers that come back. */
export class Packages {
  readonly answers: PackageAnswers;
  #parts: PackagesParts;
  #kept: KeptPackages;

  constructor(parts: PackagesParts) {
    this.#parts = parts;
    this.#kept = new KeptPackages(parts.library.storage);
    this.answers = new PackageAnswers({ ...parts, kept: this.#kept });
  }

  /** @throws {EngineProblem} `not-found`, `not-allowed` */
  async view({ circulation }: Args<'packages'>): Promise<PackagesView> {
    const { office, behalf } = this.#parts;
    behalf.mustBeSpeaker();
    const record = behalf.record(circulation);
    const { members } = office.roster;
    const over = circulationState(record) !== 'open';
    const editions = record.act.editions.map((one) => this.#edition(this.#toRead(one)));
    return {
      level: record.act.level,
      isOver: over,
      editions: editions.map(({ row, act, edition }): PackageEdition => {
        const date = row?.date;
        return {
          edition,
          title: act?.title ?? '',
          ...(act?.part !== undefined && { part: act.part }),
          ...(date !== undefined && { date }),
          ...(row === undefined && { isMissing: true }),
        };
      }),
      missing: over ? [] : behalf.missingMembers({ circulation }),
      made: (await this.#kept.of(circulation)).map(({ id, at, secrets }) => ({
        id,
        at,
        people: [...secrets.keys()].map((member) => ({
          member,
          name: members.get(member)?.name ?? '',
          isAnswered: record.act.editions.every(({ edition }) => record.read.get(member)?.has(edition)),
        })),
      })),
    };
  }

  /**
   * Makes the file, keeps its secrets, and writes into the ledger that it was handed out.
   *
   * @throws {EngineProblem} `not-found`, `not-allowed`, `not-asked`, `bad-behalf`, `text-missing`, `changed-meanwhile` when
   *   there is no sentence for a text, as when a corrected one was issued since the page was drawn
   */
  async make({ circulation, members, statements }: Args<'makePackage'>): Promise<SavedFile> {
    const { office, behalf } = this.#parts;
    const record = behalf.mustSpeak(circulation);
    const open = behalf.stillMissing(record, members);
    const kept = open.map((one): KeptText => {
      const { publish, edition } = this.#toRead(one);
      return { asked: one.edition, publish, edition, statement: statements[edition]?.trim() ?? '' };
    });
    const texts = await Promise.all(kept.map((one) => this.#text(one)));
    const { name: officeName, members: people, units } = office.roster;
    const nameOf = (member: string | undefined): string => people.get(member ?? '')?.name ?? '';
    const id = hex(crypto.getRandomValues(new Uint8Array(16)));
    const secrets = new Map(
      [...new Set(open.flatMap((one) => one.members))].map((member): [string, Uint8Array] => [
        member,
        crypto.getRandomValues(new Uint8Array(secretBytes)),
      ]),
    );
    const { act } = record;
    const { questions = [], pass = questions.length } = act;
    const data: PackageData = {
      v: 1,
      id,
      office: officeName,
      circulation,
      level: act.level,
      by: nameOf(record.by),
      liaison: nameOf(office.me()?.member),
      ...(act.note !== undefined && { note: act.note }),
      ...(act.due !== undefined && { due: act.due }),
      texts,
      questions: questions.map(({ text, choices }) => ({ text, choices })),
      pass,
      people: [...secrets].map(([member, secret]) => {
        const unit = units.get(people.get(member)?.unit ?? '')?.name;
        return {
          member,
          name: nameOf(member),
          ...(unit !== undefined && { unit }),
          secret: toBase64url(secret),
        };
      }),
    };
    const { writePackage } = await import('../exchange/package/write-package.ts');
    const bytes = await writePackage(data);
    await this.#kept.keep({
      id,
      circulation,
      at: Date.now(),
      texts: kept,
      secrets,
    });
    const hash = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
    await office.keeper.say({ type: 'export', what: 'package', circulation, file: hash });
    const who = [...secrets.keys()].map(nameOf).join('、').slice(0, longestName);
    return { name: `${fileName(`签阅 ${texts[0]!.content.title} ${who}`)}.html`, bytes };
  }

  async #text({ publish, edition, statement }: KeptText): Promise<PackageText> {
    const { library, comparer } = this.#parts;
    const { act, row } = this.#edition({ publish, edition });
    if (row === undefined) throw new EngineProblem('text-missing');
    if (statement === '') throw new EngineProblem('changed-meanwhile');
    const content = await library.openEdition(edition);
    const since = act?.revises === undefined ? undefined : this.#rowOf(act.rule, act.revises);
    if (since === undefined) return { edition, content, statement };
    const rows = comparisonTable(await comparer.comparison(since.hash, edition));
    return { edition, content, statement, changes: { since: since.date ?? null, rows } };
  }

  /** The newest that only corrects slips in what was circulated. */
  #toRead(circulated: CirculatedEdition): CirculatedEdition {
    return correctedEdition(this.#parts.office.ledger.publications, circulated);
  }

  #edition({ publish, edition }: CirculatedEdition): {
    edition: string;
    act: PublishAct | undefined;
    row: EditionRow | undefined;
  } {
    const act = this.#parts.office.ledger.chains.get(publish)?.act;
    if (act?.type !== 'publish') return { edition, act: undefined, row: undefined };
    return { edition, act, row: this.#rowOf(act.rule, edition) };
  }

  #rowOf(rule: string, edition: string): EditionRow | undefined {
    return this.#parts.library.catalogue.rule(rule)?.editions.find(({ hash }) => hash === edition);
  }
}
