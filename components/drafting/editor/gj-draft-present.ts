import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Present } from '../../../src/app/draft-port.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { toneOf } from './others-carets.ts';

/** Who else is in the draft; pressed, a name is followed or let go. Says so with `draft-follow`. */
export class GjDraftPresent extends GjElement {
  @property({ attribute: false }) others: readonly Present[] = [];
  /** The device that the page goes with. */
  @property({ attribute: false }) followed: string | undefined;

  #press(device: string): void {
    const detail = { device: this.followed === device ? undefined : device };
    this.dispatchEvent(new CustomEvent('draft-follow', { detail, bubbles: true }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    if (this.others.length === 0) return html`<p class="draft-present quiet">${w.draftNobodyElse}</p>`;
    return html`<ul class="draft-present" aria-label=${w.draftOthersHere}>
      ${this.others.map(
        ({ device, name, to }) =>
          html`<li class=${toneOf(device)}>
            ${
              to === undefined
                ? html`<span>${name}</span>`
                : html`<button
                    type="button"
                    aria-pressed=${this.followed === device}
                    title=${w.draftFollow(name)}
                    @click=${() => this.#press(device)}
                  >
                    ${name}
                  </button>`
            }
          </li>`,
      )}
    </ul>`;
  }
}

customElements.define('gj-draft-present', GjDraftPresent);
