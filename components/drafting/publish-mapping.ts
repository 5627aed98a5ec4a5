import { html, type TemplateResult } from 'lit';
import type { Comparison } from '../../src/rule/comparison.ts';
import type { FormValues } from '../kit/form-values.ts';
import type { Words } from '../words.ts';

/** Which article was which, proposed by comparing and confirmed by the publisher. */
export function mappingTable(comparison: Comparison, w: Words): TemplateResult {
  const units = comparison.rows.filter(({ of }) => of === 'unit');
  const old = units.flatMap(({ before }) => before).sort((a, b) => a.index - b.index);
  const rows = units
    .flatMap((row) =>
      row.after.map((after) => ({ after, before: row.before.find(({ isChief }) => isChief) })),
    )
    .sort((a, b) => a.after.index - b.after.index);
  return html`<details
      class="mapping"
      ?open=${rows.some(({ after, before }) => after.label !== before?.label)}
    >
      <summary>${w.mappingTitle}</summary>
      <p class="quiet">${w.mappingHelp}</p>
      <ul class="lines">
        ${rows.map(
          ({ after, before }) =>
            html`<li>
              <span>${after.label === '' ? after.address : after.label}</span>
              <select class="field" name=${`map:${after.address}`} aria-label=${w.mappingFrom(after.label)}>
                <option value="">${w.mappingNew}</option>
                ${old.map(
                  ({ address, label }) =>
                    html`<option value=${address} ?selected=${address === before?.address}>
                      ${label === '' ? address : label}
                    </option>`,
                )}
              </select>
            </li>`,
        )}
      </ul>
    </details>
    <label class="check"><input type="checkbox" required /><span>${w.mappingConfirm}</span></label>`;
}

/** The table as the publisher left it; parts of a split article follow their chief part. */
export function mappingIn(form: FormValues, comparison: Comparison): { before: string; after: string }[] {
  const addresses = comparison.rows.flatMap(({ of, after }) =>
    of === 'unit' ? after.map((place) => ({ address: place.address, likeness: place.likeness })) : [],
  );
  return addresses
    .sort((a, b) => b.likeness - a.likeness)
    .map(({ address }) => ({ before: form.text(`map:${address}`), after: address }))
    .filter(({ before }) => before !== '');
}
