import type { Table } from './table.ts';

/** Stands where an identity number stood. */
export const identityMark = '〔身份证号〕';

/** 18 digits with a day of birth in them, the last may be X; spaces within are common. */
const pattern =
  /(?<!\d)[1-9]\d{5} ?(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]) ?\d{3}[\dXx](?![\dXx])/g;

/**
 * The table with a mark in place of every identity number (居民身份证号码). A roster has no use for them, so they are
 * left behind at the door (个人信息保护法 art. 6: no more than is needed).
 */
export function withoutIdentityNumbers(table: Table): Table {
  return { ...table, rows: table.rows.map((cells) => cells.map(withoutNumber)) };
}

function withoutNumber(cell: string): string {
  if (cell.length < 18) return cell;
  const plain = cell.normalize('NFKC');
  const bare = plain.replaceAll(pattern, identityMark);
  return bare === plain ? cell : bare;
}
