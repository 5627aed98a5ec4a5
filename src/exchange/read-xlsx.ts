import { readXml } from './read-xml.ts';
import { Refusal } from './refusal.ts';
import { tableLimits, type MergedRun, type Table } from './table.ts';
import { xlsxParts } from './xlsx-parts.ts';
import { readSheet, type Workbook } from './xlsx-sheet.ts';
import { readSharedStrings } from './xlsx-strings.ts';
import { readDateStyles } from './xlsx-styles.ts';

interface Sheet {
  name: string;
  part: Uint8Array;
  hidden: boolean;
}

/**
 * Reads one sheet of a workbook (.xlsx, .xlsm): the one that is asked for, else of those that can be seen the one with
 * the most rows.
 *
 * @throws {Refusal} `table-damaged`, `table-encrypted`, `table-too-large`, `table-empty`, `table-format`
 */
export function readXlsx(bytes: Uint8Array, wanted?: string): Table {
  const parts = xlsxParts(bytes);
  const { sheets, from1904 } = readWorkbook(parts);
  const workbook: Workbook = {
    strings: readSharedStrings(parts.get('xl/sharedStrings.xml')),
    dateStyles: readDateStyles(parts.get('xl/styles.xml')),
    from1904,
  };
  const seen = sheets.filter(({ hidden }) => !hidden);
  const named = sheets.filter(({ name }) => name === wanted);
  const candidates = named.length > 0 ? named : seen.length > 0 ? seen : sheets;
  let best: { name: string; rows: string[][]; merged: MergedRun[]; filled: number } | undefined;
  for (const { name, part } of candidates) {
    const { rows, merged } = readSheet(part, workbook);
    const filled = rows.filter((cells) => cells.length > 0).length;
    if (best === undefined || filled > best.filled) best = { name, rows, merged, filled };
  }
  if (best === undefined) throw new Refusal('table-damaged');
  if (best.filled === 0) throw new Refusal('table-empty');
  const { merged } = best;
  return {
    rows: best.rows,
    ...(merged.length > 0 && { merged }),
    sheet: best.name,
    sheets: sheets.map(({ name }) => name),
  };
}

/** Sheets in their order and the system of dates. What is a chart has no table and is left out. */
function readWorkbook(parts: ReadonlyMap<string, Uint8Array>): { sheets: Sheet[]; from1904: boolean } {
  const targets = readTargets(parts.get('xl/_rels/workbook.xml.rels'));
  const sheets: Sheet[] = [];
  let from1904 = false;
  readXml(parts.get('xl/workbook.xml')!, {
    open(name, attribute) {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attribute('date1904') ?? '');
      if (name !== 'sheet' || sheets.length >= tableLimits.sheets) return;
      const part = parts.get(targets.get(attribute('id') ?? '') ?? '');
      if (part === undefined) return;
      const hidden = /^(?:hidden|veryHidden)$/.test(attribute('state') ?? '');
      sheets.push({ name: (attribute('name') ?? '').slice(0, 100), part, hidden });
    },
    close: () => undefined,
  });
  return { sheets, from1904 };
}

/** rId1 → xl/worksheets/sheet1.xml */
function readTargets(bytes: Uint8Array | undefined): Map<string, string> {
  const targets = new Map<string, string>();
  if (bytes === undefined) return targets;
  readXml(bytes, {
    open(name, attribute) {
      if (name !== 'Relationship') return;
      const target = attribute('Target') ?? '';
      targets.set(attribute('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
    close: () => undefined,
  });
  return targets;
}
