import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../../src/app/route.ts';
import type { DraftLack, DraftWay, WorkflowView } from '../../../src/engine/workflow-protocol.ts';
import { roleNames } from '../../people/role-names.ts';
import type { Words } from '../../words.ts';

/** What the way on is called. */
export function wayName({ to }: DraftWay, { back }: WorkflowView, w: Words): string {
  return back === undefined ? w.flowGo[to] : w.flowBack(w.flowStages[to]);
}

/**
 * The ways on: one is chosen, what is missing for it is said, and it is signed.
 *
 * @param chosen the stage that is chosen
 * @param sign is given the form
 */
export function flowWays(
  view: WorkflowView,
  chosen: DraftWay | undefined,
  busy: boolean,
  w: Words,
  choose: (way: DraftWay) => void,
  sign: (event: SubmitEvent) => void,
): TemplateResult {
  const mine = view.ways.filter(({ allowed }) => allowed);
  const others = view.ways.filter(({ allowed }) => !allowed);
  return html`<section class="flow-part">
    <h2>${w.flowNext}</h2>
    ${view.ways.length === 0 ? html`<p class="quiet">${w.flowEnd}</p>` : nothing}
    ${
      mine.length === 0 || chosen === undefined
        ? nothing
        : html`<form class="form flow-form" @submit=${sign}>
            <fieldset class="flow-choice">
              <legend class="vh">${w.flowNext}</legend>
              ${mine.map(
                (way) =>
                  html`<label class="check"
                    ><input
                      type="radio"
                      name="to"
                      .value=${way.to}
                      .checked=${way.to === chosen.to}
                      @change=${() => choose(way)}
                    /><span>${wayName(way, view, w)}</span></label
                  >`,
              )}
            </fieldset>
            ${lacksList(chosen.lacks, w)}
            ${chosen.to === 'published' ? toPublish(view, w) : toSign(view, chosen, busy, w)}
          </form>`
    }
    ${
      others.length === 0
        ? nothing
        : html`<ul class="lines flow-others">
            ${others.map(
              (way) =>
                html`<li>
                  <span>${wayName(way, view, w)}</span>
                  <span class="quiet">${w.flowOnlyRoles(roleNames(way.roles, w))}</span>
                </li>`,
            )}
          </ul>`
    }
  </section>`;
}

function toSign(view: WorkflowView, way: DraftWay, busy: boolean, w: Words): TemplateResult {
  const isBarred = way.lacks.some(({ binding }) => binding);
  return html`<label
      >${w.flowNote}<textarea class="field" name="note" rows="2" maxlength="2000"></textarea>
    </label>
    <p class="quiet small">${w.flowNoteHelp}</p>
    <p class="row">
      <button class="button main" ?disabled=${busy || isBarred}>
        ${w.flowConfirm(wayName(way, view, w))}
      </button>
    </p>`;
}

/** Publishing has a page of its own. */
function toPublish({ draft }: WorkflowView, w: Words): TemplateResult {
  return html`<p class="quiet small">${w.flowPublishHelp}</p>
    <p class="row">
      <a class="button main" href=${formatRoute({ page: 'publish-draft', draft })}>${w.flowPublishPage}</a>
    </p>`;
}

function lacksList(lacks: readonly DraftLack[], w: Words): TemplateResult {
  if (lacks.length === 0) return html`<p class="quiet flow-ready">${w.flowNothingLacks}</p>`;
  return html`<ul class="flow-lacks">
    ${lacks.map(
      ({ kind, count = 0, names = [], binding }) =>
        html`<li data-binding=${binding ? '' : nothing}>
          <span class="weight">${binding ? w.flowBinding : w.flowAdvice}</span>
          <span>${w.flowLack[kind](count, names.join(w.listComma))}</span>
        </li>`,
    )}
  </ul>`;
}
