import type { ViewUpdate } from '@codemirror/view';
import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { icons } from '../../style/icons.ts';
import type { AskElsewhere, GjDraftRenumber } from './gj-draft-renumber.ts';
import { actionNames, keyName, keyShortcut, paperActions, type ActionName } from './paper-actions.ts';
import { PaperElement } from './paper-element.ts';

/** A keyboard takes at least so many pixels of a phone's screen; less is only a bar of the browser. */
const leastKeyboard = 140;

/** What is there for those who may read a draft and not write in it. */
const readers: ReadonlySet<ActionName> = new Set(['comment', 'find']);

/**
 * What can be done with the text, each with its key. One stop of the Tab key; arrows go from one to the next. On a
 * phone it lies directly above the keyboard.
 */
export class GjDraftToolbar extends PaperElement {
  /** Who else cites the articles that a renumbering moves; absent where that cannot be asked. */
  @property({ attribute: false }) elsewhere: AskElsewhere | undefined;
  @query('gj-draft-renumber') private renumber!: GjDraftRenumber;
  /** Which one the Tab key stops at. */
  @state() private stop: ActionName = 'chapter';
  /** What numbers anew is fetched when it is asked for. */
  @state() private canRenumber = false;
  /** Pixels that the keyboard of a phone covers. */
  @state() private keyboard = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    visualViewport?.addEventListener('resize', this.#measure);
    visualViewport?.addEventListener('scroll', this.#measure);
    this.#measure();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    visualViewport?.removeEventListener('resize', this.#measure);
    visualViewport?.removeEventListener('scroll', this.#measure);
  }

  #measure = (): void => {
    const seen = visualViewport;
    // Who looks through a lens sees less as well, and has no keyboard.
    const isLens = seen !== null && Math.abs(seen.scale - 1) > 0.05;
    const covered = seen === null || isLens ? 0 : Math.round(innerHeight - seen.height - seen.offsetTop);
    this.keyboard = covered >= leastKeyboard ? covered : 0;
  };

  #listensTo: HTMLElement | undefined;

  #openRenumber = async (): Promise<void> => {
    await import('./gj-draft-renumber.ts');
    this.canRenumber = true;
    await this.updateComplete;
    await this.renumber.open();
  };

  protected override updated(): void {
    // The policy of the page forbids styles in what is drawn.
    this.querySelector<HTMLElement>('.draft-toolbar')?.style.setProperty('--keyboard', `${this.keyboard}px`);
    const dom = this.view?.dom;
    if (dom === this.#listensTo) return;
    this.#listensTo?.removeEventListener('draft-renumber', this.#openRenumber);
    dom?.addEventListener('draft-renumber', this.#openRenumber);
    this.#listensTo = dom;
  }

  protected override viewUpdated({ docChanged, selectionSet, focusChanged }: ViewUpdate): void {
    if (docChanged || selectionSet || focusChanged) this.requestUpdate();
  }

  #keys = (event: KeyboardEvent): void => {
    const at = actionNames.indexOf(this.stop);
    const to = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: actionNames.length - 1,
    }[event.key];
    if (event.key === 'Escape') this.view?.focus();
    if (to === undefined) return;
    event.preventDefault();
    this.stop = actionNames[(to + actionNames.length) % actionNames.length]!;
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>('.draft-toolbar [tabindex="0"]')?.focus(),
    );
  };

  #run(name: ActionName): void {
    this.stop = name;
    const { view } = this;
    if (view === undefined || (view.state.readOnly && !readers.has(name))) return;
    paperActions[name].run(this.words)(view);
  }

  #button(name: ActionName): TemplateResult {
    const { key, isOn, isIdle } = paperActions[name];
    const words = this.words.paperAction[name];
    const now = this.view?.state;
    const isOff = now === undefined || (now.readOnly && !readers.has(name)) || isIdle?.(now) === true;
    const icon = { undo: icons.undo, redo: icons.redo, find: icons.search, bold: nothing }[name as string];
    return html`<button
      class="button bare"
      type="button"
      data-action=${name}
      tabindex=${name === this.stop ? 0 : -1}
      title=${`${words.title}（${keyName(key)}）`}
      aria-label=${words.title}
      aria-keyshortcuts=${keyShortcut(key)}
      aria-pressed=${isOn === undefined || now === undefined ? nothing : String(isOn(now))}
      aria-disabled=${isOff ? 'true' : nothing}
      @mousedown=${(event: Event) => event.preventDefault()}
      @focus=${() => (this.stop = name)}
      @click=${() => this.#run(name)}
    >
      ${icon ?? nothing}<span class=${icon === undefined || icon === nothing ? 'label' : 'vh'}
        >${words.label}</span
      >
    </button>`;
  }

  protected override render(): TemplateResult {
    return html`<div
        class="draft-toolbar"
        role="toolbar"
        aria-label=${this.words.paperToolbar}
        ?data-keyboard=${this.keyboard > 0}
        @keydown=${this.#keys}
      >
        ${actionNames.map((name) => this.#button(name))}
      </div>
      ${
        this.canRenumber
          ? html`<gj-draft-renumber .view=${this.view} .elsewhere=${this.elsewhere}></gj-draft-renumber>`
          : nothing
      }`;
  }
}

customElements.define('gj-draft-toolbar', GjDraftToolbar);
