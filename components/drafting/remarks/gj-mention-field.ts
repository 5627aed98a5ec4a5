import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { GjElement } from '../../kit/gj-element.ts';

/** Names that are proposed at a time. */
const mostNames = 8;
let count = 0;

/** A field for words in which an @ proposes names. It is part of its form under `name`. */
export class GjMentionField extends GjElement {
  @property() name = 'text';
  @property() label = '';
  @property({ attribute: false }) people: readonly string[] = [];
  /** What stands in it at first. */
  @property() value = '';
  @property({ type: Boolean }) required = false;
  @state() private found: string[] = [];
  @state() private active = 0;

  #id = `mention-${(count += 1)}`;

  get #area(): HTMLTextAreaElement {
    return this.querySelector('textarea')!;
  }

  override focus(): void {
    this.#area.focus();
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const isOpen = this.found.length > 0;
    return html`<label class="field-label">
        <span>${this.label}</span>
        <textarea
          class="field"
          name=${this.name}
          rows="2"
          maxlength="4000"
          ?required=${this.required}
          .value=${this.value}
          autocomplete="off"
          aria-autocomplete="list"
          aria-controls=${isOpen ? this.#id : nothing}
          aria-activedescendant=${isOpen ? `${this.#id}-${this.active}` : nothing}
          @input=${this.#look}
          @click=${this.#look}
          @keydown=${this.#key}
          @blur=${() => (this.found = [])}
        ></textarea>
      </label>
      <ul class="mention-names" id=${this.#id} role="listbox" aria-label=${w.mentionNames} ?hidden=${!isOpen}>
        ${this.found.map(
          (name, index) =>
            html`<li
              id="${this.#id}-${index}"
              role="option"
              aria-selected=${index === this.active}
              @pointerdown=${(event: Event) => {
                // The field keeps the focus.
                event.preventDefault();
                this.#take(name);
              }}
            >
              ${name}
            </li>`,
        )}
      </ul>`;
  }

  /** What stands between the last @ and the caret. */
  #begun(): string | undefined {
    const { value, selectionStart } = this.#area;
    return /@([^\s@，。；、]{0,20})$/u.exec(value.slice(0, selectionStart))?.[1];
  }

  #look = (event: Event): void => {
    if ((event as InputEvent).isComposing) return;
    const begun = this.#begun();
    const names = begun === undefined ? [] : this.people.filter((name) => name.includes(begun));
    // A name that stands there whole needs no proposal.
    this.found = names.length === 1 && names[0] === begun ? [] : names.slice(0, mostNames);
    this.active = 0;
  };

  #key = (event: KeyboardEvent): void => {
    const { length } = this.found;
    if (length === 0 || event.isComposing) return;
    if (event.key === 'ArrowDown') this.active = (this.active + 1) % length;
    else if (event.key === 'ArrowUp') this.active = (this.active + length - 1) % length;
    else if (event.key === 'Enter' || event.key === 'Tab') this.#take(this.found[this.active]!);
    else if (event.key === 'Escape') this.found = [];
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #take(name: string): void {
    const area = this.#area;
    const end = area.selectionStart;
    area.setRangeText(`${name} `, end - (this.#begun() ?? '').length, end, 'end');
    this.found = [];
  }
}

customElements.define('gj-mention-field', GjMentionField);
