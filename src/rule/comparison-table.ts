import {
  textsOfSide,
  type Comparison,
  type ComparedPlace,
  type ComparisonRow,
  type Piece,
} from './comparison.ts';

/** 第十二条 and its words. */
export interface TableCell {
  label: string;
  text: string;
}

/** One line of a 修改对照表: 原条文, 修改后条文, 修改理由. */
export interface TableRow {
  /** Several where articles were merged. */
  before: TableCell[];
  /** Several where an article was split. */
  after: TableCell[];
  /** What to mark: the cells of one side, with an empty line between them, are its pieces put together. */
  pieces: Piece[];
  /** 修改理由: written by a person. */
  reason: string;
}

/**
 * The rows of a 修改对照表: everything that is not word for word the same in its old place. What was only
 * renumbered does not stand in it. An empty side says （新增） or （删去）.
 */
export function comparisonTable({ rows }: Comparison): TableRow[] {
  return rows.filter(standsInTable).map(tableRow);
}

/** A row of a comparison as a line of the table, whether it stands in it or not. */
export const tableRow = (row: ComparisonRow): TableRow => ({
  before: cellsOf(row, 'before', '（新增）'),
  after: cellsOf(row, 'after', '（删去）'),
  pieces: row.pieces,
  reason: '',
});

/** Is a row of a comparison a row of the table? */
export const standsInTable = ({ of, kind, moved, renumbered }: ComparisonRow): boolean =>
  kind !== 'same' || moved || (of === 'heading' && renumbered);

function cellsOf(row: ComparisonRow, side: 'before' | 'after', empty: string): TableCell[] {
  if (row[side].length === 0) return [{ label: '', text: empty }];
  const texts = textsOfSide(row, side);
  return row[side].map((place, at) => ({ label: labelOf(place), text: texts[at]! }));
}

/** 第十二条【期限】 */
const labelOf = ({ label, caption }: ComparedPlace): string =>
  label + (caption === undefined ? '' : `【${caption}】`);
