import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { GjElement } from '../kit/gj-element.ts';
import { ViewController } from '../kit/view-controller.ts';
import { icons } from '../style/icons.ts';

/** The way to drafts, for those who may see some. */
export class GjDraftsWay extends GjElement {
  @property({ attribute: false }) current = false;

  #view = new ViewController<boolean>(this, (signal) => this.app.ask('seesDrafts', undefined, signal));

  protected override render(): TemplateResult | typeof nothing {
    if (this.#view.answer !== true) return nothing;
    return html`<a href="#/drafts" aria-current=${this.current ? 'page' : nothing}
      >${icons.drafts}<span>${this.words.navDrafts}</span></a
    >`;
  }
}

customElements.define('gj-drafts-way', GjDraftsWay);
