import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { formatRoute, type FacetName, type Route } from '../../src/app/route.ts';
import type { ArticleHit, FindAnswer, RuleHit } from '../../src/search/find.ts';
import type { RuleKind } from '../../src/rule/edition.ts';
import type { Validity } from '../../src/rule/validity.ts';
import { AskingController } from '../kit/asking-controller.ts';
import { GjElement } from '../kit/gj-element.ts';
import { LiveController } from '../kit/live-controller.ts';
import { icons } from '../style/icons.ts';
import type { Words } from '../words.ts';
import { facetList } from './facet-list.ts';
import { markedText } from './marked-text.ts';
import { ruleTitle } from './rule-title.ts';
import { standingInList } from './standing.ts';
import { trouble } from './trouble.ts';

type FindRoute = Extract<Route, { page: 'find' }>;

const perPage = 20;

/** What was found: the place itself if one was named, titles, then articles. */
export class GjFind extends GjElement {
  @property({ attribute: false }) route: FindRoute = { page: 'find', query: '', filters: {} };
  @state() private wanted = perPage;
  @state() private onlyThatDay = false;

  #found = new AskingController<FindAnswer>(this);
  #changes = new LiveController(this, () => this.app.changes);
  #indexing = new LiveController(this, () => this.app.indexing);
  #asked = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { query, filters, on } = this.route;
    if (changed.has('route') && changed.get('route')?.query !== query) this.wanted = perPage;
    const request = {
      query,
      on: on ?? this.app.today(),
      asOnDay: this.onlyThatDay,
      filters: {
        ...(filters['validity'] && { validity: filters['validity'] as Validity[] }),
        ...(filters['kind'] && { kind: filters['kind'] as RuleKind[] }),
        ...(filters['category'] && { category: filters['category'] }),
        ...(filters['unit'] && { unit: filters['unit'] }),
        ...(filters['year'] && { year: filters['year'] }),
      },
      limit: this.wanted,
    };
    const asked = JSON.stringify([request, this.#changes.now]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    if (query.trim() === '') this.#found.clear();
    else void this.#found.ask((signal) => this.app.ask('find', request, signal));
  }

  protected override updated(): void {
    if (this.#found.answer || this.route.query === '') {
      this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
    }
  }

  /**
   * From the search field into the results.
   *
   * @param open opens the best result instead of only going to it
   */
  enter(open: boolean): void {
    const best = this.querySelector<HTMLAnchorElement>('a.hit-link');
    if (open) best?.click();
    else best?.focus();
  }

  #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const links = [...this.querySelectorAll<HTMLAnchorElement>('a.hit-link')];
    const at = links.indexOf(event.target as HTMLAnchorElement);
    if (at === -1) return;
    event.preventDefault();
    const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (next) next.focus();
    else if (event.key === 'ArrowUp')
      document.querySelector<HTMLInputElement>('gj-search-field input')?.focus();
  };

  #go(next: Partial<FindRoute>): void {
    history.replaceState(history.state, '', formatRoute({ ...this.route, ...next }));
    dispatchEvent(new HashChangeEvent('hashchange'));
  }

  #choose = (facet: FacetName, values: string[]): void => {
    this.#go({ filters: { ...this.route.filters, [facet]: values } });
  };

  protected override render(): TemplateResult {
    const w = this.words;
    if (this.route.query.trim() === '') return this.#start(w);
    const found = this.#found.answer;
    return html`<section class="page with-facets" @keydown=${this.#onKey}>
      <aside class="facets">
        <details class="facets-fold" ?open=${matchMedia('(min-width: 56rem)').matches}>
          <summary><h2>${w.facets}</h2></summary>
          ${this.#dayChoice(w)}
          ${this.#unchanged(found, w, () =>
            found ? facetList({ ...found.facets }, this.route.filters, w, this.#choose) : nothing,
          )}
          ${
            Object.values(this.route.filters).some((values) => values.length > 0)
              ? html`<button class="button" @click=${() => this.#go({ filters: {} })}>
                  ${w.clearFilters}
                </button>`
              : nothing
          }
        </details>
      </aside>
      <div class="results">
        <h1 class="vh">${w.findTitle}</h1>
        ${
          this.#indexing.now < 1
            ? html`<p class="notice" role="status">${w.indexing(this.#indexing.now)}</p>`
            : nothing
        }
        ${this.#found.problem ? trouble(this.#found.problem.code, w) : nothing}
        ${this.#unchanged(found, w, () => (found ? this.#answer(found, w) : nothing))}
      </div>
    </section>`;
  }

  /** A letter typed draws the page before its answer is there: then the old answer need not be drawn again. */
  #unchanged(found: FindAnswer | undefined, w: Words, draw: () => unknown): unknown {
    return guard([found, w, this.route.on, this.route.filters, this.wanted], draw);
  }

  #start(w: Words): TemplateResult {
    return html`<section class="page narrow">
      <h1>${w.findStart}</h1>
      <ul class="teach">
        ${w.findStartHelp.map((line) => html`<li>${line}</li>`)}
      </ul>
    </section>`;
  }

  #dayChoice(w: Words): TemplateResult {
    const { on } = this.route;
    const choose = (event: Event): void => {
      const { value } = event.target as HTMLInputElement;
      const { on: _before, ...rest } = this.route;
      history.replaceState(history.state, '', formatRoute(value === '' ? rest : { ...rest, on: value }));
      dispatchEvent(new HashChangeEvent('hashchange'));
    };
    return html`<fieldset class="facet">
      <legend>${w.asOn}</legend>
      <input
        class="field"
        type="date"
        aria-label=${w.asOn}
        .value=${on ?? this.app.today()}
        @change=${choose}
      />
      <label class="switch"
        ><input
          type="checkbox"
          .checked=${this.onlyThatDay}
          @change=${(event: Event) => {
            this.onlyThatDay = (event.target as HTMLInputElement).checked;
          }}
        />${w.asOnDay}</label
      >
    </fieldset>`;
  }

  #answer(found: FindAnswer, w: Words): TemplateResult {
    const nothingFound = found.total === 0 && found.rules.length === 0 && found.jump === undefined;
    return html`
      <p class="quiet found-count" role="status">
        ${
          found.total === 0 && found.rules.length > 0
            ? w.findTitles(found.rules.length)
            : w.findCount(found.total)
        }
      </p>
      ${found.jump ? this.#jump(found.jump, w) : nothing}
      ${nothingFound ? html`<p>${w.findNothingHelp}</p>` : nothing}
      ${
        found.rules.length > 0
          ? html`<section aria-label=${w.rulesFound}>
              <ul class="rule-hits">
                ${found.rules.map((hit) => this.#ruleHit(hit, w))}
              </ul>
            </section>`
          : nothing
      }
      ${found.relaxed && found.total > 0 ? html`<p class="notice">${w.findRelaxed}</p>` : nothing}
      <ol class="hits" aria-label=${w.articlesFound}>
        ${found.hits.map((hit) => this.#hit(hit, w))}
      </ol>
      ${
        found.total > found.hits.length && this.wanted < 200
          ? html`<button class="button" @click=${() => (this.wanted = Math.min(200, this.wanted + perPage))}>
              ${w.showMore}
            </button>`
          : nothing
      }
    `;
  }

  #address(hit: { rule: string; edition: string; address?: string; validity?: Validity }): string {
    const { on } = this.route;
    return formatRoute({
      page: 'rule',
      rule: hit.rule,
      ...(hit.address !== undefined && hit.address !== '' && { address: hit.address }),
      // A text in force is shared by its rule; any other by its exact wording.
      ...(hit.validity === undefined || hit.validity === 'inForce'
        ? on && { on }
        : { edition: hit.edition.slice(0, 16) }),
    });
  }

  #jump(jump: NonNullable<FindAnswer['jump']>, w: Words): TemplateResult {
    return html`<p class="jump">
      <a class="hit-link" href=${this.#address(jump)}
        >${icons.next}<span class="quiet">${w.jumpTo}</span> ${ruleTitle(jump)} <b>${jump.label}</b></a
      >
    </p>`;
  }

  #ruleHit(hit: RuleHit, w: Words): TemplateResult {
    return html`<li>
      <a class="hit-link" href=${this.#address(hit)}
        >${markedText(hit.title, hit.marks)}${hit.part === undefined ? nothing : html`　${hit.part}`}</a
      >
      <span class="quiet facts"
        >${standingInList(hit, w)}<span>${w.kind[hit.kind]}</span>${
          hit.docNo === undefined ? nothing : html`<span class="no-space">${hit.docNo}</span>`
        }</span
      >
    </li>`;
  }

  #hit(hit: ArticleHit, w: Words): TemplateResult {
    return html`<li class="hit" data-validity=${hit.validity}>
      <a class="hit-link" href=${this.#address(hit)}
        ><b>${hit.label}</b><span class="hit-title">${ruleTitle(hit)}</span></a
      >
      <p class="hit-text">${markedText(hit.snippet.text, hit.snippet.marks)}</p>
      <p class="quiet facts">
        ${standingInList(hit, w)}${hit.date === undefined ? nothing : html`<time class="no-space">${hit.date}</time>`}${
          hit.path === '' ? nothing : html`<span>${hit.path}</span>`
        }
      </p>
    </li>`;
  }
}

customElements.define('gj-find', GjFind);

declare global {
  interface HTMLElementTagNameMap {
    'gj-find': GjFind;
  }
}
