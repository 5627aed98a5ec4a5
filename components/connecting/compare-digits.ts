import { html, type TemplateResult } from 'lit';
import type { Words } from '../words.ts';
import { digits } from './digits.ts';

/**
 * Two people say whether they see the same digits. Nothing has the focus, so that nobody says so by a stray Enter.
 *
 * @param help whom to compare them with
 */
export function compareDigits(
  text: string,
  help: string,
  { busy, answer }: { busy: boolean; answer: (same: boolean) => void },
  w: Words,
): TemplateResult {
  return html`<p>${help}</p>
    ${digits(text)}
    <p class="row">
      <button class="button main" ?disabled=${busy} @click=${() => answer(true)}>${w.digitsSame}</button>
      <button class="button" ?disabled=${busy} @click=${() => answer(false)}>${w.digitsDiffer}</button>
    </p>`;
}
