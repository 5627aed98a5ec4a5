import { cellText } from '../office/registers/cell-text.ts';
import type { Cell } from '../office/registers/register.ts';

/** How far the clock here is ahead of UTC at a moment, in minutes. */
export function zoneAt(at: number): number {
  return -new Date(at).getTimezoneOffset();
}

/** A cell of a register as it is read here. */
export function registerCell(cell: Cell): string {
  return cellText(cell, typeof cell === 'object' && 'at' in cell ? zoneAt(cell.at) : 0);
}
