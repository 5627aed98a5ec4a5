import { html, type TemplateResult } from 'lit';
import type { CirculationCounts } from '../../src/engine/circulations-protocol.ts';
import type { Words } from '../words.ts';

/** How far a circulation has come: in words, and beside them as a bar for the eye. */
export function progressBar(counts: CirculationCounts, w: Words): TemplateResult {
  const { meant, acknowledged, overdue, exempt } = counts;
  const share = (part: number): string => `width: ${meant === 0 ? 0 : (part / meant) * 100}%`;
  return html`<span class="progress"
    ><span class="bar" aria-hidden="true"
      ><i class="done" style=${share(acknowledged)}></i><i class="exempt" style=${share(exempt)}></i
      ><i class="late" style=${share(overdue)}></i></span
    ><span class="progress-words">${w.countSentence(meant, acknowledged, overdue)}</span></span
  >`;
}
