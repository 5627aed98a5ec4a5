import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatRoute, officeParts, type OfficePart } from '../../src/app/route.ts';
import type { OfficeView } from '../../src/engine/office-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { PartsController } from '../kit/parts-controller.ts';
import { ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import './gj-attention.ts';
import './gj-found-office.ts';
import './gj-import-roster.ts';
import './gj-people.ts';
import './gj-recovery.ts';
import './gj-units.ts';
import { has, roleNames } from './role-names.ts';
import '../style/connect.css';

/** The office: who belongs to it, what they may do, and what needs attention. */
export class GjOffice extends GjElement {
  @property() section: OfficePart = 'people';

  #view = new ViewController<OfficeView>(this, (signal) => this.app.ask('office', undefined, signal));

  constructor() {
    super();
    new PartsController(this);
  }

  protected override updated(): void {
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    if (this.#view.problem)
      return html`<section class="page narrow">${trouble(this.#view.problem.code, w)}</section>`;
    const view = this.#view.answer;
    if (view === undefined) return html``;
    const { office, me } = view;
    if (office === undefined)
      return html`<section class="page narrow"><gj-found-office></gj-found-office></section>`;
    const attention = view.troubles.length + view.awaiting.length + view.missing.length;
    return html`<section class="page office">
      <header class="office-head">
        <h1>${office.name}</h1>
        <p class="quiet">${me === undefined ? w.youAreNobody : w.youAre(me.name, roleNames(me.roles, w))}</p>
        <details class="act fingerprint">
          <summary>${w.fingerprint}</summary>
          <p><code>${office.fingerprint}</code></p>
          <p class="quiet">${w.fingerprintHelp}</p>
        </details>
      </header>
      <nav class="parts" aria-label=${w.officeTitle}>
        ${officeParts.map(
          (part) =>
            html`<a
              href=${formatRoute({ page: 'office', part })}
              aria-current=${part === this.section ? 'page' : nothing}
              >${w.officeParts[part]}${
                part === 'attention' && attention > 0
                  ? html`<span class="count">${attention}</span>`
                  : nothing
              }${
                part === 'recovery' && !view.recovery
                  ? html`<span class="count" aria-hidden="true">!</span>`
                  : nothing
              }</a
            >`,
        )}
      </nav>
      ${
        has(me, 'admin') && !view.recovery && this.section !== 'recovery' && !this.app.isSample
          ? html`<p class="notice warn">
              ${w.recoveryBanner}
              <a href=${formatRoute({ page: 'office', part: 'recovery' })}>${w.recoveryGo}</a>
            </p>`
          : nothing
      }
      ${this.#partOf(view)}
    </section>`;
  }

  #partOf(view: OfficeView): TemplateResult {
    switch (this.section) {
      case 'units':
        return html`<gj-units .view=${view}></gj-units>`;
      case 'import':
        return html`<gj-import-roster .view=${view}></gj-import-roster>`;
      case 'recovery':
        return html`<gj-recovery .view=${view}></gj-recovery>`;
      case 'attention':
        return html`<gj-attention .view=${view}></gj-attention>`;
      default:
        return html`<gj-people .view=${view}></gj-people>`;
    }
  }
}

customElements.define('gj-office', GjOffice);
