import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { Reading } from '../../src/engine/protocol.ts';
import { GjElement } from '../kit/gj-element.ts';

/** From an edition that no longer holds to the one in force, and there to the same article under its new number. */
export class GjElsewhere extends GjElement {
  @property({ attribute: false }) reading!: Reading;
  /** Place that was gone to, if any. */
  @property({ attribute: false }) address: string | undefined;
  @state() private followed: { address?: string; label?: string } | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('reading') && !changed.has('address')) return;
    this.followed = undefined;
    const { address } = this;
    const to = this.#current;
    if (address === undefined || to === undefined) return;
    const { rule, edition, on } = this.reading;
    void this.#follow({ rule: rule.id, from: edition.hash, to, address }, on);
  }

  get #current(): string | undefined {
    const current = this.reading.timeline.find((stop) => stop.validity === 'inForce')?.edition;
    return current === this.reading.edition.hash ? undefined : current;
  }

  async #follow(
    what: { rule: string; from: string; to: string; address: string },
    on: string,
  ): Promise<void> {
    try {
      const { address } = await this.app.ask('follow', what);
      if (what.address !== this.address) return;
      if (address === undefined) this.followed = {};
      else {
        const { label } = await this.app.ask('preview', { rule: what.rule, edition: what.to, address, on });
        if (what.address === this.address) this.followed = { address, label };
      }
    } catch {
      // The link to the whole text stands as it is.
    }
  }

  protected override render(): TemplateResult {
    const w = this.words;
    if (this.#current === undefined) return html``;
    const { followed } = this;
    const href = formatRoute({
      page: 'rule',
      rule: this.reading.rule.id,
      ...(followed?.address !== undefined && { address: followed.address }),
    });
    return html`<a href=${href}>${w.goToCurrent}</a> ${
        followed === undefined
          ? ''
          : html`<span class="followed"
              >${followed.label === undefined ? w.followedGone : w.followedTo(followed.label)}</span
            >`
      }`;
  }
}

customElements.define('gj-elsewhere', GjElsewhere);
