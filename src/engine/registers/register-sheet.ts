import type { XlsxSheet } from '../../exchange/write-xlsx.ts';
import type { XlsxCell } from '../../exchange/xlsx-cells.ts';
import { cellText } from '../../office/registers/cell-text.ts';
import type { Cell, RegisterFact, RegisterLanguage, RegisterLook } from '../../office/registers/register.ts';

/** A register as a sheet to be written: its boxes stay empty, for the hand. */
export function registerSheet(
  { form, office, title, head, above, columns, rows, below, foot, notes }: RegisterLook,
  { zone, language, creator }: { zone: number; language: RegisterLanguage; creator: string },
): XlsxSheet {
  const cell = (value: Cell): XlsxCell =>
    typeof value === 'object' && 'at' in value ? { at: value.at, zone } : value;
  const line = ({ name, value }: RegisterFact): readonly [string, XlsxCell] => [name, cell(value)];
  const boxes = (names: readonly string[]): (readonly [string, XlsxCell])[] =>
    names.map((name) => [name, '']);
  return {
    name: title,
    title: form === 'incoming' ? `${office} ${title}` : title,
    above: [...head.map(line), ...boxes(above)],
    columns,
    rows: rows.map((cells) => cells.map(cell)),
    below: boxes(below),
    // A line each: a hash is longer than the columns are wide.
    notes: [...foot.map(({ name, value }) => `${name}: ${cellText(value, zone)}`), ...notes],
    pages: language === 'zh' ? '第 &P 页，共 &N 页' : 'Page &P of &N',
    creator,
  };
}
