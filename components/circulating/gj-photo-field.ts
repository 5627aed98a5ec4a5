import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { PhotoFault } from '../../src/app/shrink-picture.ts';
import { PhotoRefused, shrinkPhoto } from '../../src/app/shrink-photo.ts';
import { byteSize } from '../kit/byte-size.ts';
import { GjElement } from '../kit/gj-element.ts';
import '../style/behalf.css';

/** Takes a photo of a sheet, or one that is there, and makes it small at once. */
export class GjPhotoField extends GjElement {
  @state() photo: Uint8Array<ArrayBuffer> | undefined;
  @state() private isWorking = false;
  @state() private fault: PhotoFault | undefined;
  #shown = '';
  #picks = 0;

  /** It is being made small; a form waits for that. */
  get isBusy(): boolean {
    return this.isWorking;
  }

  clear(): void {
    this.#picks += 1;
    this.photo = undefined;
    this.fault = undefined;
    this.isWorking = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    URL.revokeObjectURL(this.#shown);
  }

  #pick = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (file === undefined) return;
    this.clear();
    const pick = this.#picks;
    this.isWorking = true;
    this.#tell();
    try {
      const made = await shrinkPhoto(file);
      if (pick === this.#picks) this.photo = made;
    } catch (error) {
      if (pick === this.#picks) this.fault = error instanceof PhotoRefused ? error.fault : 'failed';
    } finally {
      if (pick === this.#picks) this.isWorking = false;
      this.#tell();
    }
  };

  #remove = (): void => {
    this.clear();
    this.#tell();
    void this.updateComplete.then(() => this.querySelector('input')?.focus());
  };

  #tell(): void {
    this.dispatchEvent(new Event('gj-photo', { bubbles: true }));
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('photo')) return;
    URL.revokeObjectURL(this.#shown);
    this.#shown = this.photo === undefined ? '' : URL.createObjectURL(new Blob([this.photo]));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const pick = (label: string, camera: boolean): TemplateResult =>
      html`<label class="button"
        ><input
          class="vh"
          type="file"
          accept="image/*"
          capture=${camera ? 'environment' : nothing}
          @change=${this.#pick}
        />${label}</label
      >`;
    return html`<fieldset class="photo-field">
      <legend>${w.photoTitle}</legend>
      <p class="quiet small">${w.photoHelp}</p>
      <div class="row">
        ${pick(w.photoTake, true)} ${pick(w.photoChoose, false)}
        ${
          this.photo === undefined
            ? nothing
            : html`<button type="button" class="button bare" @click=${this.#remove}>${w.photoRemove}</button>`
        }
      </div>
      <p role="status">
        ${
          this.isWorking
            ? w.photoWorking
            : this.photo === undefined
              ? nothing
              : w.photoReady(byteSize(this.photo.length, w.lang))
        }
      </p>
      ${this.#shown === '' ? nothing : html`<img class="sheet" src=${this.#shown} alt=${w.photoAlt} />`}
      ${
        this.fault === undefined
          ? nothing
          : html`<p class="notice bad" role="alert">${w.photoFaults[this.fault]}</p>`
      }
    </fieldset>`;
  }
}

customElements.define('gj-photo-field', GjPhotoField);
