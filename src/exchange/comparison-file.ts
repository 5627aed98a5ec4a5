import type { TableCell, TableRow } from '../rule/comparison-table.ts';
import type { XlsxSheet } from './write-xlsx.ts';

/** Words that stand on a 修改对照表, in the language of the reader. */
export interface TableWords {
  title: string;
  before: string;
  after: string;
  reason: string;
  /** Which edition it is compared with. */
  against: string;
}

const cellText = (cells: readonly TableCell[]): string =>
  cells.map(({ label, text }) => (label === '' ? text : `${label}\u3000${text}`)).join('\n\n');

/** A 修改对照表 as a workbook to be written. */
export function comparisonSheet(rows: readonly TableRow[], words: TableWords, creator: string): XlsxSheet {
  return {
    name: words.title,
    title: words.title,
    above: words.against === '' ? [] : [['', words.against]],
    columns: [
      { name: words.before, width: 34 },
      { name: words.after, width: 34 },
      { name: words.reason, width: 18 },
    ],
    rows: rows.map(({ before, after, reason }) => [cellText(before), cellText(after), reason]),
    below: [],
    notes: [],
    pages: '&P / &N',
    creator,
  };
}

/** The same as a table of Markdown (GFM §4.10); what belongs to the text cannot end a cell or become markup. */
export function comparisonMarkdown(rows: readonly TableRow[], words: TableWords): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(' | ')} |`;
  return [
    `# ${markdownCell(words.title)}`,
    '',
    ...(words.against === '' ? [] : [markdownCell(words.against), '']),
    line([words.before, words.after, words.reason]),
    '| --- | --- | --- |',
    ...rows.map(({ before, after, reason }) => line([cellText(before), cellText(after), reason])),
    '',
  ].join('\n');
}

const markdownCell = (text: string): string =>
  text
    .replaceAll(/[\\`*_{}[\]<>#|&~]/g, (sign) => `\\${sign}`)
    .replaceAll(/\r\n?|\n/g, '<br>')
    .trim();

/** The same as a page of its own, as it is printed on A4: what went is struck, what came is underlined. */
export function comparisonHtml(rows: readonly TableRow[], words: TableWords, lang: string): string {
  const cell = (row: TableRow, side: 'before' | 'after'): string => {
    const hidden = side === 'before' ? 'inserted' : 'deleted';
    const isEmpty = row.pieces.length > 0 && row.pieces.every(({ kind }) => kind === hidden);
    if (isEmpty) return html(cellText(row[side]));
    const labels = row[side].map(({ label }) => label).filter(Boolean);
    const words = row.pieces
      .filter(({ kind }) => kind !== hidden)
      .map(({ kind, text }) =>
        kind === 'same'
          ? html(text)
          : kind === 'deleted'
            ? `<del>${html(text)}</del>`
            : `<ins>${html(text)}</ins>`,
      );
    return `${labels.length === 0 ? '' : `<b>${html(labels.join('、'))}</b>\u3000`}${words.join('')}`;
  };
  const body = rows.map(
    (row) =>
      `<tr><td>${cell(row, 'before')}</td><td>${cell(row, 'after')}</td><td>${html(row.reason)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="${html(lang)}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(words.title)}</title>
<style>
@page { size: A4; margin: 37mm 26mm 35mm 28mm }
body { font: 12pt/1.6 FangSong, STFangsong, serif; max-width: 60em; margin: 2em auto }
h1 { font-size: 16pt; text-align: center }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
th, td { border: 1px solid; padding: .3em .5em; vertical-align: top; white-space: pre-line; overflow-wrap: anywhere }
col:last-child { width: 22% }
thead { display: table-header-group }
tr { break-inside: auto }
ins { text-decoration: underline }
</style>
<h1>${html(words.title)}</h1>
${words.against === '' ? '' : `<p>${html(words.against)}</p>`}
<table><colgroup><col><col><col></colgroup>
<thead><tr><th>${html(words.before)}</th><th>${html(words.after)}</th><th>${html(words.reason)}</th></tr></thead>
<tbody>
${body.join('\n')}
</tbody></table>
</html>
`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const html = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign]!);
