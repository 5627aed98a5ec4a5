import { html, nothing, type TemplateResult } from 'lit';
import { heldBefore, noteHeld } from '../../src/app/held-before.ts';
import { formatRoute } from '../../src/app/route.ts';
import type { HomeView, ShelfRow } from '../../src/engine/protocol.ts';
import '../circulating/gj-escalations.ts';
import '../circulating/gj-waiting-lines.ts';
import '../drafting/opinions/gj-consult-lines.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ViewController } from '../kit/view-controller.ts';
import type { Words } from '../words.ts';
import { ruleTitle } from './rule-title.ts';
import { shelfRow } from './shelf-row.ts';
import { trouble } from './trouble.ts';

/** Home: what was read, what has changed, what is kept at hand; in an empty base, how to begin. */
export class GjHome extends GjElement {
  #view = new ViewController<HomeView>(this, (signal) => this.app.ask('home', this.app.today(), signal));

  protected override updated(): void {
    if (this.#view.answer && this.#view.answer.rules > 0) noteHeld(this.app.base, localStorage);
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const view = this.#view.answer;
    if (this.#view.problem)
      return html`<section class="page">${trouble(this.#view.problem.code, w)}</section>`;
    if (view === undefined) return html``;
    return view.rules === 0 ? this.#empty(view, w) : this.#full(view, w);
  }

  #empty({ mayJoin }: HomeView, w: Words): TemplateResult {
    const sample = `${location.pathname}?base=sample`;
    return html`<section class="page narrow empty">
      ${
        heldBefore(this.app.base, localStorage)
          ? html`<p class="notice bad" role="alert">${w.emptyLost}</p>`
          : nothing
      }
      <p class="motto" aria-hidden="true">规矩</p>
      <h1>${w.emptyTitle}</h1>
      <p>${w.emptyHelp}</p>
      <p class="row">
        <a class="button main" href="#/bring-in">${w.emptyAction}</a>
        ${
          mayJoin && !this.app.isSample
            ? html`<a class="button" href=${formatRoute({ page: 'join' })}>${w.joinHave}</a>`
            : nothing
        }
        ${this.app.isSample ? nothing : html`<a class="button" href=${sample}>${w.emptySample}</a>`}
      </p>
    </section>`;
  }

  #full(view: HomeView, w: Words): TemplateResult {
    return html`<section class="page">
      <header class="home-head">
        <h1>${w.homeTitle}</h1>
        <p class="quiet">${w.homeCount(view.rules, view.articles)}</p>
        <p class="row examples">
          <span class="quiet">${w.tryFinding}</span>
          ${w.tryExamples.map(
            (query) => html`<a href=${formatRoute({ page: 'find', query, filters: {} })}>${query}</a>`,
          )}
        </p>
      </header>
      ${
        view.needsRecovery && !this.app.isSample
          ? html`<p class="notice warn">
              ${w.recoveryBanner}
              <a href=${formatRoute({ page: 'office', part: 'recovery' })}>${w.recoveryGo}</a>
            </p>`
          : nothing
      }
      ${
        view.attention > 0
          ? html`<p class="notice">
              <a href=${formatRoute({ page: 'office', part: 'attention' })}
                >${w.attentionCount(view.attention)}</a
              >
            </p>`
          : nothing
      }
      <gj-waiting-lines></gj-waiting-lines>
      <gj-consult-lines waiting></gj-consult-lines>
      <gj-escalations></gj-escalations>
      <div class="home-columns">
        <div>
          ${this.#places(view.favouritePlaces, w)}
          ${this.#list(w.favourites, view.favourites, w, w.noFavourites)}
          ${this.#list(w.recent, view.recent, w, w.noRecent)} ${this.#list(w.coming, view.coming, w)}
        </div>
        <div>${this.#list(w.changed, view.changed, w)}</div>
      </div>
    </section>`;
  }

  #places(places: HomeView['favouritePlaces'], w: Words): TemplateResult | typeof nothing {
    if (places.length === 0) return nothing;
    return html`<section>
      <h2>${w.favouritePlaces}</h2>
      <ul class="shelf-list">
        ${places.map(
          ({ rule, address, label, was, ...title }) =>
            html`<li class="shelf-row">
              <a href=${formatRoute({ page: 'rule', rule, ...(address !== undefined && { address }) })}
                >${ruleTitle(title)} ${label}</a
              >
              ${
                address === undefined
                  ? html`<p class="quiet facts">${w.placeGone}</p>`
                  : was === undefined
                    ? nothing
                    : html`<p class="quiet facts">${w.placeMoved(was)}</p>`
              }
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #list(title: string, rows: ShelfRow[], w: Words, teach?: string): TemplateResult | typeof nothing {
    if (rows.length === 0 && teach === undefined) return nothing;
    return html`<section>
      <h2>${title}</h2>
      ${
        rows.length === 0
          ? html`<p class="quiet">${teach}</p>`
          : html`<ul class="shelf-list">
              ${rows.map((row) => shelfRow(row, w))}
            </ul>`
      }
    </section>`;
  }
}

customElements.define('gj-home', GjHome);
