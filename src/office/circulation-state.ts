import type { CirculationRecord } from './circulations.ts';

export type CirculationState = 'open' | 'closed' | 'withdrawn' | 'replaced';

/** How a circulation stands; of one that is not open nothing more is said. */
export function circulationState({ withdrawn, replacedBy, closed }: CirculationRecord): CirculationState {
  if (withdrawn !== undefined) return 'withdrawn';
  if (replacedBy !== undefined) return 'replaced';
  return closed === undefined ? 'open' : 'closed';
}
