import { html, nothing, type TemplateResult } from 'lit';
import type { TimelineStop } from '../../src/engine/protocol.ts';
import type { Words } from '../words.ts';
import { optionName, stopOf, type EditionPair } from './compare-editions.ts';
import type { Side } from './compare-lines.ts';

/** 《…》; within it 《…》 is written 〈…〉. */
export const titled = (title: string): string => `《${title.replaceAll('《', '〈').replaceAll('》', '〉')}》`;

/**
 * Two boxes in which the editions are chosen.
 *
 * @param choose is given the side and the hash of the edition
 */
export function editionChoice(
  timeline: readonly TimelineStop[],
  pair: EditionPair,
  w: Words,
  choose: (side: Side, edition: string) => void,
): TemplateResult {
  const box = (side: Side): TemplateResult => {
    const chosen = stopOf(timeline, pair[side]);
    return html`<label
      ><span class="quiet">${w.compareSides[side]}</span>
      <select
        class="field"
        data-side=${side}
        @change=${(event: Event) => choose(side, (event.target as HTMLSelectElement).value)}
      >
        ${chosen === undefined ? html`<option value="" disabled .selected=${true}>${w.signing.absorbed}</option>` : nothing}
        ${timeline.map(
          (stop) =>
            html`<option value=${stop.edition} .selected=${stop === chosen}>
              ${optionName(stop, timeline, w)}
            </option>`,
        )}
      </select></label
    >`;
  };
  return html`<div class="compare-choice">${box('before')}${box('after')}</div>`;
}
