/** How a cell begins that a table program would take for a formula. */
const formula = /^\s*[=+\-@＝＋－＠]/;
const plainNumber = /^\+?\d+$/;

/**
 * A table as CSV (RFC 4180) in UTF-8 with a byte order mark, without which Chinese office programs take it for GBK.
 * Words that a program would work out as a formula get an apostrophe before them.
 */
export function writeCsv(rows: readonly (readonly string[])[]): Uint8Array<ArrayBuffer> {
  const text = rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
  return new TextEncoder().encode(`\uFEFF${text}`);
}

function cell(value: string): string {
  const safe = formula.test(value) && !plainNumber.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
