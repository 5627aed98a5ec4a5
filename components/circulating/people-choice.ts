import { html, nothing, type TemplateResult } from 'lit';
import type { MissingMember } from '../../src/engine/behalf-protocol.ts';
import type { Words } from '../words.ts';
import '../style/behalf.css';

/** Units with more people are folded. */
const mostOpen = 12;

/**
 * People to be ticked, unit by unit; the boxes are called `members`.
 *
 * @param chosen ids of those who are ticked from the beginning
 */
export function peopleChoice(
  missing: readonly MissingMember[],
  legend: string,
  chosen: readonly string[],
  w: Words,
): TemplateResult {
  const units = new Map<string, MissingMember[]>();
  for (const one of missing) {
    const name = one.unitName ?? w.behalfNoUnit;
    const list = units.get(name);
    if (list === undefined) units.set(name, [one]);
    else list.push(one);
  }
  return html`<fieldset class="people-choice">
    <legend>${legend}</legend>
    ${[...units].map(
      ([name, people]) =>
        html`<details
          ?open=${missing.length <= mostOpen || people.some(({ member }) => chosen.includes(member))}
        >
          <summary>${w.behalfUnit(name, people.length)}</summary>
          ${
            people.length < 2
              ? nothing
              : html`<button
                  type="button"
                  class="button bare"
                  aria-label="${w.behalfAll} ${name}"
                  @click=${chooseAll}
                >
                  ${w.behalfAll}
                </button>`
          }
          <div class="names">
            ${people.map(
              ({ member, name: person }) =>
                html`<label class="check"
                  ><input
                    type="checkbox"
                    name="members"
                    .value=${member}
                    ?checked=${chosen.includes(member)}
                  /><span>${person}</span></label
                >`,
            )}
          </div>
        </details>`,
    )}
  </fieldset>`;
}

function chooseAll(event: Event): void {
  const boxes = (event.target as Element).closest('details')!.querySelectorAll('input');
  for (const box of boxes) box.checked = true;
  // The form counts how many are chosen.
  boxes[0]?.dispatchEvent(new Event('change', { bubbles: true }));
}

/** How many people are ticked in a form. */
export function chosenIn(form: ParentNode | null): number {
  return form?.querySelectorAll('input[name=members]:checked').length ?? 0;
}
