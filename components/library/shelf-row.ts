import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../src/app/route.ts';
import type { ShelfRow } from '../../src/engine/protocol.ts';
import type { Words } from '../words.ts';
import { ruleTitle } from './rule-title.ts';
import { standingInList } from './standing.ts';

/** One rule on a shelf: title, then what tells it from others, then its standing. */
export function shelfRow(row: ShelfRow, words: Words): TemplateResult {
  const href = formatRoute({
    page: 'rule',
    rule: row.id,
    // What is coming is another text than the one that holds today.
    ...(row.validity === 'notYet' && { edition: row.edition.slice(0, 16) }),
  });
  return html`<li class="shelf-row">
    <a href=${href}>${ruleTitle(row)}</a>
    <p class="quiet facts">
      ${standingInList(row, words)} ${row.trial ? html`<span>${words.trial}</span>` : nothing}
      <span>${words.kind[row.kind]}</span>
      ${row.unit === undefined ? nothing : html`<span>${row.unit}</span>`}
      ${row.docNo === undefined ? nothing : html`<span class="no-space">${row.docNo}</span>`}
      ${row.date === undefined ? nothing : html`<time class="no-space">${row.date}</time>`}
      ${row.articles > 0 ? html`<span>${words.articleCount(row.articles)}</span>` : nothing}
      ${row.editions > 1 ? html`<span>${words.editionCount(row.editions)}</span>` : nothing}
    </p>
  </li>`;
}
