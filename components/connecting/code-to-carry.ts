import { html, type TemplateResult } from 'lit';
import './gj-copy.ts';

/** Where a direct code from the other side is pasted. */
export function codeField(name: string, label: string): TemplateResult {
  return html`<label
    >${label}<textarea
      class="field code-field"
      name=${name}
      rows="3"
      required
      spellcheck="false"
      autocomplete="off"
    ></textarea>
  </label>`;
}

/**
 * A code to be carried to another device.
 *
 * @param help what to do with it
 * @param copy words on the button that copies it
 */
export function codeToCarry(code: string, help: string, copy: string): TemplateResult {
  return html`<div class="carried">
    <p role="status">${help}</p>
    <p class="address" tabindex="0">${code}</p>
    <p class="row"><gj-copy .text=${code} label=${copy}></gj-copy></p>
  </div>`;
}
