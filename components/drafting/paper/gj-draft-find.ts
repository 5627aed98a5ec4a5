import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  replaceAll,
  replaceNext,
  SearchQuery,
  setSearchQuery,
} from '@codemirror/search';
import type { EditorView, ViewUpdate } from '@codemirror/view';
import { html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { icons } from '../../style/icons.ts';
import { PaperElement } from './paper-element.ts';

/** More matches than this are not counted. */
const mostCounted = 2000;

/** Find and replace in the draft: the panel above the text. */
export class GjDraftFind extends PaperElement {
  @state() private counted: { all: number; here: number } = { all: 0, here: 0 };
  /** What was replaced last, until something else is looked for. */
  @state() private replaced: number | undefined;
  @query('[name=find]') private field!: HTMLInputElement;
  @query('[name=replace]') private replacement!: HTMLInputElement;
  #isCounting = false;

  /** Takes the keys, in the field to find or in the one to replace with. */
  async take(field: 'find' | 'replace' = 'find'): Promise<void> {
    await this.updateComplete;
    const input = field === 'find' ? this.field : this.replacement;
    input.focus();
    input.select();
    this.#count();
  }

  protected override viewUpdated(update: ViewUpdate): void {
    const isAsked = update.transactions.some((one) =>
      one.effects.some((effect) => effect.is(setSearchQuery)),
    );
    if (isAsked) this.requestUpdate();
    if (isAsked || update.docChanged || update.selectionSet) this.#count();
  }

  /** Counts with the next frame, however often it is asked. */
  #count(): void {
    if (this.#isCounting) return;
    this.#isCounting = true;
    requestAnimationFrame(() => {
      this.#isCounting = false;
      const { view } = this;
      if (view === undefined) return;
      const { from, to } = view.state.selection.main;
      let all = 0;
      let here = 0;
      const asked = getSearchQuery(view.state);
      if (asked.valid) {
        const cursor = asked.getCursor(view.state);
        for (let next = cursor.next(); !next.done && all < mostCounted; next = cursor.next()) {
          all += 1;
          if (next.value.from === from && next.value.to === to) here = all;
        }
      }
      this.counted = { all, here };
    });
  }

  #ask = (): void => {
    const { view } = this;
    if (view === undefined) return;
    this.replaced = undefined;
    const old = getSearchQuery(view.state);
    const asked = new SearchQuery({
      search: this.field.value,
      replace: this.replacement.value,
      caseSensitive: this.querySelector<HTMLInputElement>('[name=case]')!.checked,
      literal: true,
    });
    if (!asked.eq(old)) view.dispatch({ effects: setSearchQuery.of(asked) });
  };

  #run(command: (view: EditorView) => boolean): void {
    this.#ask();
    if (this.view !== undefined) command(this.view);
  }

  #replaceAll = (): void => {
    this.#ask();
    const before = this.counted.all;
    if (this.view !== undefined && replaceAll(this.view)) this.replaced = before;
  };

  #keys = (event: KeyboardEvent): void => {
    // Enter may be for the input method.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      this.#close();
    } else if (event.key === 'Enter' && event.target === this.field) {
      event.preventDefault();
      this.#run(event.shiftKey ? findPrevious : findNext);
    } else if (event.key === 'Enter' && event.target === this.replacement) {
      event.preventDefault();
      this.#run(replaceNext);
    }
  };

  #close = (): void => {
    const { view } = this;
    if (view === undefined) return;
    closeSearchPanel(view);
    view.focus();
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const asked = this.view && getSearchQuery(this.view.state);
    const { all, here } = this.counted;
    const isReadOnly = this.view?.state.readOnly ?? true;
    return html`<form
      class="draft-find"
      role="search"
      aria-label=${w.paperFind}
      @submit=${(event: Event) => event.preventDefault()}
      @keydown=${this.#keys}
    >
      <div>
        <input
          class="field"
          name="find"
          main-field="true"
          autocomplete="off"
          aria-label=${w.paperFind}
          placeholder=${w.paperFind}
          .value=${asked?.search ?? ''}
          @input=${this.#ask}
        />
        <button
          class="button bare"
          type="button"
          title=${w.paperPrevious}
          aria-label=${w.paperPrevious}
          @click=${() => this.#run(findPrevious)}
        >
          ${icons.up}
        </button>
        <button
          class="button bare"
          type="button"
          title=${w.paperNext}
          aria-label=${w.paperNext}
          @click=${() => this.#run(findNext)}
        >
          ${icons.down}
        </button>
        <span class="draft-found" role="status"
          >${
            this.replaced !== undefined
              ? w.paperReplaced(this.replaced)
              : asked === undefined || !asked.valid
                ? nothing
                : w.paperFound(here, all, all >= mostCounted)
          }</span
        >
        <label class="check"
          ><input
            type="checkbox"
            name="case"
            .checked=${asked?.caseSensitive ?? false}
            @change=${this.#ask}
          /><span>${w.paperCase}</span></label
        >
        <button
          class="button bare"
          type="button"
          title=${w.close}
          aria-label=${w.close}
          @click=${this.#close}
        >
          ${icons.close}
        </button>
      </div>
      <div ?hidden=${isReadOnly}>
        <input
          class="field"
          name="replace"
          autocomplete="off"
          aria-label=${w.paperReplaceWith}
          placeholder=${w.paperReplaceWith}
          .value=${asked?.replace ?? ''}
          @input=${this.#ask}
        />
        <button class="button" type="button" @click=${() => this.#run(replaceNext)}>${w.paperReplace}</button>
        <button class="button" type="button" @click=${this.#replaceAll}>${w.paperReplaceAll}</button>
      </div>
    </form>`;
  }
}

customElements.define('gj-draft-find', GjDraftFind);
