import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../words.ts';
import { rowLabel, type PlacedRow } from './compare-changes.ts';

/**
 * The changes of a comparison as a list to go by.
 *
 * @param here index of the row being read
 * @param go is given the index of the row that was chosen
 */
export function compareJumps(
  changes: readonly PlacedRow[],
  here: number,
  w: Words,
  go: (index: number) => void,
): TemplateResult {
  return html`<ol class="jumps">
    ${changes.map(
      ({ index, row }) =>
        html`<li data-of=${row.of}>
          <button aria-current=${index === here ? 'true' : nothing} @click=${() => go(index)}>
            <span lang="zh-CN">${rowLabel(row, w)}</span>
            <span class="quiet"
              >${w.compareKind[row.kind] ?? (row.moved ? w.compareShort.moved : w.compareShort.renumbered)}</span
            >
          </button>
        </li>`,
    )}
  </ol>`;
}

/** The list with its name: at the side where there is room, else folded away. */
export function compareNav(count: number, jumps: TemplateResult, wide: boolean, w: Words): unknown {
  if (count === 0) return nothing;
  const name = w.compareJumps(count);
  return wide
    ? html`<nav class="compare-nav" aria-label=${name}>
        <p class="quiet">${name}</p>
        ${jumps}
      </nav>`
    : html`<details class="compare-nav fold">
        <summary>${name}</summary>
        <nav aria-label=${name}>${jumps}</nav>
      </details>`;
}

/** Scrolls the list, and never the page, to where the reader is. */
export function keepInSight(list: HTMLElement | null): void {
  const here = list?.querySelector('[aria-current]');
  if (!list || !here) return;
  const { top, bottom } = here.getBoundingClientRect();
  const frame = list.getBoundingClientRect();
  if (top < frame.top || bottom > frame.bottom) list.scrollTop += top - frame.top - frame.height / 3;
}
