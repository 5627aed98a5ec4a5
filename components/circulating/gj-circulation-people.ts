import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { CirculationView, PersonLine, UnitCounts } from '../../src/engine/circulations-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { momentOf } from '../kit/moment.ts';
import './gj-person-standing.ts';
import { personFacts } from './person-facts.ts';
import { personName } from './person-name.ts';
import { passes, personFilter, type PersonFilter } from './person-filter.ts';
import { progressBar } from './progress-bar.ts';

/** With more people than this, only the units that are unfolded are drawn. */
const fewPeople = 80;

/** Who of those whom a circulation means stands how, by unit; in numbers only for those who may see no names. */
export class GjCirculationPeople extends GjElement {
  @property({ attribute: false }) view!: CirculationView;
  @state() private filter: PersonFilter = 'all';
  /** Units, and people, that the reader has folded otherwise than they were at first. */
  #turned = new Set<string>();
  #unfolded = new Set<string>();

  protected override render(): TemplateResult {
    const w = this.words;
    const { view } = this;
    if (!view.mayNames)
      return html`<p class="quiet">${w.namesHidden}</p>
        <ul class="lines">
          ${view.units.map(
            ({ name, counts }) =>
              html`<li><span>${name === '' ? w.unitNone : name}</span>${progressBar(counts, w)}</li>`,
          )}
        </ul>`;
    const shown = view.people.filter((one) => passes(one, this.filter));
    const byUnit = new Map<string | undefined, PersonLine[]>();
    for (const one of shown) {
      const list = byUnit.get(one.unit);
      if (list === undefined) byUnit.set(one.unit, [one]);
      else list.push(one);
    }
    return html`
      ${personFilter(this.filter, view.counts, w, (filter) => (this.filter = filter))}
      ${shown.length === 0 ? html`<p class="quiet">${w.filterNone}</p>` : nothing}
      ${
        view.order === 'in-turn'
          ? this.#list(shown)
          : view.units.map((unit) => this.#unit(unit, byUnit.get(unit.unit) ?? []))
      }
      ${
        view.apart.length === 0
          ? nothing
          : html`<h2>${w.apartTitle}</h2>
              <p class="quiet">${w.apartHelp}</p>
              ${this.#list(view.apart)}`
      }
      ${
        view.refused.length === 0
          ? nothing
          : html`<h2>${w.refusedTitle}</h2>
              <p class="quiet">${w.refusedHelp}</p>
              <ul class="plain">
                ${view.refused.map(
                  ({ act, by, at }) =>
                    html`<li>${w.refusedLine(w.refusedActs[act], by, momentOf(at, w))}</li>`,
                )}
              </ul>`
      }
    `;
  }

  #unit({ unit, name, counts }: UnitCounts, people: readonly PersonLine[]): TemplateResult | typeof nothing {
    if (people.length === 0) return nothing;
    const w = this.words;
    const key = unit ?? '';
    const isOpen = this.view.people.length <= fewPeople !== this.#turned.has(key);
    return html`<details
      class="unit-fold"
      ?open=${isOpen}
      @toggle=${(event: Event) => this.#turn(event, key, isOpen)}
    >
      <summary>
        <b>${name === '' ? w.unitNone : name}</b>
        <span class="quiet">${w.countSentence(counts.meant, counts.acknowledged, counts.overdue)}</span>
      </summary>
      ${
        isOpen
          ? html`${
              unit === undefined
                ? nothing
                : html`<p class="small">
                    <a href=${formatRoute({ page: 'unit', unit })}>${w.unitPage}</a>
                  </p>`
            }
            ${this.#list(people)}`
          : nothing
      }
    </details>`;
  }

  /** A list that redraws itself tells of the same fold again: then nothing has turned. */
  #turn(event: Event, key: string, was: boolean): void {
    if (event.target !== event.currentTarget || (event.target as HTMLDetailsElement).open === was) return;
    if (!this.#turned.delete(key)) this.#turned.add(key);
    this.requestUpdate();
  }

  #list(people: readonly PersonLine[]): TemplateResult {
    return html`<ul class="standings">
      ${people.map((one) => this.#person(one))}
    </ul>`;
  }

  #person(one: PersonLine): TemplateResult {
    const w = this.words;
    const { member } = one;
    return html`<li>
      <details
        @toggle=${(event: Event) => {
          if ((event.currentTarget as HTMLDetailsElement).open) this.#unfolded.add(member);
          else this.#unfolded.delete(member);
          this.requestUpdate();
        }}
      >
        <summary>
          <span class="who">${personName(one)}</span>
          ${personFacts(one, w)}
        </summary>
        ${
          this.#unfolded.has(member)
            ? html`<gj-person-standing
                .circulation=${this.view.circulation}
                .member=${member}
                .mayExempt=${this.view.mayAct && this.view.state === 'open'}
              ></gj-person-standing>`
            : nothing
        }
      </details>
    </li>`;
  }
}

customElements.define('gj-circulation-people', GjCirculationPeople);
