import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { DraftLine } from '../../src/engine/drafts-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import { icons } from '../style/icons.ts';

/** Begins a revision of an edition, and leads to those of its rule that others have begun. */
export class GjRevise extends GjElement {
  @property() rule = '';
  /** Hash of the edition. */
  @property() edition = '';

  #doing = new DoingController(this);
  #drafts = new ViewController<DraftLine[]>(this, (signal) => this.app.ask('drafts', undefined, signal));

  #start = (): void => {
    void this.#doing.run('start', async () => {
      const { draft } = await this.app.ask('startDraft', {
        from: 'edition',
        rule: this.rule,
        edition: this.edition,
      });
      location.hash = formatRoute({ page: 'draft', draft, part: 'write' });
    });
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const others = (this.#drafts.answer ?? []).filter(({ rule }) => rule?.id === this.rule);
    return html`<details class="act">
      <summary>${w.draftRevise}</summary>
      ${
        others.length === 0
          ? nothing
          : html`<p>${w.draftOpenOthers(others.length)}</p>
              <ul>
                ${others.map(
                  ({ draft, title, byName, on }) =>
                    html`<li>
                      <a href=${formatRoute({ page: 'draft', draft, part: 'write' })}>${title}</a>
                      <span class="quiet">${w.draftBy(byName, on)}</span>
                    </li>`,
                )}
              </ul>`
      }
      <p class="quiet">${w.draftsHelp}</p>
      <button class="button" ?disabled=${this.#doing.busy} @click=${this.#start}>
        ${icons.drafts}<span>${w.draftStartGo}</span>
      </button>
      ${this.#doing.problem === undefined ? nothing : trouble(this.#doing.problem.code, w)}
    </details>`;
  }
}

customElements.define('gj-revise', GjRevise);
