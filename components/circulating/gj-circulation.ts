import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { circulationParts, formatRoute, type CirculationPart } from '../../src/app/route.ts';
import type { CirculationsView } from '../../src/engine/circulations-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { PartsController } from '../kit/parts-controller.ts';
import { ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import { circulationTitle } from './circulation-title.ts';
import { cutOffLine } from './cut-off-line.ts';
import './gj-package.ts';
import './gj-registers.ts';
import './gj-relays.ts';
import { progressBar } from './progress-bar.ts';

/** One circulation: who has read it, and what belongs to it. */
export class GjCirculation extends GjElement {
  @property() circulation = '';
  @property() section: CirculationPart = 'people';

  #view = new ViewController<CirculationsView>(this, (signal) =>
    this.app.ask('circulations', { on: this.app.today() }, signal),
  );

  constructor() {
    super();
    new PartsController(this);
  }

  protected override updated(): void {
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  /** What stands in each part; those that are not here are not shown. */
  #parts(view: CirculationsView): Partial<Record<CirculationPart, () => TemplateResult>> {
    return {
      people: () => cutOffLine(view.cutOff, this.words),
      relays: () => html`<gj-relays .circulation=${this.circulation}></gj-relays>`,
      // Who may see names is not yet who may speak for others: the package says so itself.
      ...(view.mayNames && {
        registers: () => html`<gj-registers .circulation=${this.circulation}></gj-registers>`,
        package: () => html`<gj-package .circulation=${this.circulation}></gj-package>`,
      }),
    };
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (problem) return html`<section class="page narrow">${trouble(problem.code, w)}</section>`;
    if (view === undefined) return html``;
    const { circulation } = this;
    const line = view.lines.find((one) => one.circulation === circulation);
    if (line === undefined) return html`<section class="page narrow">${trouble('not-found', w)}</section>`;
    const parts = this.#parts(view);
    const current = this.section in parts ? this.section : 'people';
    return html`<section class="page circulation">
      <header>
        <h1>${circulationTitle(line.editions, w)}</h1>
        ${progressBar(line.counts, w)}
      </header>
      <nav class="parts" aria-label=${w.circulationTitle}>
        ${circulationParts
          .filter((part) => part in parts)
          .map(
            (part) =>
              html`<a
                href=${formatRoute({ page: 'circulation', circulation, part })}
                aria-current=${part === current ? 'page' : nothing}
                >${w.circulationParts[part]}</a
              >`,
          )}
      </nav>
      ${parts[current]?.()}
    </section>`;
  }
}

customElements.define('gj-circulation', GjCirculation);
