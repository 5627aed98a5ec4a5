import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ReviewRow, ReviewView } from '../../../src/engine/workflow-protocol.ts';
import type { TableWords } from '../../../src/exchange/comparison-file.ts';
import { DoingController } from '../../kit/doing-controller.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { saveFile } from '../../kit/save-file.ts';
import { ViewController } from '../../kit/view-controller.ts';
import { trouble } from '../../library/trouble.ts';
import { copyTable } from '../../reading/compare-clipboard.ts';
import { CompareDrawing } from '../../reading/compare-drawing.ts';
import { compareTable } from '../../reading/compare-table.ts';
import { PrintFoot } from '../../reading/print-foot.ts';
import { FollowDraft } from './follow-draft.ts';
import { ReasonsTyped } from './reasons-typed.ts';
import { leftReasons, reviewTools } from './review-tools.ts';
import '../../style/compare.css';
import '../../style/registers.css';
import '../../style/draft-workflow.css';

/** What was shown last, changes or all articles: whoever comes back from another page finds it so. */
let lastRows: 'changed' | 'all' = 'changed';

/** A draft beside an edition of its rule, article by article, with a reason for each change: 修改对照表. */
export class GjDraftReview extends GjElement {
  @property() draft = '';
  @state() private against = '';
  @state() private said = '';
  @state() private rows = lastRows;

  #view = new ViewController<ReviewView>(this, (signal) => this.#ask(signal));
  /** The look with which what is typed was joined last. */
  #joined: ReviewView | undefined;
  #doing = new DoingController(this);
  #drawing = new CompareDrawing(this);
  #printFoot = new PrintFoot(this);
  #typed = new ReasonsTyped(this, {
    save: (key, before, reason) => this.app.ask('draftReason', { draft: this.draft, key, before, reason }),
    name: (place) => this.app.ask('draftReasonKey', { draft: this.draft, ...place }),
    look: () => void this.#look(),
  });

  constructor() {
    super();
    new FollowDraft(
      this,
      () => this.draft,
      () => this.#look(),
    );
  }

  #which(): { draft: string; on: string; against?: string } {
    const { against } = this;
    return { draft: this.draft, on: this.app.today(), ...(against !== '' && { against }) };
  }

  #ask(signal: AbortSignal): Promise<ReviewView> {
    return this.#typed.ask((keys) =>
      this.app.ask('draftReview', { ...this.#which(), keys, all: this.rows === 'all' }, signal),
    );
  }

  #look(): Promise<void> {
    return this.#view.ask((signal) => this.#ask(signal));
  }

  protected override willUpdate(): void {
    const { answer } = this.#view;
    if (answer === undefined || answer === this.#joined) return;
    this.#joined = answer;
    this.#typed.join([...answer.table, ...answer.leftOver]);
  }

  protected override updated(): void {
    const { answer } = this.#view;
    if (answer === undefined) return;
    this.#printFoot.say(this.words.reviewTableOf(answer.title));
    if (this.#drawing.isDone(answer.table.length))
      this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  #choose = (edition: string): void => {
    this.against = edition;
    void this.#look();
  };

  #show = (rows: 'changed' | 'all'): void => {
    this.rows = lastRows = rows;
    void this.#look();
  };

  #wordsOf(view: ReviewView): TableWords {
    const w = this.words;
    const day = view.editions.find(({ edition }) => edition === view.against)?.date ?? w.undatedEdition;
    return { ...w.compareTableHead, title: w.reviewTableOf(view.title), against: w.reviewAgainstDay(day) };
  }

  #export(view: ReviewView, as: 'xlsx' | 'md' | 'html'): void {
    void this.#doing.run(as, async () => {
      // What is being typed belongs on the sheet.
      await this.#typed.settle();
      saveFile(await this.app.ask('draftTableFile', { ...this.#which(), as, words: this.#wordsOf(view) }));
    });
  }

  async #copy(view: ReviewView): Promise<void> {
    const w = this.words;
    const all = this.#reasons(view);
    const rows = view.table
      .map((row, i) => ({ ...row, reason: all[i]! }))
      .filter(({ same }) => same !== true);
    const reasons = rows.map(({ reason }) => reason);
    try {
      await copyTable(w.reviewTableOf(view.title), rows, reasons, w);
      this.said = w.compareCopied;
    } catch {
      // What cannot be copied for the reader is selected for them.
      this.said = w.compareCopyFailed;
      const table = this.querySelector('.compare-table');
      if (table !== null) getSelection()?.selectAllChildren(table);
    }
  }

  /** What each row is called on the page, no two the same; the ones that have their names keep what they were called. */
  #names(table: readonly ReviewRow[]): string[] {
    const used = new Set(table.map(({ key }) => this.#typed.calledBefore(key)));
    return table.map(({ key, at, same }, i) => {
      if (key !== undefined) return this.#typed.calledBefore(key)!;
      let name = same === true ? `same:${i}` : `at:${at}`;
      while (used.has(name)) name += '+';
      used.add(name);
      return name;
    });
  }

  #reasons({ table, heads }: ReviewView): string[] {
    return table.map((row) => this.#typed.of(row, heads) ?? row.reason);
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (problem !== undefined) return trouble(problem.code, w);
    if (view === undefined) return html``;
    if (view.against === undefined) return html`<p class="notice">${w.reviewNothing}</p>`;
    const failed = this.#doing.problem ?? this.#typed.problem;
    const { table } = view;
    const names = this.#names(table);
    const isSame = table.every(({ same }) => same === true);
    return html`<section class="review page compare" data-view="table" aria-label=${w.reviewTable}>
      <div class="compare-head">
        <h1>${w.reviewTableOf(view.title)}</h1>
        <p class="compare-printed">${this.#wordsOf(view).against}</p>
      </div>
      ${reviewTools(view, this.rows, w, {
        choose: this.#choose,
        show: this.#show,
        copy: () => void this.#copy(view),
        save: (as) => this.#export(view, as),
      })}
      <p class="said" role="status">${this.#typed.isSaved ? w.reviewReasonSaved : this.said}</p>
      ${failed === undefined ? nothing : trouble(failed.code, w)}
      ${isSame ? html`<p class="notice">${w.reviewSame}</p>` : nothing}
      ${
        table.length === 0
          ? nothing
          : compareTable(
              table,
              this.#drawing.drawn,
              this.#reasons(view),
              w,
              (index, reason) => {
                if (view.mayWrite) this.#typed.type(table[index]!, view.heads, reason, names[index]!);
              },
              w.reviewTableHelp,
              names,
            )
      }
      ${leftReasons(view.leftOver, w)}
    </section>`;
  }
}

customElements.define('gj-draft-review', GjDraftReview);
