import { DamagedDocument } from './damaged-document.ts';
import { ByteReader } from './document-chunks.ts';

/** To what a column of a document unfolds. */
export interface ColumnSize {
  rows: number;
  /** Bytes of all its strings, or of the values that it describes, each as often as it is repeated. */
  bytes: number;
  /** Rows of the columns that it groups. */
  grouped: number;
}

/** What a column holds: the lowest three bits of its specification (Automerge binary format, §columns). */
const kinds = ['group', 'actor', 'number', 'delta', 'boolean', 'string', 'value-head', 'value'] as const;

/**
 * Counts what a column unfolds to, without unfolding it: a run of a thousand million equal rows is a few bytes.
 *
 *     booleans: lengths of runs, of false and true in turn
 *     raw values: nothing but their bytes
 *     all others: runs of  signed count n · value (n > 0: n times; n < 0: -n different ones) or 0 · count of nulls
 *
 * @param kind the lowest three bits of the column's specification
 * @param most rows or bytes that it may have
 * @throws {DamagedDocument} when it has more, or is no column
 */
export function columnSize(
  kind: number,
  bytes: Uint8Array,
  most: { rows: number; bytes: number },
): ColumnSize {
  const reader = new ByteReader(bytes, 0);
  const size: ColumnSize = { rows: 0, bytes: 0, grouped: 0 };
  const name = kinds[kind];
  if (name === 'value') return size;
  while (reader.at < bytes.length) {
    const count = name === 'boolean' ? reader.number() : reader.signed();
    size.rows += name !== 'boolean' && count === 0 ? reader.number() : Math.abs(count);
    // Also what is not a number is not in bounds.
    if (!(size.rows <= most.rows)) throw new DamagedDocument('more rows than there may be');
    if (name === 'boolean') continue;
    const values = count > 0 ? 1 : -count;
    for (let i = 0; i < values && reader.at < bytes.length; i++) pass(reader, name, Math.max(count, 1), size);
    if (!(size.grouped <= most.rows && size.bytes <= most.bytes))
      throw new DamagedDocument('values that are more than there may be');
  }
  if (reader.at > bytes.length) throw new DamagedDocument('a column that ends too early');
  return size;
}

/** Passes over one value, which stands for `times` rows. */
function pass(
  reader: ByteReader,
  name: (typeof kinds)[number] | undefined,
  times: number,
  size: ColumnSize,
): void {
  switch (name) {
    case 'group':
      size.grouped += times * reader.number();
      break;
    case 'string': {
      const length = reader.number();
      size.bytes += times * length;
      reader.at += length;
      break;
    }
    case 'value-head':
      // The lowest four bits say of what type the value is.
      size.bytes += times * Math.floor(reader.number() / 16);
      break;
    default:
      reader.skip();
  }
}
