import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { PropertyValues, TemplateResult } from 'lit';
import { html } from 'lit';
import { property } from 'lit/decorators.js';
import type { DraftPort, Present } from '../../../src/app/draft-port.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { DraftView } from './draft-view.ts';
import { follow } from './follow.ts';

/**
 * The text of a draft, to be written in together with others. Says with events: `draft-selection` where one is,
 * `draft-state` whether what one typed is on disk, `draft-present` who else is here and whom the page follows.
 */
export class GjDraftEditor extends GjElement {
  @property({ attribute: false }) port: DraftPort | undefined;
  /** The name of the draft, under which what could not be written is found again. */
  @property() draft: string | undefined;
  /** How it looks and what the keys do. */
  @property({ attribute: false }) extensions: readonly Extension[] = [];
  @property({ type: Boolean }) readonly = false;

  #editing: DraftView | undefined;
  #present: { others: readonly Present[]; followed: string | undefined } = {
    others: [],
    followed: undefined,
  };

  /** The editor itself, for commands; there as long as the element stands in the page. */
  get view(): EditorView | undefined {
    return this.#editing?.view;
  }

  get text(): string {
    return this.#editing?.view.state.doc.toString() ?? '';
  }

  /** Selects from one place to another, in UTF-16 units, and brings that into view. */
  select(from: number, to: number): void {
    const view = this.view;
    if (view === undefined) return;
    const within = (at: number): number => Math.min(Math.max(0, at), view.state.doc.length);
    const selection = { anchor: within(from), head: within(to) };
    view.dispatch({ selection, effects: EditorView.scrollIntoView(selection.head, { y: 'center' }) });
    view.focus();
  }

  /** Lets the page go with the caret of a device, until one types or scrolls. */
  follow(device: string | undefined): void {
    this.view?.dispatch({ effects: follow.of(device) });
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.#editing === undefined) {
      this.#make();
      return;
    }
    if (changed.has('extensions')) this.#editing.extensions = [...this.extensions, this.#ownExtensions()];
    if (changed.has('readonly')) this.#editing.isReadOnly = this.readonly;
    if (changed.has('port')) this.#editing.open(this.port, this.draft);
  }

  #make(): void {
    const draft = new DraftView({
      parent: this.querySelector<HTMLElement>('.draft-text')!,
      onState: (state) => this.#say('draft-state', state),
      onOthers: (others) => this.#sayPresent({ others }),
      onFollow: (followed) => this.#sayPresent({ followed }),
    });
    this.#editing = draft;
    draft.extensions = [...this.extensions, this.#ownExtensions()];
    draft.isReadOnly = this.readonly;
    draft.open(this.port, this.draft);
  }

  #ownExtensions(): Extension {
    return [
      EditorView.contentAttributes.of({ 'aria-label': this.words.draftTextLabel }),
      EditorView.updateListener.of(({ selectionSet, docChanged, state }) => {
        if (!selectionSet && !docChanged) return;
        const { from, to } = state.selection.main;
        this.#say('draft-selection', { from, to });
      }),
    ];
  }

  #sayPresent(news: { others: readonly Present[] } | { followed: string | undefined }): void {
    this.#present = { ...this.#present, ...news };
    this.#say('draft-present', this.#present);
  }

  #say(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Put back into the page, it begins anew.
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#editing?.destroy();
    this.#editing = undefined;
  }

  protected override render(): TemplateResult {
    return html`<div class="draft-text"></div>`;
  }
}

customElements.define('gj-draft-editor', GjDraftEditor);
