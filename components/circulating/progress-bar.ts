import { html, nothing, type TemplateResult } from 'lit';
import type { CirculationCounts } from '../../src/engine/circulations-protocol.ts';
import type { Words } from '../words.ts';

/**
 * How far a circulation has come: in words, and beside them as a bar for the eye.
 *
 * @param only the bar, where the words stand already
 */
export function progressBar(counts: CirculationCounts, w: Words, only?: 'bar'): TemplateResult {
  const { meant, acknowledged, overdue, exempt } = counts;
  const share = (part: number): number => (meant === 0 ? 0 : (part / meant) * 100);
  const [done, free, late] = [acknowledged, exempt, overdue].map(share) as [number, number, number];
  // Drawn, and not laid out: the page allows no style in an element.
  return html`<span class="share"
    ><svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect class="done" width=${done} height="1" />
      <rect class="exempt" x=${done} width=${free} height="1" />
      <rect class="late" x=${100 - late} width=${late} height="1" /></svg
    >${
      only === 'bar'
        ? nothing
        : html`<span class="share-words">${w.countSentence(meant, acknowledged, overdue)}</span>`
    }</span
  >`;
}
