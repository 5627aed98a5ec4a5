import { html, nothing, type TemplateResult } from 'lit';
import type { WorkflowView } from '../../../src/engine/workflow-protocol.ts';
import { momentOf } from '../../kit/moment.ts';
import type { Words } from '../../words.ts';

/** Who has moved the draft, the newest first, and what somebody signed without the right to. */
export function flowMoves({ moves, apart, refused }: WorkflowView, w: Words): TemplateResult {
  return html`<section class="flow-part">
    <h2>${w.flowMoves}</h2>
    ${moves.length === 0 ? html`<p class="quiet">${w.flowMovesNone}</p>` : nothing}
    <ol class="flow-moves">
      ${moves.toReversed().map(
        (line, i) =>
          html`<li>
            <p>
              <b>${w.flowMove(w.flowStages[line.from], w.flowStages[line.to])}</b>
              <span class="no-space">${line.byName}</span>
              <time class="quiet" datetime=${new Date(line.at).toISOString()}>${momentOf(line.at, w)}</time>
              <span class="quiet small">${w.flowSigned}</span>
            </p>
            ${
              line.note === undefined
                ? nothing
                : html`<p>
                    <span class="flow-said ${line.note === '' ? 'quiet' : ''}"
                      >${line.note || w.flowNoteElsewhere}</span
                    >
                  </p>`
            }
            ${line.lacking.length === 0 ? nothing : html`<p class="warn small">${w.flowLacking(line.lacking.join(w.listComma))}</p>`}
            ${i === 0 && line.changed ? html`<p class="quiet small">${w.flowSince}</p>` : nothing}
            ${apart.includes(line.move) && apart.length > 1 ? html`<p class="warn small">${w.flowIsApart}</p>` : nothing}
          </li>`,
      )}
    </ol>
    ${
      refused.length === 0
        ? nothing
        : html`<details class="flow-refused">
            <summary>${w.flowRefusedTitle(refused.length)}</summary>
            <ul class="lines">
              ${refused.map(
                ({ byName, at, from, to, why }) =>
                  html`<li>
                    <span>${w.flowMove(w.flowStages[from], w.flowStages[to])}</span>
                    <span>${byName}</span>
                    <span class="quiet">${momentOf(at, w)}</span>
                    <span>${w.flowWhy[why]}</span>
                  </li>`,
              )}
            </ul>
          </details>`
    }
  </section>`;
}
