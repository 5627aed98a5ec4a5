import { html, type TemplateResult } from 'lit';
import type { CirculationCounts, PersonLine } from '../../src/engine/circulations-protocol.ts';
import type { Words } from '../words.ts';

export const personFilters = ['all', 'missing', 'overdue', 'not-reached', 'acknowledged', 'exempt'] as const;
export type PersonFilter = (typeof personFilters)[number];

export function passes({ state, isOverdue }: PersonLine, filter: PersonFilter): boolean {
  if (filter === 'all') return true;
  if (filter === 'missing') return state === 'reached' || state === 'not-reached';
  return filter === 'overdue' ? isOverdue : state === filter;
}

/** One choice of those that would show somebody. */
export function personFilter(
  chosen: PersonFilter,
  counts: CirculationCounts,
  w: Words,
  choose: (filter: PersonFilter) => void,
): TemplateResult {
  const count: Record<PersonFilter, number> = {
    all: counts.meant,
    missing: counts.reached + counts.notReached,
    overdue: counts.overdue,
    'not-reached': counts.notReached,
    acknowledged: counts.acknowledged,
    exempt: counts.exempt,
  };
  return html`<fieldset class="chips">
    <legend class="vh">${w.filterTitle}</legend>
    ${personFilters
      .filter((filter) => filter === 'all' || filter === chosen || count[filter] > 0)
      .map(
        (filter) =>
          html`<label
            ><input
              type="radio"
              name="person-filter"
              .checked=${filter === chosen}
              @change=${() => choose(filter)}
            />${w.filterNames[filter]} <b>${count[filter]}</b></label
          >`,
      )}
  </fieldset>`;
}
