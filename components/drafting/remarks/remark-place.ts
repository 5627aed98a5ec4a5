import { html, nothing, type TemplateResult } from 'lit';
import type { RemarkView } from '../../../src/engine/remarks-protocol.ts';
import { ago } from '../../kit/ago.ts';
import type { Words } from '../../words.ts';
import { shortened } from './remark-form.ts';

/** The words that a remark is about, and what became of them. */
export function remarkPlace(
  { quote, place, isWhole, label, proposal }: RemarkView,
  w: Words,
): TemplateResult {
  const isShown = proposal === undefined && !(isWhole && place.is === 'here');
  const hasChanged = place.now !== undefined && (proposal === undefined || !proposal.isAsQuoted);
  return html`${
    place.is === 'gone'
      ? html`<p class="gone">${isWhole ? w.remarkArticleGone(label) : w.remarkGone}</p>`
      : place.is === 'moved'
        ? html`<p class="quiet small">${w.remarkMoved}</p>`
        : nothing
  }${isShown ? html`<blockquote class="quote" lang="zh-CN">${shortened(quote)}</blockquote>` : nothing}${
    hasChanged && place.now !== undefined && !(isWhole && proposal === undefined)
      ? html`<p class="now">
          <span class="quiet">${place.is === 'rewritten' ? w.remarkRewritten : w.remarkNow}</span>
          <span lang="zh-CN">${shortened(place.now)}</span>
        </p>`
      : nothing
  }`;
}

/** What was said before it was said in other words: others may have answered that. */
export function remarkEarlier({ earlier }: RemarkView, w: Words): TemplateResult | typeof nothing {
  if (earlier.length === 0) return nothing;
  return html`<details class="remark-earlier">
    <summary>${w.remarkEarlier}</summary>
    <ol>
      ${earlier.map(
        ({ at, text, wording }) =>
          html`<li>
            <span class="quiet small">${ago(at, w)}</span>
            ${wording === undefined ? nothing : html`<p class="said" lang="zh-CN">${shortened(wording)}</p>`}
            ${text === '' ? nothing : html`<p class="said">${text}</p>`}
          </li>`,
      )}
    </ol>
  </details>`;
}
