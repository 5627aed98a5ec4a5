import { html, type TemplateResult } from 'lit';
import type { Words } from '../words.ts';

/** Fewest characters of a new passphrase. */
const shortest = 12;

/** What is wrong with a new passphrase that was typed twice, in words; empty when nothing is. */
export function passphraseFault(passphrase: string, again: string, w: Words): string {
  if ([...passphrase].length < shortest) return w.passphraseShort;
  return passphrase === again ? '' : w.passphraseDiffers;
}

/**
 * Where a passphrase is typed.
 *
 * @param label what it is called on the screen
 * @param name of the field in its form
 * @param autocomplete whether the browser may offer one that it keeps, or keep a new one
 */
export function passphraseField(
  label: string,
  name: 'passphrase' | 'again',
  autocomplete: 'off' | 'current-password' | 'new-password',
): TemplateResult {
  return html`<label
    >${label}<input class="field" type="password" name=${name} required autocomplete=${autocomplete}
  /></label>`;
}
