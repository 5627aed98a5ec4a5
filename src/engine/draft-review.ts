import { comparisonHtml, comparisonMarkdown, comparisonSheet } from '../exchange/comparison-file.ts';
import { writeXlsx } from '../exchange/write-xlsx.ts';
import { compareTexts } from '../rule/compare-texts.ts';
import { standsInTable, tableRow } from '../rule/comparison-table.ts';
import { draftBody } from '../rule/draft-body.ts';
import { parseText } from '../rule/parse-text.ts';
import type { Day } from '../rule/validity.ts';
import type { Library } from '../store/library.ts';
import type { EditionRow, RuleRow } from '../store/rows.ts';
import type { Comparer } from './comparer.ts';
import { placeKey, ReasonKeys, reasonsOf } from './draft-reasons.ts';
import type { Drafts } from './drafts.ts';
import { EngineProblem } from './engine-problem.ts';
import type { SavedFile } from './office-protocol.ts';
import type { ReviewRow, ReviewView, WorkflowCalls } from './workflow-protocol.ts';

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
/** Articles of which one user writes why at once. */
const mostHeld = 200;

/** A draft beside an edition of its rule, article by article, with the reasons of what changed: 修改对照表. */
export class DraftReview {
  #tools: DraftReviewTools;

  constructor(tools: DraftReviewTools) {
    this.#tools = tools;
  }

  /** @throws {EngineProblem} `not-found` */
  async view({ draft, against, on, all, keys: held = [] }: Args<'draftReview'>): Promise<ReviewView> {
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
        heads: open.heads,
        mayWrite: drafts.mayWrite(draft),
      };
      const keys = new ReasonKeys(open, body, held.slice(0, mostHeld));
      if (edition === undefined || old === undefined)
        return { ...about, table: [], leftOver: keys.leftOver() };
      const comparison = compareTexts(
        { text: old.text, parsed: parseText(old.text) },
        { text: body.text, parsed: parseText(body.text) },
      );
      const table = comparison.rows.flatMap((row): ReviewRow[] => {
        const stands = standsInTable(row);
        if (!stands) return all === true ? [{ ...tableRow(row), same: true }] : [];
        return [{ ...tableRow(row), ...keys.of(row, ids, edition.hash) }];
      });
      return { ...about, against: edition.hash, table, leftOver: keys.leftOver() };
    });
  }

  /**
   * The name of a new article, from when somebody begins to write why it is there.
   *
   * @throws {EngineProblem} `not-allowed`, `bad-edit` when there is no such state here
   */
  async keyOf({ draft, heads, at }: Args<'draftReasonKey'>): Promise<string> {
    const { drafts } = this.#tools;
    drafts.mustWrite(draft);
    return await drafts.look(draft, (open) => placeKey(open, at, heads));
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
