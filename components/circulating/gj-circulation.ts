import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { circulationParts, formatRoute, type CirculationPart } from '../../src/app/route.ts';
import type { CirculationView } from '../../src/engine/circulations-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { PartsController } from '../kit/parts-controller.ts';
import { connections, ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import { circulationHead } from './circulation-head.ts';
import './gj-circulation-acts.ts';
import './gj-circulation-people.ts';
import './gj-package.ts';
import './gj-registers.ts';
import './gj-relays.ts';
import './gj-reminders.ts';
import './gj-trend.ts';
import '../style/behalf.css';

/** One circulation: who has read it, and what belongs to it. */
export class GjCirculation extends GjElement {
  @property() circulation = '';
  @property() section: CirculationPart = 'people';

  #view = new ViewController<CirculationView>(
    this,
    (signal) => this.app.ask('circulation', { circulation: this.circulation, on: this.app.today() }, signal),
    connections,
  );

  constructor() {
    super();
    new PartsController(this);
  }

  protected override updated(): void {
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  /** What stands in each part; those that are not here are not shown. */
  #parts(view: CirculationView): Partial<Record<CirculationPart, () => TemplateResult>> {
    const { circulation } = view;
    return {
      people: () => this.#people(view),
      relays: () => html`<gj-relays .circulation=${circulation}></gj-relays>`,
      ...(view.mayNames && {
        reminders: () => html`<gj-reminders .circulation=${circulation}></gj-reminders>`,
        registers: () => html`<gj-registers .circulation=${circulation}></gj-registers>`,
        // Who may see names is not yet who may speak for others: the package says so itself.
        package: () => html`<gj-package .circulation=${circulation}></gj-package>`,
      }),
    };
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (problem) return html`<section class="page narrow">${trouble(problem.code, w)}</section>`;
    if (view === undefined) return html``;
    const { circulation } = view;
    const parts = this.#parts(view);
    const current = this.section in parts ? this.section : 'people';
    const shown = circulationParts.filter((part) => part in parts);
    return html`<section class="page narrow circulation">
      ${circulationHead(view, w)}
      ${
        shown.length < 2
          ? nothing
          : html`<nav class="parts" aria-label=${w.circulationTitle}>
              ${shown.map(
                (part) =>
                  html`<a
                    href=${formatRoute({ page: 'circulation', circulation, part })}
                    aria-current=${part === current ? 'page' : nothing}
                    >${w.circulationParts[part]}</a
                  >`,
              )}
            </nav>`
      }
      ${parts[current]?.()}
    </section>`;
  }

  #people(view: CirculationView): TemplateResult {
    const w = this.words;
    return html`<gj-circulation-people .view=${view}></gj-circulation-people>
      ${
        view.mayNames && view.state === 'open'
          ? html`<p>
              <a href=${formatRoute({ page: 'circulation', circulation: view.circulation, part: 'relays' })}
                >${w.behalfTitle}</a
              >
            </p>`
          : nothing
      }
      <h2>${w.trendTitle}</h2>
      <gj-trend .circulation=${view.circulation}></gj-trend>
      ${
        view.mayAct && view.state === 'open'
          ? html`<gj-circulation-acts .circulation=${view.circulation}></gj-circulation-acts>`
          : nothing
      }`;
  }
}

customElements.define('gj-circulation', GjCirculation);
