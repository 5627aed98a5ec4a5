const dayMs = 86_400_000;
/** 31 December 9999 */
const last = 2_958_465;

/**
 * The day that a workbook means by a number.
 *
 * The system of 1900 counts a 29 February 1900 that never was, so that days after it lie one further; that of 1904,
 * of old Macs, begins with 0 on 1 January 1904.
 *
 * @returns an ISO day; undefined when the number means none
 */
export function dayOfSerial(serial: number, from1904: boolean): string | undefined {
  const whole = Math.floor(serial);
  if (!(whole >= (from1904 ? 0 : 1) && whole <= last)) return undefined;
  const first = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, whole < 60 ? 31 : 30);
  const date = new Date(first + whole * dayMs);
  return date.getUTCFullYear() > 9999 ? undefined : date.toISOString().slice(0, 10);
}
