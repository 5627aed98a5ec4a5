import { textOfSide, type Comparison, type ComparedPlace, type ComparisonRow, type Piece } from './comparison.ts';

/** One cell: 第十二条 and its words. */
export interface TableCell {
  label: string;
  text: string;
}

/** One line of a 修改对照表: 原条文, 修改后条文, 修改理由. */
export interface TableRow {
  before: TableCell;
  after: TableCell;
  /** What to mark in the cells. */
  pieces: Piece[];
  /** 修改理由: written by a person. */
  reason: string;
}

/**
 * The rows of a 修改对照表: everything that is not word for word the same in its old place. What was only
 * renumbered does not stand in it. An empty side says （新增） or （删去）.
 */
export function comparisonTable({ rows }: Comparison): TableRow[] {
  return rows.filter(isChanged).map((row) => ({
    before: cellOf(row, 'before', '（新增）'),
    after: cellOf(row, 'after', '（删去）'),
    pieces: row.pieces,
    reason: '',
  }));
}

const isChanged = ({ of, kind, moved, renumbered }: ComparisonRow): boolean =>
  kind !== 'same' || moved || (of === 'heading' && renumbered);

function cellOf(row: ComparisonRow, side: 'before' | 'after', empty: string): TableCell {
  const places = row[side];
  return places.length === 0
    ? { label: '', text: empty }
    : { label: places.map(labelOf).join('、'), text: textOfSide(row, side) };
}

/** 第十二条【期限】; a numbered paragraph keeps its 三 without the mark that follows it. */
const labelOf = ({ label, caption }: ComparedPlace): string =>
  label.replace(/[、．]$/, '') + (caption === undefined ? '' : `【${caption}】`);
