import { interpretationClause } from '../rule/interpretation-clause.ts';
import type { DraftAct } from '../ledger/draft-acts.ts';
import type { Inquiry, Interpretation } from '../office/interpretations.ts';
import type { Library } from '../store/library.ts';
import type { RuleRow, TextRow } from '../store/rows.ts';
import type { Comparer } from './comparer.ts';
import type { DraftLedger } from './draft-ledger.ts';
import { EngineProblem } from './engine-problem.ts';
import type { Office } from './office.ts';
import type { InterpretationLine, InterpretationsView, WorkflowCalls } from './workflow-protocol.ts';

type Args<N extends keyof WorkflowCalls> = Parameters<WorkflowCalls[N]>[0];

export interface InterpretingTools {
  office: Office;
  library: Library;
  comparer: Comparer;
  ledger: DraftLedger;
}

/** 解释答复: what articles were asked about and what they mean, wherever they stand in the edition that is read. */
export class Interpreting {
  #tools: InterpretingTools;

  constructor(tools: InterpretingTools) {
    this.#tools = tools;
  }

  /** What there is on the edition that is read, in the order of its articles; what is gone from it comes last. */
  async view({ rule, edition }: Args<'interpretations'>): Promise<InterpretationsView> {
    const { office, library } = this.#tools;
    const row = library.catalogue.rule(rule);
    const read = row?.editions.find(({ hash }) => hash.startsWith(edition));
    const me = office.me();
    // Without an office nobody has said anything.
    if (row === undefined || read === undefined || office.keeper.ledger === undefined)
      return { lines: [], mayAsk: false, mayAnswer: false, interpreter: '', signers: [] };
    const { inquiries, interpretations } = this.#tools.ledger.book.interpretations.of(rule);
    const open = inquiries.filter(
      ({ withdrawn, answers }) => withdrawn === undefined && answers.length === 0,
    );
    const text = await library.storage.get('texts', read.hash);
    const clause = text && interpretationClause(text.text, text.units);
    const unit = [...office.roster.units.values()].find(
      ({ name, closed }) => closed !== true && name === clause?.organ,
    )?.id;
    const lines: InterpretationLine[] = [];
    for (const one of [...interpretations, ...open]) {
      const line = await this.#line(one, row, text);
      if (line !== undefined) lines.push(line);
    }
    const places = new Map(text?.units.map(({ address }, i) => [address, i]));
    const placeOf = ({ address }: InterpretationLine): number =>
      places.get(address?.split('.')[0] ?? '') ?? places.size;
    return {
      lines: lines.sort((a, b) => placeOf(a) - placeOf(b) || a.at - b.at),
      mayAsk: me !== undefined,
      mayAnswer: me?.roles.includes('publisher') ?? false,
      interpreter: read.interpreter ?? clause?.organ ?? row.unit ?? office.roster.name,
      ...(clause !== undefined && { clause: { ...clause, isUnit: unit !== undefined } }),
      signers: this.#publishersOf(unit),
    };
  }

  /**
   * Names of who may sign and belongs to a unit. The roster does not know who heads it, and the ledger must be able to tell
   * by the roster alone what counts.
   */
  #publishersOf(unit: string | undefined): string[] {
    const { members } = this.#tools.office.roster;
    return [...members.values()]
      .filter((one) => unit !== undefined && one.unit === unit && one.roles.includes('publisher'))
      .map(({ name }) => name);
  }

  /** @throws {EngineProblem} `not-allowed`, `not-found` */
  async inquire(what: Args<'inquire'>): Promise<void> {
    if (this.#tools.office.me() === undefined) throw new EngineProblem('not-allowed');
    await this.#say({ type: 'inquire', ...(await this.#place(what)), question: what.question });
  }

  /** @throws {EngineProblem} `not-allowed`, `not-found` */
  async interpret(what: Args<'interpret'>): Promise<void> {
    this.#tools.office.must('publisher');
    const { docNo, inquiry, replaces, question, answer, interpreter, on } = what;
    await this.#say({
      type: 'interpret',
      ...(await this.#place(what)),
      question,
      answer,
      interpreter,
      on,
      ...(docNo !== undefined && { docNo }),
      ...(inquiry !== undefined && { inquiry }),
      ...(replaces !== undefined && { replaces }),
    });
  }

  /** @throws {EngineProblem} `not-allowed`, `not-found` */
  async end({ entry, reason }: Args<'endInterpretation'>): Promise<void> {
    const { office } = this.#tools;
    const target = office.ledger.chains.get(entry);
    if (target?.act.type !== 'inquire' && target?.act.type !== 'interpret')
      throw new EngineProblem('not-found');
    if (!this.#mayEnd(office.ledger.roster.judge(target, 'member').member))
      throw new EngineProblem('not-allowed');
    await office.keeper.say({ type: 'withdraw', entry, reason });
  }

  #mayEnd(by: string | undefined): boolean {
    const me = this.#tools.office.me();
    return me !== undefined && (me.member === by || me.roles.includes('publisher'));
  }

  async #say(act: DraftAct): Promise<void> {
    await this.#tools.office.keeper.say(act);
  }

  /** The whole hash and an address that is there. */
  async #place({ rule, edition, address }: { rule: string; edition: string; address: string }): Promise<{
    rule: string;
    edition: string;
    address: string;
  }> {
    const { library } = this.#tools;
    const found = library.catalogue.rule(rule)?.editions.find(({ hash }) => hash.startsWith(edition));
    const text = found && (await library.storage.get('texts', found.hash));
    const isThere = text?.units.some((unit) => unit.address === address.split('.')[0]);
    if (found === undefined || isThere !== true) throw new EngineProblem('not-found');
    return { rule, edition: found.hash, address };
  }

  async #line(
    one: Interpretation | Inquiry,
    row: RuleRow,
    read: TextRow | undefined,
  ): Promise<InterpretationLine | undefined> {
    const { office, library, comparer } = this.#tools;
    const { entry, act, by, withdrawn } = one;
    const said = row.editions.find(({ hash }) => hash === act.edition);
    const saidText = said && (await library.storage.get('texts', said.hash));
    // Of an edition that has not come to this device it cannot be said where it stands.
    const address =
      said === undefined || read === undefined
        ? undefined
        : said.hash === read.edition
          ? act.address
          : await comparer.follow({
              rule: row.id,
              from: said.hash,
              to: read.edition,
              address: act.address,
            });
    const isOver = withdrawn !== undefined || ('replacedBy' in one && one.replacedBy !== undefined);
    // On the page of an old edition nothing is to be looked at again because of what came later.
    const isEarlier =
      read !== undefined && said !== undefined && orderOf(row, read.edition) < orderOf(row, said.hash);
    const old = wordsAt(saidText, act.address);
    const now = wordsAt(read, address);
    return {
      entry: entry.id,
      state: isOver ? 'lapsed' : act.type === 'inquire' ? 'asked' : 'answered',
      ...(address !== undefined && { address }),
      said: {
        edition: act.edition,
        address: act.address,
        label: unitAt(saidText, act.address)?.label ?? act.address,
      },
      recheck: !isOver && !isEarlier && act.type === 'interpret' && old !== undefined && now !== old,
      ofLater: isEarlier && old !== undefined && now !== old,
      question: act.question,
      ...(act.type === 'interpret' && {
        answer: act.answer,
        interpreter: act.interpreter,
        on: act.on,
        ...(act.docNo !== undefined && { docNo: act.docNo }),
        ...(act.inquiry !== undefined && { inquiry: act.inquiry }),
      }),
      byName: office.roster.members.get(by)?.name ?? by,
      at: entry.at,
      mayEnd: !isOver && this.#mayEnd(by),
    };
  }
}

const orderOf = (row: RuleRow, edition: string): number =>
  row.editions.findIndex(({ hash }) => hash === edition);

function unitAt(
  text: TextRow | undefined,
  address: string | undefined,
): TextRow['units'][number] | undefined {
  const unit = address?.split('.')[0];
  return text?.units.find((one) => one.address === unit);
}

/** The words of an article without its number, which may change; and without spaces, which say nothing. */
function wordsAt(text: TextRow | undefined, address: string | undefined): string | undefined {
  const unit = unitAt(text, address);
  return unit && text!.text.slice(unit.body, unit.end).replaceAll(/\s+/g, '');
}
