/** How a cell begins that a table program would take for a formula. */
const formula = /^[\s]*[=+\-@]/;
const plainNumber = /^\+?\d+$/;

/**
 * Rows as a CSV file (RFC 4180) that table programs open as it is: with a mark at its beginning that says UTF-8, and
 * nothing in it that they would run.
 */
export function writeCsv(rows: readonly (readonly string[])[]): Uint8Array {
  const text = rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
  return new TextEncoder().encode(`\uFEFF${text}`);
}

function cell(value: string): string {
  const safe = formula.test(value) && !plainNumber.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
