import { html, type TemplateResult } from 'lit';
import type { Reading } from '../../src/engine/protocol.ts';
import type { Remark } from '../../src/ledger/circulation-acts.ts';
import type { FormValues } from '../kit/form-values.ts';
import type { Words } from '../words.ts';

/** As long as an act may hold. */
const longest = 1000;

/** A question or an objection that goes along with an acknowledgement; folded away, since most have none. */
export function remarkFields({ units }: Pick<Reading, 'units'>, w: Words): TemplateResult {
  return html`<details class="remark">
    <summary>${w.remarkFold}</summary>
    <fieldset class="choices">
      <legend>${w.remarkKindTitle}</legend>
      ${(['question', 'objection'] as const).map(
        (kind) =>
          html`<label class="check"
            ><input type="radio" name="remark-kind" .value=${kind} ?checked=${kind === 'question'} /><span
              >${w.remarkKinds[kind]}</span
            ></label
          >`,
      )}
    </fieldset>
    <label
      >${w.remarkPlace}<select class="field" name="remark-place">
        <option value="">${w.remarkWhole}</option>
        ${units
          .filter(({ label }) => label !== '')
          .map(({ label, address }) => html`<option .value=${address}>${label}</option>`)}
      </select></label
    >
    <label
      >${w.remarkText}<textarea class="field" name="remark" rows="3" maxlength=${longest}></textarea>
    </label>
  </details>`;
}

/** @returns nothing when no words were written */
export function remarkIn(form: FormValues, edition: string): Remark | undefined {
  const text = form.text('remark');
  if (text === '') return undefined;
  const address = form.text('remark-place');
  return {
    kind: form.text('remark-kind') === 'objection' ? 'objection' : 'question',
    edition,
    ...(address !== '' && { address }),
    text,
  };
}
