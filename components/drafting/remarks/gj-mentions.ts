import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../../src/app/route.ts';
import type { MentionLine } from '../../../src/engine/remarks-protocol.ts';
import { ago } from '../../kit/ago.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { ViewController } from '../../kit/view-controller.ts';
import { shortened } from './remark-form.ts';

/** Where somebody asked the user of this device by name, and waits. Draws nothing when nobody does. */
export class GjMentions extends GjElement {
  #view = new ViewController<MentionLine[]>(this, (signal) => this.app.ask('mentions', undefined, signal));

  protected override render(): TemplateResult | typeof nothing {
    const w = this.words;
    const lines = this.#view.answer ?? [];
    if (lines.length === 0) return nothing;
    return html`<section class="mentions" aria-label=${w.mentions}>
      <h2>${w.mentions} <span class="quiet">${lines.length}</span></h2>
      <ul>
        ${lines.map(
          ({ draft, title, byName, at, text }) =>
            html`<li>
              <a href=${formatRoute({ page: 'draft', draft, part: 'remarks' })}>${title}</a>
              <p class="said">${shortened(text)}</p>
              <p class="quiet small">${byName} ${ago(at, w)}</p>
            </li>`,
        )}
      </ul>
    </section>`;
  }
}

customElements.define('gj-mentions', GjMentions);
