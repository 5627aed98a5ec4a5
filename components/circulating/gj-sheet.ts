import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { DoingController } from '../kit/doing-controller.ts';
import { GjElement } from '../kit/gj-element.ts';
import { trouble } from '../library/trouble.ts';
import '../style/registers.css';

/** The photo of a sheet, shown when somebody wants to see it; fetched from another device where it is not here. */
export class GjSheet extends GjElement {
  /** SHA-256 of the photo. */
  @property({ attribute: false }) hash = '';
  @property({ attribute: false }) isHere = false;
  /** Address of the photo while it is shown. */
  @state() private shown = '';
  @state() private isComing = false;

  #doing = new DoingController(this);

  #show = (): void => {
    void this.#doing.run('show', async () => {
      const { bytes } = await this.app.ask('photo', { hash: this.hash });
      this.isComing = bytes === undefined;
      this.#hide();
      if (bytes !== undefined) this.shown = URL.createObjectURL(new Blob([bytes.slice()]));
    });
  };

  #hide = (): void => {
    URL.revokeObjectURL(this.shown);
    this.shown = '';
  };

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#hide();
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('isHere') && this.isHere && this.isComing) this.#show();
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const isShown = this.shown !== '';
    return html`<button
        type="button"
        class="button"
        aria-expanded=${isShown}
        ?disabled=${this.#doing.busy}
        @click=${isShown ? this.#hide : this.#show}
      >
        ${isShown ? w.photoHide : w.photoShow}
      </button>
      <span role="status"
        >${this.isComing ? html`<span class="quiet">${w.photoComing}</span>` : nothing}</span
      >
      ${isShown ? html`<img class="sheet whole" src=${this.shown} alt=${w.photoAlt} />` : nothing}
      ${this.#doing.problem ? trouble(this.#doing.problem.code, w) : nothing}`;
  }
}

customElements.define('gj-sheet', GjSheet);
