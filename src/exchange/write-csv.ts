/**
 * A table as CSV (RFC 4180) in UTF-8 with a byte order mark, without which Chinese office programs take it for GBK.
 * Words that a program would work out as a formula get an apostrophe before them.
 */
export function writeCsv(rows: readonly (readonly string[])[]): Uint8Array<ArrayBuffer> {
  const lines = rows.map((cells) => cells.map(field).join(','));
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
}

function field(words: string): string {
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(words) ? `'${words}` : words;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
