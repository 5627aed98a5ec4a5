import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { SinceLook } from '../../../src/engine/draft-history-protocol.ts';
import { ago } from '../../kit/ago.ts';
import { DoingController } from '../../kit/doing-controller.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { DraftController } from './draft-controller.ts';
import { showPlace } from './draft-selection.ts';

/** What others changed in a draft since one looked last. Draws nothing when there is nothing. */
export class GjSinceLook extends GjElement {
  @property() draft = '';

  #view = new DraftController<SinceLook>(this, (signal) =>
    this.app.ask('sinceLook', { draft: this.draft }, signal),
  );
  #doing = new DoingController(this);

  protected override render(): TemplateResult | typeof nothing {
    const w = this.words;
    const { answer: view } = this.#view;
    if (view === undefined || view.places.length === 0) return nothing;
    const { places, heads, lookedAt } = view;
    return html`<section class="since-look" aria-label=${w.sinceLook}>
      <h3>
        ${w.sinceLook}${lookedAt === undefined ? nothing : html` <span class="quiet small">${ago(lookedAt, w)}</span>`}
      </h3>
      <ul>
        ${places.map(
          ({ label, names, from, to }) =>
            html`<li>
              <button type="button" class="button bare" @click=${() => showPlace(this, { from, to, heads })}>
                ${label || w.remarkBeforeFirst}
              </button>
              <span class="quiet">${names.map((name) => name || w.remarkUnknown).join(w.listComma)}</span>
            </li>`,
        )}
      </ul>
      <p class="actions">
        <button
          type="button"
          class="button"
          ?disabled=${this.#doing.busy}
          @click=${() => this.#dismiss(heads)}
        >
          ${w.sinceLookDone}
        </button>
      </p>
    </section>`;
  }

  #dismiss(heads: string[]): void {
    void this.#doing.run('looked', async () => {
      await this.app.ask('markLooked', { draft: this.draft, heads });
      this.#view.again();
    });
  }
}

customElements.define('gj-since-look', GjSinceLook);
