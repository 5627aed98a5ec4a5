import type { Text } from '@codemirror/state';
import type { ViewUpdate } from '@codemirror/view';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { countCharacters } from '../../../src/app/count-characters.ts';
import { PaperElement } from './paper-element.ts';

/** Milliseconds without a stroke before it is counted again. */
const pause = 400;

/** How many characters the text has, and what is selected of it, as word processors count them. */
export class GjDraftCount extends PaperElement {
  @state() private all: number | undefined;
  @state() private selected = 0;
  #counted: Text | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override viewUpdated({ docChanged, selectionSet }: ViewUpdate): void {
    if (docChanged || selectionSet) this.#later();
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#count(), pause);
  }

  #count(): void {
    const { view } = this;
    if (view === undefined) return;
    if (view.compositionStarted) return this.#later();
    const { doc, selection } = view.state;
    if (doc !== this.#counted) this.all = countCharacters(doc.toString());
    this.#counted = doc;
    const { from, to } = selection.main;
    this.selected = from === to ? 0 : countCharacters(doc.sliceString(from, to));
  }

  protected override willUpdate(): void {
    if (this.view !== undefined && this.all === undefined) this.#count();
  }

  protected override render(): TemplateResult {
    const w = this.words;
    return html`<span class="draft-count quiet" title=${w.paperCountHelp}
      >${this.all === undefined ? nothing : w.paperCount(this.all)}${
        this.selected > 0 ? w.paperCountSelected(this.selected) : nothing
      }</span
    >`;
  }
}

customElements.define('gj-draft-count', GjDraftCount);
