import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { CompareView } from '../../src/engine/office-protocol.ts';
import type { Reading } from '../../src/engine/protocol.ts';
import type { ToRead, WaitingEdition, WaitingLine } from '../../src/engine/waiting-protocol.ts';
import { AskingController } from '../kit/asking-controller.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { StepController } from '../kit/step-controller.ts';
import { connections, ViewController } from '../kit/view-controller.ts';
import { ruleTitle } from '../library/rule-title.ts';
import { trouble } from '../library/trouble.ts';
import { differs, isChange } from '../reading/compare-changes.ts';
import { editionName } from '../reading/compare-editions.ts';
import { compareRow } from '../reading/compare-row.ts';
import { wholeText } from '../reading/whole-text.ts';
import { answersIn, quiz } from './quiz.ts';
import { reachedSentence, readingLine } from './reading-line.ts';
import { remarkFields, remarkIn } from './remark-fields.ts';
import { waitingFacts, waitingTitle } from './waiting-line.ts';
import '../style/compare.css';
import '../style/connect.css';

/** What is shown of one edition: the text, and what changed since this reader last acknowledged it. */
interface Shown {
  reading: Reading;
  compared?: CompareView;
}

/** One circulation, read and acknowledged edition by edition. */
export class GjToRead extends GjElement {
  @property({ attribute: false }) circulation!: string;
  /** What may be read after it. */
  @property({ attribute: false }) next: WaitingLine | undefined;

  #view = new ViewController<ToRead>(
    this,
    (signal) => this.app.ask('toRead', { circulation: this.circulation, on: this.app.today() }, signal),
    connections,
  );
  #shown = new AskingController<Shown>(this);
  #shownFor = '';
  #doing = new DoingController(this);
  /** Entries that were signed while this page was open. */
  #signed: string[] = [];

  constructor() {
    super();
    new StepController(this, () =>
      this.#view.answer === undefined ? undefined : (this.#current?.asked ?? 'done'),
    );
  }

  /** The edition to be read now. */
  get #current(): WaitingEdition | undefined {
    const view = this.#view.answer;
    return view?.over === undefined ? view?.editions.find(({ isRead }) => !isRead) : undefined;
  }

  protected override willUpdate(): void {
    const current = this.#current;
    const wanted =
      current === undefined || current.isMissing ? '' : `${current.edition} ${current.since?.edition ?? ''}`;
    if (wanted === this.#shownFor) return;
    this.#shownFor = wanted;
    this.#shown.clear();
    if (current !== undefined && wanted !== '')
      void this.#shown.ask((signal) => this.#fetch(current, signal));
  }

  async #fetch({ rule, edition, since }: WaitingEdition, signal: AbortSignal): Promise<Shown> {
    const on = this.app.today();
    const reading = this.app.ask('read', { rule, edition, on }, signal);
    if (since === undefined) return { reading: await reading };
    const [text, compared] = await Promise.allSettled([
      reading,
      this.app.ask('compare', { rule, before: since.edition, after: edition, on }, signal),
    ]);
    if (text.status === 'rejected') throw text.reason;
    // The edition before may not be on this device: then the whole text is what is to be read.
    return { reading: text.value, ...(compared.status === 'fulfilled' && { compared: compared.value }) };
  }

  #confirm = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const view = this.#view.answer;
    const current = this.#current;
    const shown = this.#shown.answer;
    if (view === undefined || current === undefined || shown === undefined) return;
    const remark = remarkIn(form, current.edition);
    void this.#doing.run('confirm', async () => {
      const { entry } = await this.app.ask('acknowledge', {
        circulation: view.circulation,
        asked: current.asked,
        edition: current.edition,
        statement: this.#statement(view, current, shown),
        ...(shown.compared !== undefined && { since: shown.compared.before.edition }),
        ...(view.questions.length > 0 && { answers: answersIn(form, view.questions.length) }),
        ...(remark !== undefined && { remark }),
      });
      this.#signed.push(entry);
    });
  };

  #statement({ level }: ToRead, current: WaitingEdition, { reading, compared }: Shown): string {
    const w = this.words;
    const since = compared === undefined ? '' : editionName(compared.before, w);
    return w.statementOf(level, ruleTitle(current), editionName(reading.edition, w), since);
  }

  protected override updated(): void {
    const isReady = this.#shown.answer !== undefined || this.#shownFor === '';
    if (this.#view.answer && isReady) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (problem) return html`<section class="page narrow">${trouble(problem.code, w)}</section>`;
    if (view === undefined) return html``;
    const current = this.#current;
    const at = current === undefined ? -1 : view.editions.indexOf(current);
    return html`<section class="page narrow to-read">
      <p>
        <a class="back" href="#/waiting"><span>${w.waitingTitle}</span></a>
      </p>
      ${this.#justSigned(view)}
      <header>
        <h1 class="step-title" tabindex="-1">
          ${current !== undefined ? ruleTitle(current) : view.over === undefined ? w.readAllDone : waitingTitle(view, w)}
        </h1>
        ${current === undefined ? nothing : html`<p class="quiet facts">${waitingFacts(view, this.app.today(), w)}</p>`}
        ${
          current !== undefined && view.editions.length > 1
            ? html`<p class="quiet">${w.waitingPart(at + 1, view.editions.length)}</p>`
            : nothing
        }
        ${
          view.note === undefined || current === undefined
            ? nothing
            : html`<div class="note" role="note">
                <b>${w.waitingNote}</b>
                <p>${view.note}</p>
              </div>`
        }
      </header>
      ${current === undefined ? this.#over(view) : this.#reading(view, current)}
    </section>`;
  }

  /** What was signed a moment ago, and whether another device has it yet. */
  #justSigned({ readings }: ToRead): TemplateResult {
    const w = this.words;
    const lines = readings.filter(({ entry }) => this.#signed.includes(entry));
    return html`<div role="status">
      ${lines.map(
        (one) => html`<p class="notice good">${w.readDone(ruleTitle(one))} ${reachedSentence(one, w)}</p>`,
      )}
    </div>`;
  }

  #over(view: ToRead): TemplateResult {
    const w = this.words;
    const { next } = this;
    return html`
      ${view.over === undefined ? nothing : html`<p class="notice">${w.overWhy[view.over]}</p>`}
      <ul class="shelf-list">
        ${view.readings
          .filter(({ entry }) => !this.#signed.includes(entry))
          .map((one) => readingLine(one, w))}
      </ul>
      <p class="row">
        ${
          next === undefined
            ? html`<span class="quiet">${w.waitingNone}</span> <a class="button main" href="#/">${w.home}</a>`
            : html`<a
                  class="button main"
                  href=${formatRoute({ page: 'waiting', circulation: next.circulation })}
                  >${w.nextWaiting}</a
                ><span>${waitingTitle(next, w)}</span>`
        }
      </p>
    `;
  }

  #reading(view: ToRead, current: WaitingEdition): TemplateResult {
    const w = this.words;
    if (current.isMissing) return html`<p class="notice warn">${w.textNotHere}</p>`;
    const { answer: shown, problem } = this.#shown;
    if (problem) return trouble(problem.code, w);
    if (shown === undefined) return html``;
    const statement = this.#statement(view, current, shown);
    return html`
      ${this.#text(shown)}
      ${
        view.isWaitingTurn
          ? html`<p class="notice">${w.waitingTurn}</p>`
          : html`<form class="form confirm-read" @submit=${this.#confirm}>
              ${quiz(view, w)} ${remarkFields(shown.reading, w)}
              <p class="statement">${statement}</p>
              ${this.#doing.problem ? trouble(this.#doing.problem.code, w) : nothing}
              <p class="row">
                <button class="button main" ?disabled=${this.#doing.busy}>
                  ${this.#doing.busy ? w.confirming : w.confirmRead}
                </button>
              </p>
              <p class="quiet small">${w.statementHelp}</p>
            </form>`
      }
    `;
  }

  #text({ reading, compared }: Shown): TemplateResult {
    const w = this.words;
    const text = html`<div class="reading" lang="zh-CN">
      <div class="text">${wholeText({ reading, words: w }, () => nothing)}</div>
    </div>`;
    if (compared === undefined)
      return html`<h2>${w.wholeTextTitle}</h2>
        ${text}`;
    const { rows } = compared.comparison;
    const changes = rows.map((row, index) => ({ row, index })).filter(({ row }) => isChange(row));
    const since = editionName(compared.before, w);
    return html`
      <h2>${differs(compared.comparison) ? w.changedSince(since, changes.length) : w.sameSince(since)}</h2>
      <div class="compare changes-to-read">
        ${changes.map((one) => compareRow(one, 'one', { view: compared, words: w }))}
      </div>
      <details class="fold-whole">
        <summary>${w.wholeTextOf(reading.edition.articles)}</summary>
        ${text}
      </details>
    `;
  }
}

customElements.define('gj-to-read', GjToRead);
