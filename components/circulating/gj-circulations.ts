import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { circulationsParts, formatRoute, type CirculationsPart } from '../../src/app/route.ts';
import type { CirculationsView } from '../../src/engine/circulations-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { PartsController } from '../kit/parts-controller.ts';
import { ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import { circulationsList } from './circulations-list.ts';
import { cutOffLine } from './cut-off-line.ts';
import './gj-audit.ts';
import './gj-calendar.ts';
import './gj-matrix.ts';
import './gj-registers.ts';
import './gj-replies.ts';

/** All circulations: what was sent, how far each has come, and what belongs to them. */
export class GjCirculations extends GjElement {
  @property() section: CirculationsPart = 'list';

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
  #parts(view: CirculationsView): Partial<Record<CirculationsPart, () => TemplateResult>> {
    return {
      list: () => this.#list(view),
      ...(view.mayNames && {
        matrix: () => html`<gj-matrix></gj-matrix>`,
        replies: () => html`<gj-replies></gj-replies>`,
      }),
      calendar: () => html`<gj-calendar></gj-calendar>`,
      audit: () => html`<gj-audit></gj-audit>`,
    };
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (problem) return html`<section class="page narrow">${trouble(problem.code, w)}</section>`;
    if (view === undefined) return html``;
    const parts = this.#parts(view);
    const current = this.section in parts ? this.section : 'list';
    return html`<section class="page circulations">
      <div class="head-row">
        <h1>${w.circulationsTitle}</h1>
        ${
          view.mayAct
            ? html`<a class="button main" href=${formatRoute({ page: 'circulate' })}>${w.circulateNew}</a>`
            : nothing
        }
      </div>
      <nav class="parts" aria-label=${w.circulationsTitle}>
        ${circulationsParts
          .filter((part) => part in parts)
          .map(
            (part) =>
              html`<a
                href=${formatRoute({ page: 'circulations', part })}
                aria-current=${part === current ? 'page' : nothing}
                >${w.circulationsParts[part]}</a
              >`,
          )}
      </nav>
      ${parts[current]?.()}
    </section>`;
  }

  #list({ lines, mayNames, cutOff }: CirculationsView): TemplateResult {
    const w = this.words;
    return html`${lines.length === 0 ? html`<p class="quiet">${w.circulationsNone}</p>` : circulationsList(lines, w)}
    ${cutOffLine(cutOff, w)} ${mayNames ? html`<gj-registers></gj-registers>` : nothing}`;
  }
}

customElements.define('gj-circulations', GjCirculations);
