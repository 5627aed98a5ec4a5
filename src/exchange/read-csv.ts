import Papa from 'papaparse';
import { Refusal } from './refusal.ts';
import { tableLimits, type Table } from './table.ts';

const delimiters = [',', ';', '\t'] as const;

/**
 * Reads lines of a text file as rows: values between commas, semicolons or tabs, in quotation marks where they
 * contain these. A formula is words like any other.
 *
 * @throws {Refusal} `table-empty`, `table-too-large`
 */
export function readCsv(text: string): Table {
  const stated = /^sep=([,;\t])\r?\n/.exec(text);
  // Empty lines at the end are no rows.
  const body = (stated === null ? text : text.slice(stated[0].length)).trimEnd();
  const { data } = Papa.parse<string[]>(body, {
    delimiter: stated?.[1] ?? sniffDelimiter(body),
    // One more than allowed, to see that there is one.
    preview: tableLimits.rows + 1,
  });
  const rows = data.map((cells) => {
    const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
    if (filled > tableLimits.columns) throw new Refusal('table-too-large', { columns: tableLimits.columns });
    return cells.slice(0, filled).map((cell) => cell.slice(0, tableLimits.cell));
  });
  if (rows.length > tableLimits.rows) throw new Refusal('table-too-large', { rows: tableLimits.rows });
  const end = rows.findLastIndex((cells) => cells.length > 0) + 1;
  if (end === 0) throw new Refusal('table-empty');
  return { rows: rows.slice(0, end), sheets: [] };
}

/** The delimiter that stands in most of the first lines, and there most often. What is in quotation marks does not count. */
function sniffDelimiter(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .replaceAll(/"[^"]*"/g, '')
    .split(/\r\n|\r|\n/)
    .slice(0, 30);
  const scores = delimiters.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const lineCount = counts.filter((count) => count > 0).length;
    return { delimiter, lineCount, total: counts.reduce((sum, count) => sum + count, 0) };
  });
  scores.sort((a, b) => b.lineCount - a.lineCount || b.total - a.total);
  return scores[0]!.delimiter;
}
