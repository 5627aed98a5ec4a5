import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { GjElement } from '../kit/gj-element.ts';
import { icons } from '../style/icons.ts';
import { textMatches } from './text-matches.ts';

/** Finds words within the text being read and marks them without touching the page's nodes (CSS Custom Highlight). */
export class GjFindWithin extends GjElement {
  /** The element whose text is searched. */
  @property({ attribute: false }) within: Element | undefined;
  @state() private found: Range[] = [];
  @state() private at = 0;
  @state() private wanted = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#mark([], undefined);
  }

  #mark(all: Range[], current: Range | undefined): void {
    if (!('highlights' in CSS)) return;
    CSS.highlights.set('found', new Highlight(...all));
    CSS.highlights.set('found-here', current === undefined ? new Highlight() : new Highlight(current));
  }

  #search = (event: Event): void => {
    if ((event as InputEvent).isComposing) return;
    this.wanted = (event.target as HTMLInputElement).value;
    this.found = this.within === undefined ? [] : textMatches(this.within, this.wanted);
    this.#go(0);
  };

  #go(at: number): void {
    const n = this.found.length;
    this.at = n === 0 ? 0 : (at + n) % n;
    const here = this.found[this.at];
    this.#mark(this.found, here);
    here?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
  }

  #key = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      this.#go(this.at + (event.shiftKey ? -1 : 1));
    }
    if (event.key === 'Escape') {
      (event.target as HTMLInputElement).value = '';
      this.wanted = '';
      this.found = [];
      this.#go(0);
    }
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const none = this.found.length === 0;
    return html`<div class="find-within" role="search" aria-label=${w.findWithin}>
      <input
        class="field"
        type="search"
        autocomplete="off"
        maxlength="100"
        aria-label=${w.findWithin}
        placeholder=${w.findWithin}
        @input=${this.#search}
        @compositionend=${this.#search}
        @keydown=${this.#key}
      />
      <span class="quiet" role="status"
        >${this.wanted === '' ? nothing : w.findWithinCount(this.at + 1, this.found.length)}</span
      >
      <button
        class="button bare"
        aria-label=${w.previous}
        ?disabled=${none}
        @click=${() => this.#go(this.at - 1)}
      >
        ${icons.up}
      </button>
      <button
        class="button bare"
        aria-label=${w.next}
        ?disabled=${none}
        @click=${() => this.#go(this.at + 1)}
      >
        ${icons.down}
      </button>
    </div>`;
  }
}

customElements.define('gj-find-within', GjFindWithin);
