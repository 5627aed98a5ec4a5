import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../src/app/route.ts';
import type { DraftLine } from '../../src/engine/drafts-protocol.ts';
import { agoOf } from '../kit/ago.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ViewController } from '../kit/view-controller.ts';
import '../style/drafting.css';
import '../style/draft-remarks.css';
import { trouble } from '../library/trouble.ts';
import './gj-start-draft.ts';
import './remarks/gj-mentions.ts';

/** Drafts that this user may see, last changed first. */
export class GjDrafts extends GjElement {
  #view = new ViewController<DraftLine[]>(this, (signal) => this.app.ask('drafts', undefined, signal));

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
      <ul class="shelf-list">
        ${(lines ?? []).map((line) => this.#line(line))}
      </ul>
    </section>`;
  }

  #line(line: DraftLine): TemplateResult {
    const w = this.words;
    const about = [
      line.rule === undefined ? w.draftFrom[line.from] : w.draftOf(line.rule.title),
      w.draftBy(line.byName, line.on),
      w.draftChars(line.chars),
      w.draftChangedAt(agoOf(line.changedAt, Date.now(), w)),
    ];
    return html`<li class="shelf-row">
      <a href=${formatRoute({ page: 'draft', draft: line.draft, part: 'write' })}>${line.title}</a>
      <p class="quiet facts">${about.map((one) => html`<span>${one}</span> `)}</p>
    </li>`;
  }
}

customElements.define('gj-drafts', GjDrafts);
