import { html, nothing, type TemplateResult } from 'lit';
import type { WorkflowView } from '../../../src/engine/workflow-protocol.ts';
import { momentOf } from '../../kit/moment.ts';
import type { Words } from '../../words.ts';
import { choosePerson } from './choose-person.ts';

/** What can be done about approvals. */
export interface ApprovalActs {
  ask: (member: string, ask: boolean) => void;
  approve: () => void;
  takeBack: () => void;
}

/** Who is asked to agree, who has, and to which text. */
export function flowApproval(
  view: WorkflowView,
  busy: boolean,
  w: Words,
  acts: ApprovalActs,
): TemplateResult {
  const { approvers, approved, mayApprove, mayWrite, people } = view;
  const asked = approvers.filter((one) => one.asked).map(({ member }) => member);
  return html`<section class="flow-part">
    <h2>${w.flowAsked}</h2>
    <p class="quiet small">${w.flowAskedHelp}</p>
    ${approvers.length === 0 ? html`<p class="quiet">${w.flowAskedNone}</p>` : nothing}
    <ul class="lines flow-people">
      ${approvers.map(
        ({ member, name, state, at, asked: isAsked, left }) =>
          html`<li data-state=${left && state === 'waiting' ? nothing : state}>
            <span
              >${name}${isAsked ? nothing : html` <span class="quiet small">${w.flowUnasked}</span>`}</span
            >
            <span>${left && state !== 'agreed' ? w.flowLeft : w.flowApproval[state]}</span>
            ${at === undefined ? nothing : html`<span class="quiet small">${momentOf(at, w)}</span>`}
            ${
              isAsked && mayWrite
                ? html`<button
                    class="button bare"
                    ?disabled=${busy}
                    aria-label=${w.flowAskEnd(name)}
                    @click=${() => acts.ask(member, false)}
                  >
                    ${w.flowRemove}
                  </button>`
                : nothing
            }
          </li>`,
      )}
    </ul>
    ${
      mayWrite
        ? choosePerson(
            'ask',
            people.filter(({ member }) => !asked.includes(member)),
            { label: w.flowAsk, go: w.flowAskDo },
            busy,
            w,
            (member) => acts.ask(member, true),
          )
        : nothing
    }
    ${
      approved
        ? html`<p class="row">
            <span>${w.flowApproved}</span>
            <button class="button" ?disabled=${busy} @click=${acts.takeBack}>${w.flowApproveEnd}</button>
          </p>`
        : mayApprove
          ? html`<p class="row">
              <button class="button" ?disabled=${busy} @click=${acts.approve}>${w.flowApprove}</button>
              <span class="quiet small">${w.flowApproveHelp}</span>
            </p>`
          : nothing
    }
  </section>`;
}
