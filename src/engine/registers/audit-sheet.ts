import type { XlsxSheet } from '../../exchange/write-xlsx.ts';
import type { XlsxCell } from '../../exchange/xlsx-cells.ts';
import type { AuditLine } from '../../office/registers/audit-line.ts';
import type { AuditWords } from '../../office/registers/audit-words.ts';
import type { RegisterOrder } from '../../office/registers/register.ts';
import { registerWords } from '../../office/registers/register-words.ts';

/** One line of the audit trail in words, in the order of `words.columns`. */
export function auditRow(line: AuditLine, words: AuditWords, zone: number): string[] {
  const moment = (at: number | undefined): string =>
    at === undefined ? '' : new Date(at + zone * 60_000).toISOString().slice(0, 16).replace('T', ' ');
  return [
    moment(line.at),
    moment(line.before),
    line.who,
    line.device,
    line.kindName,
    line.what,
    line.refused ?? words.valid,
    line.entry,
  ];
}

const widths = [8, 8, 6, 8, 6, 30, 8, 12];

/** The audit trail as a sheet. */
export function auditSheet(
  lines: readonly AuditLine[],
  words: AuditWords,
  { order, office, by }: { order: RegisterOrder; office: string; by: string },
): XlsxSheet {
  const { zone } = order;
  const moment = (at: number | undefined): XlsxCell => (at === undefined ? '' : { at, zone });
  const said = registerWords(order.language);
  return {
    name: words.title,
    title: `${office} ${words.title}`,
    above: [],
    columns: Object.values(words.columns).map((name, at) => ({ name, width: widths[at] ?? 8 })),
    rows: lines.map((line) => [
      moment(line.at),
      moment(line.before),
      ...auditRow(line, words, zone).slice(2),
    ]),
    below: [
      [said.madeBy, by],
      [said.madeAt, { at: order.at, zone }],
    ],
    notes: [said.notes.known],
    pages: order.language === 'zh' ? '第 &P 页，共 &N 页' : 'Page &P of &N',
    creator: by,
  };
}
