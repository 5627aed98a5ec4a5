import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { OutlineEntry } from '../../src/engine/protocol.ts';
import { GjElement } from '../kit/gj-element.ts';

/**
 * Table of contents; the part being read is marked.
 *
 * @fires gj-turn - `{address: string}` when a heading is chosen
 */
export class GjOutline extends GjElement {
  @property({ attribute: false }) entries: OutlineEntry[] = [];
  /** Index of the heading being read, -1 before the first. */
  @property({ type: Number }) current = -1;

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('current')) return;
    const here = this.querySelector<HTMLElement>('[aria-current]');
    const box = this.querySelector<HTMLElement>('ol');
    if (here === null || box === null) return;
    const { top, bottom } = here.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    // Scrolls the list and never the page.
    if (top < frame.top || bottom > frame.bottom) box.scrollTop += top - frame.top - frame.height / 3;
  }

  #turn(event: Event, address: string): void {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent('gj-turn', { detail: { address }, bubbles: true }));
  }

  protected override render(): TemplateResult {
    return html`<ol>
      ${this.entries.map(
        (entry, index) =>
          html`<li data-depth=${Math.min(4, entry.depth)}>
            <a
              href=${`#${entry.address}`}
              aria-current=${index === this.current ? 'true' : nothing}
              @click=${(event: Event) => this.#turn(event, entry.address)}
              >${entry.label}${entry.label !== '' && entry.title !== '' ? ' ' : nothing}${entry.title}</a
            >
          </li>`,
      )}
    </ol>`;
  }
}

customElements.define('gj-outline', GjOutline);
