import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { GjElement } from '../kit/gj-element.ts';
import { ViewController } from '../kit/view-controller.ts';
import { icons } from '../style/icons.ts';

/** The way to all circulations, for those who answer for them: for everybody else it would be one way too many. */
export class GjCirculationsWay extends GjElement {
  @property({ attribute: false }) current = false;

  #view = new ViewController<boolean>(this, (signal) => this.app.ask('oversees', undefined, signal));

  protected override render(): TemplateResult | typeof nothing {
    if (this.#view.answer !== true) return nothing;
    return html`<a href="#/circulations" aria-current=${this.current ? 'page' : nothing}
      >${icons.circulations}<span>${this.words.navCirculations}</span></a
    >`;
  }
}

customElements.define('gj-circulations-way', GjCirculationsWay);
