import { html, nothing, type TemplateResult } from 'lit';
import type { RelayLine } from '../../src/engine/behalf-protocol.ts';
import { momentOf } from '../kit/moment.ts';
import type { Words } from '../words.ts';
import './gj-sheet.ts';

/** How a document was passed on once, with what came back. */
export function relayLine(line: RelayLine, w: Words): TemplateResult {
  const { how, on, should, attended, later, by, at, feedback, news, photo } = line;
  return html`<p>
      ${w.relayLine(w.relayHows[how], on)}<span class="numbers"
        >${w.relayNumbers(should, attended, later)}</span
      >
      ${by === undefined ? nothing : html`<span class="quiet small">${w.relayBy(by, momentOf(at, w))}</span>`}
    </p>
    ${feedback === undefined ? nothing : html`<p class="said"><b>${w.relayFeedback}</b> ${feedback}</p>`}
    ${news === undefined ? nothing : html`<p class="said"><b>${w.relayNews}</b> ${news}</p>`}
    ${photo === undefined ? nothing : html`<gj-sheet .hash=${photo.hash} .isHere=${photo.isHere}></gj-sheet>`}`;
}
