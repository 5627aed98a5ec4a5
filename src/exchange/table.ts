/** A table as it came: words in rows. Rows may differ in length; an empty cell is an empty string. */
export interface Table {
  /** `rows[0]` is row 1 of the sheet or the first line of the file. */
  rows: string[][];
  /** Sheets of a workbook in their order; empty for a text file. */
  sheets: string[];
  /** Cells of one column that were made one over several rows; what stands in the first is said of all of them. */
  merged?: MergedRun[];
  /** The sheet that was read. */
  sheet?: string;
}

/** Rows and columns count from 0; both ends belong to it. */
export interface MergedRun {
  column: number;
  from: number;
  to: number;
}

/** Bounds of a table. The largest office of 500 people has a list of 500 rows; this is forty of it. */
export const tableLimits = {
  rows: 20_000,
  columns: 200,
  /** Bytes of the file, and of everything that comes out of a workbook. */
  bytes: 20 * 1024 * 1024,
  /** Characters of a cell; what is longer is a remark and is cut. */
  cell: 2000,
  sheets: 200,
} as const;
