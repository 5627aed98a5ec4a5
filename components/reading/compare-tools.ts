import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../style/icons.ts';
import type { Words } from '../words.ts';

/** How a comparison can be looked at. */
export const compareViews = ['comparison', 'table', 'decision'] as const;
export type CompareViewName = (typeof compareViews)[number];

/** What the reader has chosen. */
export interface CompareLook {
  view: CompareViewName;
  onlyChanges: boolean;
  /** Side by side, where there is room for it, or laid over each other. */
  columns: 'one' | 'two';
}

/** One of a few, as a row of words. */
export function segments<T extends string>(
  name: string,
  legend: string,
  labels: Record<T, string>,
  chosen: T,
  choose: (value: T) => void,
): TemplateResult {
  return html`<fieldset class=${name}>
    <legend class="vh">${legend}</legend>
    <div class="segments">
      ${(Object.entries(labels) as [T, string][]).map(
        ([value, label]) =>
          html`<label
            ><input
              type="radio"
              name=${name}
              .checked=${value === chosen}
              @change=${() => choose(value)}
            />${label}</label
          >`,
      )}
    </div>
  </fieldset>`;
}

/**
 * What can be done with a comparison.
 *
 * @param wide is there room for two columns?
 * @param change is given what was chosen
 */
export function compareTools(
  look: CompareLook,
  wide: boolean,
  w: Words,
  change: (look: Partial<CompareLook>) => void,
  copy: () => void,
): TemplateResult {
  const { view, onlyChanges, columns } = look;
  const only = (event: Event): void => change({ onlyChanges: (event.target as HTMLInputElement).checked });
  return html`<div class="compare-tools">
    ${segments('compare-view', w.compareViews, w.compareView, view, (chosen) => change({ view: chosen }))}
    ${
      view === 'comparison'
        ? html`<label class="switch"
              ><input type="checkbox" .checked=${onlyChanges} @change=${only} />${w.compareOnlyChanges}</label
            >${
              wide
                ? segments('compare-columns', w.compareColumns, w.compareColumn, columns, (chosen) =>
                    change({ columns: chosen }),
                  )
                : nothing
            }`
        : html`<button class="button main copy" @click=${copy}>
            ${view === 'table' ? w.compareCopyTable : w.compareCopyDecision}
          </button>`
    }
    <button class="button bare" @click=${() => print()}>${icons.print}<span>${w.print}</span></button>
  </div>`;
}
