const units = [
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3],
] as const;

/**
 * Bytes as a person reads them.
 *
 * @param lang language of the reader, as in `Words`
 */
export function byteSize(n: number, lang: string): string {
  const [unit, size] = units.find(([, least]) => n >= least) ?? ['byte', 1];
  const value = n / size;
  return new Intl.NumberFormat(lang, {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
