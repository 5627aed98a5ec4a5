import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Words } from '../words.ts';
import { digits } from './digits.ts';

/**
 * Two people say whether they see the same digits. Nothing has the focus, so that nobody says so by a stray Enter; and
 * other digits have other buttons, so that a press that began under these does not end under those.
 *
 * @param help whom to compare them with
 */
export function compareDigits(
  text: string,
  help: string,
  { busy, answer }: { busy: boolean; answer: (digits: string, same: boolean) => void },
  w: Words,
): TemplateResult {
  return html`<p>${help}</p>
    ${keyed(
      text,
      html`${digits(text)}
        <p class="row">
          <button class="button main" ?disabled=${busy} @click=${() => answer(text, true)}>
            ${w.digitsSame}
          </button>
          <button class="button" ?disabled=${busy} @click=${() => answer(text, false)}>
            ${w.digitsDiffer}
          </button>
        </p>`,
    )}`;
}
