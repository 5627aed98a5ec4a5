import { html, nothing, type TemplateResult } from 'lit';
import type { ReviewView } from '../../../src/engine/workflow-protocol.ts';
import { segments } from '../../reading/compare-tools.ts';
import { icons } from '../../style/icons.ts';
import type { Words } from '../../words.ts';

/** Which edition the draft is compared with, whether all its articles are shown or what has changed, and how the table leaves the house. */
export function reviewTools(
  { editions, against, table }: ReviewView,
  rows: 'changed' | 'all',
  w: Words,
  acts: {
    choose: (edition: string) => void;
    show: (rows: 'changed' | 'all') => void;
    copy: () => void;
    save: (as: 'xlsx' | 'md' | 'html') => void;
  },
): TemplateResult {
  return html`<div class="review-tools">
    <label
      ><span>${w.reviewAgainst}</span
      ><select
        class="field"
        @change=${(event: Event) => acts.choose((event.target as HTMLSelectElement).value)}
      >
        ${editions.map(
          ({ edition, date, validity }) =>
            html`<option value=${edition} ?selected=${edition === against}>
              ${date ?? w.undatedEdition} ${w.validity[validity]}
            </option>`,
        )}
      </select></label
    >
    ${segments('review-rows', w.reviewRow, w.reviewRows, rows, acts.show)}
    ${
      table.every(({ same }) => same === true)
        ? nothing
        : html`<p class="row">
            <button class="button" @click=${acts.copy}>${w.compareCopyTable}</button>
            <button class="button" @click=${() => acts.save('xlsx')}>${w.reviewXlsx}</button>
            <button class="button" @click=${() => acts.save('md')}>${w.reviewMarkdown}</button>
            <button class="button" @click=${() => acts.save('html')}>${w.reviewHtml}</button>
            <button class="button bare" @click=${() => print()}>${icons.print}<span>${w.print}</span></button>
          </p>`
    }
  </div>`;
}

/** Reasons of articles that have not changed now, or are gone: nobody's words are lost. */
export function leftReasons(left: ReviewView['leftOver'], w: Words): TemplateResult | typeof nothing {
  if (left.length === 0) return nothing;
  return html`<details class="review-left">
    <summary>${w.reviewLeft} (${left.length})</summary>
    <p class="quiet small">${w.reviewLeftHelp}</p>
    <ul class="lines">
      ${left.map(({ reason }) => html`<li><span>${reason}</span></li>`)}
    </ul>
  </details>`;
}
