import type { ChangeSet, Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { PropertyValues, TemplateResult } from 'lit';
import { html } from 'lit';
import { property } from 'lit/decorators.js';
import type { DraftPort, Heads, Present, Splice } from '../../../src/app/draft-port.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { DraftView } from './draft-view.ts';
import { follow } from './follow.ts';
import { changesOf } from './splices.ts';

/** What is selected in a draft, in places of the text at `heads`. */
export interface DraftSelection {
  from: number;
  to: number;
  heads: Heads;
  text: string;
}

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

  /** State of the draft that the editor shows; undefined while it shows more, since something is on its way. */
  get shownHeads(): Heads | undefined {
    const exchange = this.#editing?.exchange;
    return exchange?.unanswered.empty === true ? exchange.heads : undefined;
  }

  /** What is selected, in places of the text at `heads`, which the engine knows; undefined while nothing is open. */
  get selection(): DraftSelection | undefined {
    const exchange = this.#editing?.exchange;
    const view = this.view;
    if (exchange === undefined || view === undefined) return undefined;
    const { from, to } = view.state.selection.main;
    const back = exchange.unanswered.invertedDesc;
    const text = view.state.sliceDoc(from, to);
    return { from: back.mapPos(from), to: back.mapPos(to), heads: exchange.heads, text };
  }

  /** Selects places of the text at `heads` where they stand now, and brings them into view. */
  async reveal(from: number, to: number, heads: Heads): Promise<void> {
    const exchange = this.#editing?.exchange;
    if (exchange === undefined) return;
    const since = await this.#sinceThen(heads);
    const place = (at: number): number => exchange.unanswered.mapPos(since?.mapPos(at) ?? at);
    this.select(place(from), place(to));
  }

  /**
   * Does to the text what somebody asks for who saw it at `heads`, as one step that can be undone.
   *
   * @throws {RangeError} for a place outside of that text
   */
  async apply(splices: readonly Splice[], heads: Heads): Promise<void> {
    const exchange = this.#editing?.exchange;
    const view = this.view;
    if (exchange === undefined || view === undefined) return;
    const since = await this.#sinceThen(heads);
    const { unanswered } = exchange;
    const changes = changesOf(splices, since?.length ?? unanswered.length);
    const now = since === undefined ? changes : changes.map(since);
    view.dispatch({ changes: now.map(unanswered), userEvent: 'input.asked', scrollIntoView: true });
  }

  /** What leads from the text at `heads` to that at the heads which the editor has; undefined for the same. */
  async #sinceThen(heads: Heads): Promise<ChangeSet | undefined> {
    const exchange = this.#editing?.exchange;
    if (exchange === undefined || this.port === undefined) return undefined;
    const until = exchange.heads;
    if (heads.join() === until.join()) return undefined;
    const { splices } = await this.port.since({ heads, until });
    const grown = splices.reduce((sum, { remove, insert }) => sum + insert.length - remove, 0);
    return changesOf(splices, exchange.unanswered.length - grown);
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
