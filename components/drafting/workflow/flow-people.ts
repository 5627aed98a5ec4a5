import { html, nothing, type TemplateResult } from 'lit';
import type { WorkflowView } from '../../../src/engine/workflow-protocol.ts';
import type { Words } from '../../words.ts';
import { choosePerson } from './choose-person.ts';

/** Who has the draft beside those who have it by their role. */
export function flowPeople(
  { invited, people, mayInvite }: WorkflowView,
  busy: boolean,
  w: Words,
  invite: (member: string, end: boolean) => void,
): TemplateResult {
  const ids = invited.map(({ member }) => member);
  return html`<section class="flow-part">
    <h2>${w.flowPeople}</h2>
    <p class="quiet small">${w.flowPeopleHelp}</p>
    ${invited.length === 0 ? html`<p class="quiet">${w.flowPeopleNone}</p>` : nothing}
    <ul class="lines flow-people">
      ${invited.map(
        ({ member, name }) =>
          html`<li>
            <span>${name}</span>
            ${
              mayInvite
                ? html`<button
                    class="button bare"
                    ?disabled=${busy}
                    aria-label=${w.flowUninvite(name)}
                    @click=${() => invite(member, true)}
                  >
                    ${w.flowRemove}
                  </button>`
                : nothing
            }
          </li>`,
      )}
    </ul>
    ${invited.length > 0 && mayInvite ? html`<p class="quiet small">${w.flowUninviteHelp}</p>` : nothing}
    ${
      mayInvite
        ? choosePerson(
            'invite',
            people.filter(({ member, hasByRole }) => !hasByRole && !ids.includes(member)),
            { label: w.flowInvite, go: w.flowInviteDo },
            busy,
            w,
            (member) => invite(member, false),
          )
        : nothing
    }
  </section>`;
}
