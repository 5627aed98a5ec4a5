import { html, nothing, type TemplateResult } from 'lit';
import type { WorkflowView } from '../../../src/engine/workflow-protocol.ts';
import { formatRoute } from '../../../src/app/route.ts';
import type { Words } from '../../words.ts';

/** Where the draft stands, as a row of stages; said in words, and not by colour alone. */
export function flowStages(view: WorkflowView, w: Words): TemplateResult {
  // What was put aside or sent back stands beside the row.
  const at = view.back ?? (view.stage === 'returned' ? 'drafting' : view.stage);
  const here = view.order.indexOf(at);
  const passed = new Set(view.moves.flatMap(({ from, to }) => [from, to]));
  return html`<p class="flow-now">${w.flowNow(w.flowStages[view.stage])}</p>
    <ol class="flow-stages" aria-label=${w.flowRow}>
      ${view.order.map((stage, i) => {
        const isDone = i < here && passed.has(stage);
        return html`<li aria-current=${i === here ? 'step' : nothing} data-done=${isDone ? '' : nothing}>
          <span>${w.flowStages[stage]}</span
          >${isDone ? html`<span class="vh">${w.flowDone}</span>` : i === here ? html`<span class="vh">${w.flowHere}</span>` : nothing}
        </li>`;
      })}
    </ol>
    ${view.stage === 'returned' ? html`<p class="notice warn">${w.flowReturned}</p>` : nothing}
    ${
      view.back === undefined
        ? nothing
        : html`<p class="notice">${w.flowShelvedFrom(w.flowStages[view.back])}</p>`
    }
    ${view.apart.length === 0 ? nothing : html`<p class="notice warn">${w.flowApart}</p>`}
    ${view.published === undefined ? nothing : publishedNotice(view.published, w)}`;
}

function publishedNotice(
  { rule, edition, standing, rivals }: NonNullable<WorkflowView['published']>,
  w: Words,
): TemplateResult {
  const link = (hash: string): string => formatRoute({ page: 'rule', rule, edition: hash.slice(0, 16) });
  return html`<p class="notice ${standing === 'official' ? '' : 'warn'}">
    ${w.flowPublished[standing]} <a href=${link(edition)}>${w.flowPublishedOpen}</a>
    ${rivals.map((rival) => html` <a href=${link(rival)}>${w.flowRival}</a>`)}
  </p>`;
}
