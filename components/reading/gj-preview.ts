import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Preview, Reading } from '../../src/engine/protocol.ts';
import { placeBeside } from '../kit/beside.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ruleTitle } from '../library/rule-title.ts';
import { standingInList } from '../library/standing.ts';

const hoverDelay = 220;
const leaveDelay = 250;

/**
 * What a citation leads to, shown on hover and on focus. Stays while the pointer is on it, goes with
 * Escape (WCAG 1.4.13).
 */
export class GjPreview extends GjElement {
  @property({ attribute: false }) reading!: Reading;
  @state() private shown: Preview | 'outside' | undefined;

  #anchor: Element | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: AbortController | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = 'manual';
    const page = this.parentElement!;
    page.addEventListener('pointerover', this.#over);
    page.addEventListener('pointerout', this.#out);
    page.addEventListener('focusin', this.#focus);
    page.addEventListener('focusout', this.#blur);
    addEventListener('keydown', this.#key);
    addEventListener('scroll', this.#hide, { passive: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.#key);
    removeEventListener('scroll', this.#hide);
    this.#hide();
  }

  #citationAt(event: Event): Element | null {
    return (event.target as Element).closest('[data-citation]');
  }

  #over = (event: PointerEvent): void => {
    if (event.pointerType !== 'mouse') return;
    const anchor = this.#citationAt(event);
    if (anchor === null && !this.contains(event.target as Node)) return;
    clearTimeout(this.#timer);
    if (anchor !== null && anchor !== this.#anchor) {
      this.#timer = setTimeout(() => void this.#show(anchor), hoverDelay);
    }
  };

  #out = (event: PointerEvent): void => {
    if (this.#anchor === undefined) clearTimeout(this.#timer);
    else if (!this.contains(event.relatedTarget as Node | null)) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#hide, leaveDelay);
    }
  };

  #focus = (event: FocusEvent): void => {
    const anchor = this.#citationAt(event);
    if (anchor !== null && anchor.matches(':focus-visible')) void this.#show(anchor);
  };

  #blur = (event: FocusEvent): void => {
    if (!this.contains(event.relatedTarget as Node | null)) this.#hide();
  };

  #key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#hide();
  };

  #hide = (): void => {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    this.#anchor?.removeAttribute('aria-describedby');
    this.#anchor = undefined;
    if (this.isConnected && this.matches(':popover-open')) this.hidePopover();
  };

  async #show(anchor: Element): Promise<void> {
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    this.#anchor?.removeAttribute('aria-describedby');
    this.#anchor = anchor;
    const target = this.reading.citations[Number((anchor as HTMLElement).dataset['citation'])];
    if (target?.rule === undefined) {
      this.shown = 'outside';
    } else {
      const { rule, edition, address } = target;
      const which = { rule, on: this.reading.on, ...(edition && { edition }), ...(address && { address }) };
      try {
        this.shown = await this.app.ask('preview', which, asked.signal);
      } catch {
        return;
      }
    }
    if (this.#anchor !== anchor || !this.isConnected) return;
    await this.updateComplete;
    anchor.setAttribute('aria-describedby', 'preview');
    if (!this.matches(':popover-open')) this.showPopover();
    placeBeside(this, anchor);
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { shown } = this;
    if (shown === undefined) return html``;
    if (shown === 'outside') {
      const named = (this.#anchor?.firstChild?.textContent ?? '').trim();
      return html`<div role="tooltip" id="preview" class="panel preview">
        <p><b>${w.outsideBase}</b></p>
        <p>${named.startsWith('《') ? w.outsideBaseHelp(named) : w.outsidePlaceHelp}</p>
      </div>`;
    }
    return html`<div role="tooltip" id="preview" class="panel preview">
      <p class="preview-head">
        <b>${ruleTitle(shown)}</b> ${shown.label === '' ? nothing : html`<b>${shown.label}</b>`}
        ${standingInList(shown, w)}
      </p>
      ${shown.text.split('\n').map((line) => html`<p>${line}</p>`)}
      ${shown.cut ? html`<p class="quiet">……</p>` : nothing}
    </div>`;
  }
}

customElements.define('gj-preview', GjPreview);
