import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  addressOfPlace,
  citationOfPlace,
  labelOfPlace,
  paragraphsOf,
  quoteOfPlace,
  type Quotable,
} from '../../src/app/quote.ts';
import { EngineError } from '../../src/app/engine-link.ts';
import type { CitingPlace, Reading } from '../../src/engine/protocol.ts';
import type { ReadingUnit } from '../../src/rule/reading-blocks.ts';
import { placeBeside } from '../kit/beside.ts';
import { GjElement } from '../kit/gj-element.ts';
import { citingList } from './citing-list.ts';

/** What one can do at a place: copy it with its source, its address, and see who cites it. One for the whole page. */
export class GjPlaceMenu extends GjElement {
  @property({ attribute: false }) reading!: Reading;
  /** The reader is of the office, and may ask what a place means. */
  @property({ attribute: false }) mayAsk = false;
  @state() private unit: ReadingUnit | undefined;
  @state() private paragraph: number | undefined;
  @state() private said = '';
  @state() private citing: CitingPlace[] = [];

  #anchor: HTMLElement | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = 'auto';
    this.addEventListener('toggle', this.#toggled);
  }

  /** @param paragraph 款 that was pointed at, if any */
  async open(unit: ReadingUnit, anchor: HTMLElement, paragraph?: number): Promise<void> {
    this.unit = unit;
    this.paragraph = paragraph;
    this.said = '';
    this.citing = [];
    this.#anchor = anchor;
    await this.updateComplete;
    this.showPopover();
    placeBeside(this, anchor);
    this.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
    const { hash } = this.reading.edition;
    const which = { edition: hash, address: unit.address, on: this.reading.on };
    try {
      const citing = await this.app.ask('citedBy', which);
      if (this.unit !== unit) return;
      this.citing = citing;
      await this.updateComplete;
      placeBeside(this, anchor);
    } catch {
      // Without the list the menu still does the rest.
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('toggle', this.#toggled);
  }

  #toggled = (event: Event): void => {
    if ((event as ToggleEvent).newState === 'closed' && this.contains(document.activeElement))
      this.#anchor?.focus();
  };

  async #copy(text: string): Promise<void> {
    const w = this.words;
    try {
      await navigator.clipboard.writeText(text);
      this.said = w.copied;
    } catch {
      this.said = `${w.copyFailed} ${text}`;
    }
  }

  #isKept(unit: ReadingUnit): boolean {
    return this.reading.favouritePlaces.includes(unit.address);
  }

  async #keep(unit: ReadingUnit): Promise<void> {
    const { rule, edition } = this.reading;
    const favourite = !this.#isKept(unit);
    try {
      await this.app.ask('setFavouritePlace', {
        rule: rule.id,
        edition: edition.hash,
        address: unit.address,
        favourite,
      });
    } catch (error) {
      this.said = this.words.trouble[error instanceof EngineError ? error.code : 'unexpected'];
    }
  }

  /** Asks the page to open a question at the place. */
  #inquire({ address }: ReadingUnit): void {
    this.#anchor = undefined;
    this.hidePopover();
    this.dispatchEvent(new CustomEvent('gj-inquire', { detail: address, bubbles: true }));
  }

  #keys = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [...this.querySelectorAll<HTMLElement>('button, a')];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    if (at === -1) return;
    event.preventDefault();
    stops[(at + (event.key === 'ArrowDown' ? 1 : -1) + stops.length) % stops.length]!.focus();
  };

  protected override render(): TemplateResult {
    const { unit, words: w } = this;
    if (unit === undefined) return html``;
    const place: Quotable = { unit, ...(this.paragraph !== undefined && { paragraph: this.paragraph }) };
    const page = location.href.split('#')[0]!;
    return html`<div
      class="panel place-menu"
      role="dialog"
      aria-label=${w.place(labelOfPlace(place))}
      @keydown=${this.#keys}
    >
      ${this.#levels(unit)}
      <button class="button bare" @click=${() => this.#copy(quoteOfPlace(this.reading, place))}>
        ${w.copyText}
      </button>
      <button class="button bare" @click=${() => this.#copy(citationOfPlace(this.reading, place))}>
        ${w.copyCitation}
      </button>
      <button class="button bare" @click=${() => this.#copy(addressOfPlace(page, this.reading, place))}>
        ${w.copyAddress}
      </button>
      <button class="button bare" aria-pressed=${this.#isKept(unit)} @click=${() => void this.#keep(unit)}>
        ${this.#isKept(unit) ? w.favouritePlaceRemove : w.favouritePlace}
      </button>
      ${
        this.mayAsk
          ? html`<button class="button bare" @click=${() => this.#inquire(unit)}>${w.interpretAsk}</button>`
          : nothing
      }
      <p class="said" role="status">${this.said}</p>
      ${
        this.citing.length === 0
          ? nothing
          : html`<div class="citing">
              <p class="quiet">${w.citedBy(this.citing.length)}</p>
              ${citingList(this.citing, w, () => this.hidePopover())}
            </div>`
      }
    </div>`;
  }

  #levels(unit: ReadingUnit): unknown {
    const paragraphs = paragraphsOf(unit);
    if (paragraphs.length < 2 || unit.kind === 'annex') return nothing;
    const level = (value: number | undefined, name: string): TemplateResult =>
      html`<label
        ><input
          type="radio"
          name="level"
          .checked=${this.paragraph === value}
          @change=${() => {
            this.paragraph = value;
            this.said = '';
          }}
        />${name}</label
      >`;
    return html`<fieldset class="levels">
      <legend class="vh">${this.words.place(unit.label)}</legend>
      <div class="segments">
        ${level(undefined, this.words.wholeArticle)}
        ${paragraphs.map((p) => level(p.number, labelOfPlace({ unit, paragraph: p.number }).slice(unit.label.length)))}
      </div>
    </fieldset>`;
  }
}

customElements.define('gj-place-menu', GjPlaceMenu);
