import { html, type TemplateResult } from 'lit';
import type { Words } from '../words.ts';
import './gj-copy.ts';
import { qrCode } from './qr-code.ts';

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

/** A code to be carried to another device: the one with which it begins, or the one that goes back. */
export function codeToCarry(code: string, which: 'offer' | 'reply', w: Words): TemplateResult {
  const [help, copy, qr] =
    which === 'offer' ? [w.offerHelp, w.copyOffer, w.offerQr] : [w.replyHelp, w.copyReply, w.replyQr];
  return html`<div class="carried">
    <p role="status">${help}</p>
    <div class="invitation-ways">
      ${qrCode(code, qr)}
      <div>
        <p class="address" tabindex="0">${code}</p>
        <p class="row"><gj-copy .text=${code} label=${copy}></gj-copy></p>
        <p class="quiet">${w.codeQrHelp}</p>
      </div>
    </div>
  </div>`;
}
