import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { DraftHistoryCalls, SessionView } from '../../../src/engine/draft-history-protocol.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { dayOf, momentOf } from '../../kit/moment.ts';
import { trouble } from '../../library/trouble.ts';
import { DraftController } from './draft-controller.ts';
import './gj-draft-branches.ts';
import './gj-draft-state.ts';
import './gj-since-look.ts';
import '../../style/compare.css';

/** Sessions that are shown at first, and how many more each time. */
const atATime = 30;

/** Who wrote when in a draft, how it was then, and where it parted. */
export class GjDraftHistory extends GjElement {
  @property() draft = '';
  @state() private most = atATime;
  /** Session whose state is looked at. */
  @state() private open = '';
  @state() private person = '';

  #view = new DraftController<ReturnType<DraftHistoryCalls['draftHistory']> & { mayWrite: boolean }>(
    this,
    async (signal) => {
      const what = { draft: this.draft, most: this.most };
      const [history, { mayWrite }] = await Promise.all([
        this.app.ask('draftHistory', what, signal),
        this.app.ask('draft', { draft: this.draft, on: this.app.today() }, signal),
      ]);
      return { ...history, mayWrite };
    },
  );

  protected override updated(): void {
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (view === undefined)
      return problem === undefined
        ? html`<p class="quiet">${w.historyReading}</p>`
        : trouble(problem.code, w);
    const names = [...new Set(view.sessions.map(({ name }) => name))];
    const shown = view.sessions.filter(({ name }) => this.person === '' || name === this.person);
    return html`<section class="draft-history" aria-label=${w.draftParts.history}>
      <gj-since-look .draft=${this.draft}></gj-since-look>
      <gj-draft-branches .draft=${this.draft} .mayWrite=${view.mayWrite}></gj-draft-branches>
      <h3>${w.historySessions}</h3>
      ${
        names.length < 2
          ? nothing
          : html`<label class="field-label"
              ><span>${w.historyPerson}</span
              ><select class="field" @change=${this.#choosePerson}>
                <option value="">${w.historyEverybody}</option>
                ${names.map((name) => html`<option value=${name}>${name || w.remarkUnknown}</option>`)}
              </select></label
            >`
      }
      <ol class="sessions">
        ${shown.map((session) => this.#session(session, view.mayWrite))}
      </ol>
      ${
        view.more
          ? html`<p class="actions">
              <button type="button" class="button" @click=${this.#more}>${w.historyMore}</button>
            </p>`
          : nothing
      }
    </section>`;
  }

  #session(session: SessionView, mayWrite: boolean): TemplateResult {
    const w = this.words;
    const { id, name, from, to, added, removed, articles, more, isBeginning } = session;
    const isOpen = this.open === id;
    const when = dayOf(from, w) === dayOf(to, w) ? momentOf(to, w) : `${dayOf(from, w)} – ${momentOf(to, w)}`;
    return html`<li class="session">
      <p><strong>${name || w.remarkUnknown}</strong> <span class="quiet">${when}</span></p>
      <p class="facts">
        ${isBeginning ? html`<span>${w.historyBeginning}</span>` : nothing}
        <span class="amount" data-kind="added">${w.historyAdded(added)}</span>
        <span class="amount" data-kind="removed">${w.historyRemoved(removed)}</span>
        ${
          articles.length === 0
            ? nothing
            : html`<span class="quiet"
                >${articles.join(w.listComma)}${more ? w.historyAndMore : nothing}</span
              >`
        }
      </p>
      <p class="actions">
        <button
          type="button"
          class="button bare"
          aria-expanded=${isOpen}
          @click=${() => (this.open = isOpen ? '' : id)}
        >
          ${isOpen ? w.historyClose : w.historyLook}
        </button>
      </p>
      ${
        isOpen
          ? html`<gj-draft-state
              .draft=${this.draft}
              .session=${session}
              .mayWrite=${mayWrite}
            ></gj-draft-state>`
          : nothing
      }
    </li>`;
  }

  #choosePerson = (event: Event): void => {
    this.person = (event.target as HTMLSelectElement).value;
  };

  #more = (): void => {
    this.most += atATime;
    this.#view.again();
  };
}

customElements.define('gj-draft-history', GjDraftHistory);
