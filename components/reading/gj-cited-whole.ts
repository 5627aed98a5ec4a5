import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { CitingPlace, Reading } from '../../src/engine/protocol.ts';
import { GjElement } from '../kit/gj-element.ts';
import { citingList } from './citing-list.ts';

/** How many places cite the text as a whole, and which: asked for only when somebody opens the list. */
export class GjCitedWhole extends GjElement {
  @property({ attribute: false }) reading!: Reading;
  @property({ type: Number }) count = 0;
  @state() private citing: CitingPlace[] = [];
  @state() private open = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('reading') || isSame(changed.get('reading'), this.reading)) return;
    this.citing = [];
    this.open = false;
  }

  #toggled = (event: Event): void => {
    this.open = (event.target as HTMLDetailsElement).open;
    const { reading } = this;
    if (!this.open || this.citing.length > 0) return;
    const which = { edition: reading.edition.hash, address: '', on: reading.on };
    this.app
      .ask('citedBy', which)
      .then((citing) => {
        if (isSame(this.reading, reading)) this.citing = citing;
      })
      .catch(() => undefined);
  };

  protected override render(): TemplateResult | typeof nothing {
    if (this.count === 0) return nothing;
    return html`<details class="cited-whole" .open=${this.open} @toggle=${this.#toggled}>
      <summary class="quiet">${this.words.textCited(this.count)}</summary>
      ${citingList(this.citing, this.words)}
    </details>`;
  }
}

/** The page is drawn anew at every change of the base; a list that somebody has opened stays open. */
function isSame(before: Reading | undefined, now: Reading): boolean {
  return before?.edition.hash === now.edition.hash && before.on === now.on;
}

customElements.define('gj-cited-whole', GjCitedWhole);
