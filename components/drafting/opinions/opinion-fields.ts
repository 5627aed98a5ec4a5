import { html, type TemplateResult } from 'lit';
import type { Opinion } from '../../../src/office/opinion-slip.ts';
import type { Words } from '../../words.ts';

/** Longest opinion, in UTF-16 units; the engine takes no more. */
const longest = 4000;

/** What one opinion is written into. */
export function opinionFields(
  { id, label, quote, text, proposal }: Opinion,
  { w, change, remove }: { w: Words; change: (part: Partial<Opinion>) => void; remove: () => void },
): TemplateResult {
  const value = (event: Event): string => (event.target as HTMLTextAreaElement).value;
  const place = label === '' ? w.consultWhole : label;
  return html`<div class="opinion-fields" role="group" aria-label=${w.consultOpine(place)}>
    <label
      >${w.consultText}<textarea
        class="field"
        id=${`opinion-${id}`}
        rows="3"
        maxlength=${longest}
        .value=${text}
        @input=${(event: Event) => change({ text: value(event) })}
      ></textarea>
    </label>
    <label
      >${w.consultProposal}<textarea
        class="field"
        rows="3"
        maxlength=${longest}
        .value=${proposal}
        @input=${(event: Event) => change({ proposal: value(event) })}
      ></textarea>
    </label>
    <p class="row">
      ${
        proposal === '' && quote !== ''
          ? html`<button type="button" class="button bare" @click=${() => change({ proposal: quote })}>
              ${w.consultFromText}
            </button>`
          : ''
      }
      <button type="button" class="button bare" @click=${remove}>${w.consultRemove}</button>
    </p>
  </div>`;
}
