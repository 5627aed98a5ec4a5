import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { GjElement } from '../kit/gj-element.ts';
import '../style/connect.css';

/** Copies a text that stands beside it. */
export class GjCopy extends GjElement {
  @property() text = '';
  @property() label = '';
  @state() private became: 'copied' | 'failed' | undefined;

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('text')) this.became = undefined;
  }

  #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.text);
      this.became = 'copied';
    } catch {
      this.became = 'failed';
    }
  };

  protected override render(): TemplateResult {
    const w = this.words;
    return html`<button type="button" class="button" @click=${this.#copy}>${this.label}</button>
      <span role="status"
        >${this.became === undefined ? nothing : this.became === 'copied' ? w.copied : w.copyByHand}</span
      >`;
  }
}

customElements.define('gj-copy', GjCopy);
