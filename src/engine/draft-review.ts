import { comparisonHtml, comparisonMarkdown, comparisonSheet } from '../exchange/comparison-file.ts';
import { writeXlsx } from '../exchange/write-xlsx.ts';
import { compareTexts } from '../rule/compare-texts.ts';
import { comparisonTable, standsInTable } from '../rule/comparison-table.ts';
import { draftBody } from '../rule/draft-body.ts';
import { parseText } from '../rule/parse-text.ts';
import type { Day } from '../rule/validity.ts';
import type { Library } from '../store/library.ts';
import type { EditionRow, RuleRow } from '../store/rows.ts';
import type { Comparer } from './comparer.ts';
import { ReasonKeys, reasonsOf } from './draft-reasons.ts';
import type { Drafts } from './drafts.ts';
import { EngineProblem } from './engine-problem.ts';
import type { SavedFile } from './office-protocol.ts';
import type { ReviewView, WorkflowCalls } from './workflow-protocol.ts';

type Args<N extends keyof WorkflowCalls> = Parameters<WorkflowCalls[N]>[0];

export interface DraftReviewTools {
  drafts: Drafts;
  library: Library;
  comparer: Comparer;
  /** Name of this office, for the files. */
  officeName: () => string;
}

/** Characters of one reason. */
const longestReason = 4000;
const longestKey = 200;

/** A draft beside an edition of its rule, article by article, with the reasons of what changed: 修改对照表. */
export class DraftReview {
  #tools: DraftReviewTools;

  constructor(tools: DraftReviewTools) {
    this.#tools = tools;
  }

  /** @throws {EngineProblem} `not-found` */
  async view({ draft, against, on }: Args<'draftReview'>): Promise<ReviewView> {
    const { drafts, library, comparer } = this.#tools;
    const { catalogue } = library;
    const head = await drafts.look(draft, (open) => open.head);
    const row = head.rule === undefined ? undefined : catalogue.rule(head.rule);
    const edition = row && this.#edition(row, on, against, head.base);
    const ids = row && edition ? await comparer.ids(row, edition) : new Map<string, string>();
    const old = edition && (await library.storage.get('texts', edition.hash));
    const editions = row === undefined ? [] : [...row.editions].reverse();
    // From here on nothing is waited for, so that the places are those of the text.
    return await drafts.look(draft, (open): ReviewView => {
      const body = draftBody(open.text, open.head.title);
      const about = {
        draft,
        title: body.title,
        ...(row !== undefined && { rule: row.id }),
        editions: editions
          .filter((one) => catalogue.signing(row!, one) !== 'absorbed')
          .map((one) => ({
            edition: one.hash,
            ...(one.date !== undefined && { date: one.date }),
            validity: catalogue.validity(row!, one, on),
            signing: catalogue.signing(row!, one),
          })),
        mayWrite: drafts.mayWrite(draft),
      };
      const keys = new ReasonKeys(open, body);
      if (edition === undefined || old === undefined)
        return { ...about, table: [], leftOver: keys.leftOver() };
      const comparison = compareTexts(
        { text: old.text, parsed: parseText(old.text) },
        { text: body.text, parsed: parseText(body.text) },
      );
      const rows = comparison.rows.filter(standsInTable);
      const table = comparisonTable(comparison).map((line, i) => {
        const key = keys.keyOf(rows[i]!, ids, edition.hash);
        return { ...line, key, reason: keys.reason(key) };
      });
      return { ...about, against: edition.hash, comparison, table, leftOver: keys.leftOver() };
    });
  }

  /**
   * Writes why something changed.
   *
   * @throws {EngineProblem} `not-allowed`, `draft-changed` when somebody else has written meanwhile, `too-much`
   */
  async setReason({ draft, key, before, reason }: Args<'draftReason'>): Promise<void> {
    const { drafts } = this.#tools;
    drafts.mustWrite(draft);
    if (reason.length > longestReason) throw new EngineProblem('too-much');
    if (key === '' || key.length > longestKey) throw new EngineProblem('not-found');
    await drafts.use(draft, (open) => {
      if ((reasonsOf(open).get(key) ?? '') !== before) throw new EngineProblem('draft-changed');
      open.put('reasons', { [key]: reason.trim() === '' ? undefined : reason.toWellFormed() });
    });
  }

  /** @throws {EngineProblem} `not-found` */
  async file({ as, words, ...which }: Args<'draftTableFile'>): Promise<SavedFile> {
    const { table } = await this.view(which);
    const name = `${words.title.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, ' ').slice(0, 80)}.${as}`;
    if (as === 'xlsx')
      return { name, bytes: writeXlsx(comparisonSheet(table, words, this.#tools.officeName())) };
    const text = as === 'md' ? comparisonMarkdown(table, words) : comparisonHtml(table, words, 'zh-CN');
    return { name, bytes: new TextEncoder().encode(text) };
  }

  /** The one that was chosen; else the one in force, else the one that the draft revises. */
  #edition(
    row: RuleRow,
    on: Day,
    against: string | undefined,
    base: string | undefined,
  ): EditionRow | undefined {
    const { catalogue } = this.#tools.library;
    const chosen = against && row.editions.find(({ hash }) => hash.startsWith(against));
    if (against !== undefined && chosen === undefined) throw new EngineProblem('not-found');
    return chosen || (catalogue.editionOn(row, on) ?? row.editions.find(({ hash }) => hash === base));
  }
}
