import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { GjElement } from '../kit/gj-element.ts';
import { icons } from '../style/icons.ts';

/**
 * The search field of the header.
 *
 * @fires gj-query - `{query: string}` at every change of the text, but not while an input method composes
 */
export class GjSearchField extends GjElement {
  /** The query that the address names. */
  @property() query = '';
  /** Is the find page shown? Elsewhere the field is empty. */
  @property({ type: Boolean }) keep = false;
  @query('input') private input!: HTMLInputElement;

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('query') && !changed.has('keep')) return;
    // Never rewrite the field under the fingers: only when the address says something else.
    if (this.input.value.trim() !== this.query.trim()) this.input.value = this.query;
  }

  #say = (): void => {
    this.dispatchEvent(
      new CustomEvent('gj-query', { detail: { query: this.input.value.trim() }, bubbles: true }),
    );
  };

  #onInput = (event: Event): void => {
    if ((event as InputEvent).isComposing) return;
    this.#say();
  };

  #onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const page = document.querySelector('gj-find');
    if (event.key === 'Escape' && this.input.value !== '') {
      event.preventDefault();
      this.input.value = '';
      this.#say();
    }
    if ((event.key === 'ArrowDown' || event.key === 'Enter') && page !== null) {
      event.preventDefault();
      page.enter(event.key === 'Enter');
    }
  };

  protected override render(): TemplateResult {
    const w = this.words;
    return html`<form class="search" role="search" @submit=${(event: Event) => event.preventDefault()}>
      <span class="glass">${icons.search}</span>
      <input
        type="search"
        enterkeyhint="search"
        autocomplete="off"
        spellcheck="false"
        maxlength="500"
        aria-label=${w.searchLabel}
        aria-keyshortcuts="/"
        placeholder=${w.searchHint}
        @input=${this.#onInput}
        @compositionend=${this.#say}
        @keydown=${this.#onKey}
      />
      <kbd aria-hidden="true">${w.searchKey}</kbd>
    </form>`;
  }
}

customElements.define('gj-search-field', GjSearchField);

declare global {
  interface HTMLElementTagNameMap {
    'gj-search-field': GjSearchField;
  }
}
