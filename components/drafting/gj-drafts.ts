import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../src/app/route.ts';
import type { ListedDraft } from '../../src/engine/workflow-protocol.ts';
import { agoOf } from '../kit/ago.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ViewController } from '../kit/view-controller.ts';
import '../style/drafting.css';
import '../style/draft-remarks.css';
import '../style/draft-workflow.css';
import { trouble } from '../library/trouble.ts';
import './gj-start-draft.ts';
import './remarks/gj-mentions.ts';
import { draftWaitWords } from './workflow/draft-wait-words.ts';

/** Drafts that this user may see, with where each stands: those that wait for them first, then the last changed. */
export class GjDrafts extends GjElement {
  #view = new ViewController<ListedDraft[]>(this, (signal) =>
    this.app.ask('draftList', { on: this.app.today() }, signal),
  );

  protected override updated(): void {
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: lines, problem } = this.#view;
    return html`<section class="page narrow drafts">
      <h1>${w.draftsTitle}</h1>
      <p class="quiet">${w.draftsHelp}</p>
      ${problem === undefined ? nothing : trouble(problem.code, w)}
      <gj-mentions></gj-mentions>
      <gj-start-draft></gj-start-draft>
      ${lines?.length === 0 ? html`<p class="quiet">${w.draftsNone}</p>` : nothing}
      ${this.#groups(lines ?? [])}
    </section>`;
  }

  /** What waits for the user first, then what goes on; what is over lies folded at the end. */
  #groups(lines: readonly ListedDraft[]): TemplateResult {
    const w = this.words;
    const isOver = ({ stage }: ListedDraft): boolean => stage === 'published' || stage === 'filed';
    const mine = lines.filter(({ waits }) => waits?.isMine === true);
    const over = lines.filter(isOver);
    const others = lines.filter((line) => !mine.includes(line) && !isOver(line));
    const list = (some: readonly ListedDraft[]): TemplateResult =>
      html`<ul class="shelf-list">
        ${some.map((line) => this.#line(line))}
      </ul>`;
    return html`${
      mine.length === 0
        ? nothing
        : html`<h2>${w.draftsMine}</h2>
            ${list(mine)}`
    }
    ${others.length === 0 ? nothing : html`${mine.length === 0 ? nothing : html`<h2>${w.draftsOthers}</h2>`}${list(others)}`}
    ${
      over.length === 0
        ? nothing
        : html`<details class="drafts-over">
            <summary>${w.draftsDone(over.length)}</summary>
            ${list(over)}
          </details>`
    }`;
  }

  #line({ draft, title, stage, waits, ...line }: ListedDraft): TemplateResult {
    const w = this.words;
    const about = [
      line.rule === undefined ? w.draftFrom[line.from] : w.draftOf(line.rule.title),
      w.draftBy(line.byName, line.on),
      w.draftChars(line.chars),
      w.draftChangedAt(agoOf(line.changedAt, Date.now(), w)),
    ];
    const { merged } = line;
    if (merged !== undefined)
      about.push(w.draftMergedInto(merged.title, agoOf(merged.at, Date.now(), w), merged.isAhead));
    const waiting = waits === undefined ? nothing : draftWaitWords(waits, w);
    return html`<li class="shelf-row">
      <a href=${formatRoute({ page: 'draft', draft, part: 'write' })}>${title}</a>
      <p class="facts draft-stands">
        <span>${w.flowStages[stage]}</span>
        ${
          waits?.isMine === true
            ? html`<a href=${formatRoute({ page: 'draft', draft, part: 'workflow' })}>${waiting}</a>`
            : html`<span class="quiet">${waiting}</span>`
        }
      </p>
      <p class="quiet facts">${about.map((one) => html`<span>${one}</span> `)}</p>
    </li>`;
  }
}

customElements.define('gj-drafts', GjDrafts);
