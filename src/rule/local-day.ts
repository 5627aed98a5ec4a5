import type { Day } from './validity.ts';

/**
 * The day on the wall where this device stands: in China it has begun for eight hours when it begins in UTC.
 *
 * @param at milliseconds since 1970
 */
export function localDay(at: number): Day {
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
