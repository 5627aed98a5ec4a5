import { html, nothing, type TemplateResult } from 'lit';
import type { ShelfRow } from '../../src/engine/protocol.ts';
import { ruleTitle } from '../library/rule-title.ts';
import type { Words } from '../words.ts';

const mostDrawn = 12;

interface Around {
  w: Words;
  query: string;
  type: (query: string) => void;
  add: (row: ShelfRow) => void;
}

/** Choosing a further text, of those that the office has issued and that hold or will hold. */
export function circulateAdd(rows: readonly ShelfRow[], { w, query, type, add }: Around): TemplateResult {
  const fit = rows.filter(({ title }) => title.includes(query));
  return html`<input
      class="field"
      type="search"
      aria-label=${w.circulateFind}
      placeholder=${w.circulateFind}
      .value=${query}
      @input=${(event: Event) => type((event.target as HTMLInputElement).value.trim())}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter') event.preventDefault();
      }}
    />
    <ul class="lines to-add">
      ${fit.slice(0, mostDrawn).map(
        (row) =>
          html`<li>
            <span>${ruleTitle(row)}</span>
            <button class="button bare" type="button" @click=${() => add(row)}>
              ${w.circulateTake}<span class="vh"> ${ruleTitle(row)}</span>
            </button>
          </li>`,
      )}
    </ul>
    ${fit.length === 0 ? html`<p class="quiet">${w.circulateNoText}</p>` : nothing}
    ${fit.length > mostDrawn ? html`<p class="quiet">${w.circulateMoreTexts(fit.length - mostDrawn)}</p>` : nothing}`;
}
