import type { Cell } from './register.ts';

/**
 * A cell as it is read: days and moments in one notation in both languages, as registers have them.
 *
 * @param zone how far the clock that is meant is ahead of UTC, in minutes
 */
export function cellText(cell: Cell, zone: number): string {
  if (typeof cell !== 'object') return String(cell);
  if ('day' in cell) return cell.day;
  return new Date(cell.at + zone * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}
