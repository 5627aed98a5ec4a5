import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatRoute, type FacetName, type Route, type ShelfSort } from '../../src/app/route.ts';
import { countShelf, filterShelf, sortShelf } from '../../src/app/shelf-view.ts';
import type { ShelfRow } from '../../src/engine/protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ViewController } from '../kit/view-controller.ts';
import { facetList } from './facet-list.ts';
import { shelfRow } from './shelf-row.ts';
import { trouble } from './trouble.ts';

type ShelfRoute = Extract<Route, { page: 'shelf' }>;

/** Rows drawn with the page; the others follow frame by frame, so that the first are there at once. */
const first = 60;
const perFrame = 150;

/** The library by kind, category, unit, standing and year. */
export class GjShelf extends GjElement {
  @property({ attribute: false }) route: ShelfRoute = { page: 'shelf', filters: {}, sort: 'title' };

  #rows = new ViewController<ShelfRow[]>(this, (signal) => this.app.ask('shelf', this.app.today(), signal));
  #drawn = first;
  #list: ShelfRow[] = [];

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('route')) this.#drawn = first;
  }

  protected override updated(): void {
    if (this.#drawn < this.#list.length) {
      requestAnimationFrame(() => {
        this.#drawn += perFrame;
        this.requestUpdate();
      });
    } else if (this.#rows.answer) {
      this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
    }
  }

  #go(next: Partial<ShelfRoute>): void {
    history.replaceState(history.state, '', formatRoute({ ...this.route, ...next }));
    dispatchEvent(new HashChangeEvent('hashchange'));
  }

  #choose = (facet: FacetName, values: string[]): void => {
    this.#go({ filters: { ...this.route.filters, [facet]: values } });
  };

  protected override render(): TemplateResult {
    const w = this.words;
    if (this.#rows.problem)
      return html`<section class="page">${trouble(this.#rows.problem.code, w)}</section>`;
    const all = this.#rows.answer;
    if (all === undefined) return html``;
    const { filters, sort } = this.route;
    this.#list = sortShelf(filterShelf(all, filters), sort);
    const sorts = Object.entries(w.sort) as [ShelfSort, string][];
    const filtered = Object.values(filters).some((values) => values.length > 0);
    return html`<section class="page with-facets">
      <aside class="facets">
        <details class="facets-fold" ?open=${matchMedia('(min-width: 56rem)').matches}>
          <summary><h2>${w.facets}</h2></summary>
          ${facetList(countShelf(all, filters), filters, w, this.#choose)}
          ${
            filtered
              ? html`<button class="button" @click=${() => this.#go({ filters: {} })}>
                  ${w.clearFilters}
                </button>`
              : nothing
          }
        </details>
      </aside>
      <div>
        <header class="list-head">
          <h1>${w.shelfTitle}</h1>
          <p class="quiet" role="status">${w.shelfCount(this.#list.length, all.length)}</p>
          <label class="sort"
            >${w.sortBy}
            <select
              class="field"
              .value=${sort}
              @change=${(event: Event) => this.#go({ sort: (event.target as HTMLSelectElement).value as ShelfSort })}
            >
              ${sorts.map(
                ([value, name]) => html`<option value=${value} ?selected=${value === sort}>${name}</option>`,
              )}
            </select></label
          >
        </header>
        ${
          this.#list.length === 0
            ? html`<p class="quiet">${all.length === 0 ? w.emptyHelp : w.shelfEmpty}</p>
                ${all.length === 0 ? html`<a class="button main" href="#/bring-in">${w.emptyAction}</a>` : nothing}`
            : html`<ul class="shelf-list">
                ${this.#list.slice(0, this.#drawn).map((row) => shelfRow(row, w))}
              </ul>`
        }
      </div>
    </section>`;
  }
}

customElements.define('gj-shelf', GjShelf);
