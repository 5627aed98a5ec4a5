import { textOfSide, type Comparison, type ComparisonRow } from './comparison.ts';
import { headingAmendments } from './heading-amendments.ts';
import { numberToNumeral } from './numeral.ts';
import { quotedParagraphs, titled } from './quoted-text.ts';
import type { Day } from './validity.ts';
import { unitAmendments } from './unit-amendments.ts';

export interface DecisionOptions {
  /** The title of the rule that is amended, without 《》. */
  title: string;
  /** Who decides; 本单位 when it is not said. */
  by?: string;
  /** From when the decision holds; the day of its publication when it is not said. */
  effectiveOn?: Day;
}

/** One numbered point of a decision: its paragraphs. */
export type Amendment = string[];

/**
 * A first wording of the decision (修改决定) that turns the old edition into the new one, for a person to go over:
 * 将第N条修改为、增加一条、删去第N条、将第N条中的“A”修改为“B” …, in the order of the new edition.
 *
 * @returns paragraphs, the title first; empty when there is nothing to decide
 */
export function amendingDecision(
  comparison: Comparison,
  { title, by = '本单位', effectiveOn }: DecisionOptions,
): string[] {
  const points = amendmentsOf(comparison.rows);
  const isRenumbered = comparison.rows.some((row) => row.renumbered);
  if (points.length === 0 && !isRenumbered) return [];
  return [
    `关于修改${titled(title)}的决定`,
    `${by}决定对${titled(title)}作如下修改：`,
    ...points.flatMap(([first, ...rest], at) => [`${numberToNumeral(at + 1)}、${first}`, ...rest]),
    `本决定自${effectiveOn === undefined ? '公布之日' : dayInWords(effectiveOn)}起施行。`,
    `${titled(title)}根据本决定作相应修改${isRenumbered ? '并对条文顺序作相应调整' : ''}，重新公布。`,
  ];
}

/** 2024-05-01 → 2024年5月1日 */
function dayInWords(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

function amendmentsOf(rows: readonly ComparisonRow[]): Amendment[] {
  const points: Amendment[] = [];
  /** The heading that units without a number are called by: where they stand, or where they stood. */
  let [heading, label] = ['', ''];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    if (row.of === 'heading') {
      heading = textOfSide(row, row.after.length > 0 ? 'after' : 'before');
      label = row.after[0]?.label ?? label;
      points.push(...headingAmendments(row));
    } else if (row.of === 'preamble') {
      if (row.kind === 'deleted') points.push(['删去引言。']);
      else if (row.kind === 'inserted') points.push(quotedParagraphs('增加引言：', textOfSide(row, 'after')));
      else if (row.kind === 'changed')
        points.push(quotedParagraphs('将引言修改为：', textOfSide(row, 'after')));
    } else {
      // Articles that come or go one after the other are told in one breath.
      let end = at + 1;
      if (row.kind === 'inserted' || row.kind === 'deleted') {
        while (rows[end]?.of === 'unit' && rows[end]!.kind === row.kind && rows[end]!.level === row.level)
          end += 1;
      }
      points.push(...unitAmendments(rows.slice(at, end), { title: heading, label }));
      at = end - 1;
    }
  }
  return points;
}
