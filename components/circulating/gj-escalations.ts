import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../src/app/route.ts';
import type { Escalation } from '../../src/engine/circulations-protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ViewController } from '../kit/view-controller.ts';
import { circulationTitle } from './circulation-title.ts';

const mostNames = 5;
const mostLines = 5;

/** What people of a unit have left unread for too long, on the home page of those who answer for them. */
export class GjEscalations extends GjElement {
  #view = new ViewController<Escalation[]>(this, (signal) =>
    this.app.ask('escalations', { on: this.app.today() }, signal),
  );

  protected override render(): TemplateResult | typeof nothing {
    const w = this.words;
    const lines = this.#view.answer ?? [];
    if (lines.length === 0) return nothing;
    return html`<section class="waiting-home">
      <h2>${w.escalationTitle} <span class="count">${lines.length}</span></h2>
      <ul class="shelf-list">
        ${lines.slice(0, mostLines).map(
          ({ circulation, editions, unitName, names, since }) =>
            html`<li class="shelf-row">
              <a href=${formatRoute({ page: 'circulation', circulation, part: 'reminders' })}
                >${circulationTitle(editions, w)}</a
              >
              <p class="quiet facts">
                <span
                  >${w.escalationLine(
                    unitName,
                    names.slice(0, mostNames).join(w.listComma),
                    names.length > mostNames ? names.length : 0,
                  )}</span
                >
                <span class="no-space">${w.escalationSince(since)}</span>
              </p>
            </li>`,
        )}
      </ul>
      ${
        lines.length > mostLines
          ? html`<p>
              <a href=${formatRoute({ page: 'circulations', part: 'list' })}>${w.backToCirculations}</a>
            </p>`
          : nothing
      }
    </section>`;
  }
}

customElements.define('gj-escalations', GjEscalations);
