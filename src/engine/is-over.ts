import type { CirculationRecord } from '../office/circulations.ts';

/** Nothing is said of it any more: it was closed or withdrawn, or another one has come in its place. */
export function isOver({ closed, withdrawn, replacedBy }: CirculationRecord): boolean {
  return closed !== undefined || withdrawn !== undefined || replacedBy !== undefined;
}
