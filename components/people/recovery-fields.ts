import { html, type TemplateResult } from 'lit';
import type { Words } from '../words.ts';
import { passphraseField } from './passphrase-field.ts';

/**
 * What opens a recovery file: the file, under `file`, and its passphrase, under `passphrase`.
 *
 * @param autocomplete whether the browser may offer a passphrase that it keeps
 */
export function recoveryFields(w: Words, autocomplete: 'off' | 'current-password'): TemplateResult {
  return html`<label
      >${w.recoveryFile}<input class="field" type="file" name="file" accept=".json" required
    /></label>
    ${passphraseField(w.passphrase, 'passphrase', autocomplete)}`;
}
