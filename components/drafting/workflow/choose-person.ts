import { html, nothing, type TemplateResult } from 'lit';
import type { WorkflowView } from '../../../src/engine/workflow-protocol.ts';
import { FormValues } from '../../kit/form-values.ts';
import type { Words } from '../../words.ts';

/** One person out of those of the office. */
export function choosePerson(
  name: string,
  people: WorkflowView['people'],
  labels: { label: string; go: string },
  busy: boolean,
  w: Words,
  choose: (member: string) => void,
): TemplateResult | typeof nothing {
  if (people.length === 0) return nothing;
  const submit = (event: SubmitEvent): void => {
    const member = FormValues.of(event).text(name);
    if (member !== '') choose(member);
    (event.target as HTMLFormElement).reset();
  };
  return html`<form class="flow-choose" @submit=${submit}>
    <label
      ><span>${labels.label}</span
      ><select class="field" name=${name}>
        <option value="">${w.flowChoose}</option>
        ${people.map(
          ({ member, name: who, unitName }) =>
            html`<option value=${member}>${unitName === undefined ? who : `${who}（${unitName}）`}</option>`,
        )}
      </select></label
    >
    <button class="button" ?disabled=${busy}>${labels.go}</button>
  </form>`;
}
