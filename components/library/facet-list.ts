import { html, nothing, type TemplateResult } from 'lit';
import { facetNames, type FacetName } from '../../src/app/route.ts';
import type { RuleKind } from '../../src/rule/edition.ts';
import type { Validity } from '../../src/rule/validity.ts';
import type { Words } from '../words.ts';

export type FacetCounts = Partial<Record<FacetName, Record<string, number>>>;

const validities: readonly Validity[] = [
  'inForce',
  'notYet',
  'amended',
  'repealed',
  'expired',
  'unofficial',
  'undated',
];

function nameOf(facet: FacetName, value: string, words: Words): string {
  if (facet === 'validity') return words.validity[value as Validity] ?? value;
  if (facet === 'kind') return words.kind[value as RuleKind] ?? value;
  return value === '' ? words.none : value;
}

function inOrder(facet: FacetName, counts: Record<string, number>): string[] {
  const values = Object.keys(counts);
  if (facet === 'validity') return validities.filter((v) => values.includes(v));
  if (facet === 'year') return values.sort((a, b) => b.localeCompare(a));
  return values.sort((a, b) => counts[b]! - counts[a]! || a.localeCompare(b, 'zh'));
}

/** How many values of a facet stand open; the rest waits behind one press. */
const shown = 7;

/**
 * Facets with counts; within one facet any of the chosen values, between facets all.
 *
 * @param change is given the new choice of one facet
 */
export function facetList(
  counts: FacetCounts,
  chosen: Record<string, string[]>,
  words: Words,
  change: (facet: FacetName, values: string[]) => void,
): TemplateResult {
  const value = (facet: FacetName, value: string, n: number): TemplateResult => {
    const now = chosen[facet] ?? [];
    const checked = now.includes(value);
    const toggle = (): void => change(facet, checked ? now.filter((v) => v !== value) : [...now, value]);
    return html`<li>
      <label
        ><input type="checkbox" .checked=${checked} @change=${toggle} /><span
          >${nameOf(facet, value, words)}</span
        ><span class="quiet count">${n.toLocaleString('zh-CN')}</span></label
      >
    </li>`;
  };
  return html`${facetNames.map((facet) => {
    const all = { ...counts[facet] };
    for (const value of chosen[facet] ?? []) all[value] ??= 0;
    const values = inOrder(facet, all);
    if (values.length < 2 && (chosen[facet] ?? []).length === 0) return nothing;
    const open = values.filter((v, i) => i < shown || chosen[facet]?.includes(v));
    const rest = values.filter((v) => !open.includes(v));
    return html`<fieldset class="facet">
      <legend>${words.facet[facet]}</legend>
      <ul>
        ${open.map((v) => value(facet, v, all[v]!))}
      </ul>
      ${
        rest.length === 0
          ? nothing
          : html`<details>
              <summary>${words.moreValues(rest.length)}</summary>
              <ul>
                ${rest.map((v) => value(facet, v, all[v]!))}
              </ul>
            </details>`
      }
    </fieldset>`;
  })}`;
}
