import { decodeText } from './decode-text.ts';
import { withoutIdentityNumbers } from './identity-number.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { Refusal } from './refusal.ts';
import { tableLimits, type Table } from './table.ts';
import { tooManyBytes } from './xlsx-parts.ts';

/**
 * Reads a table of an office program: .xlsx, .xlsm, or .csv, .tsv, .txt in UTF-8 or GB18030. What it is is told by its
 * bytes and not by its name. Identity numbers never leave this function.
 *
 * @param name of the file, for what its bytes do not tell
 * @param sheet the sheet to be read; without it the one with the most rows
 * @throws {Refusal} `empty`, `binary`, `not-text` and the codes that begin with `table-`
 */
export function readTable(name: string, bytes: Uint8Array, sheet?: string): Table {
  if (bytes.length === 0) throw new Refusal('empty');
  if (bytes.length > tableLimits.bytes) throw tooManyBytes();
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (isZip) return withoutIdentityNumbers(readXlsx(bytes, sheet));
  if (isOle(bytes)) throw new Refusal(isEncrypted(bytes) ? 'table-encrypted' : 'table-old-format');
  if (/\.xls[xm]$/i.test(name)) throw new Refusal('table-damaged');
  const text = decodeText(bytes);
  // Programs write web pages and call them .xls.
  if (/^\s*<(?:!|\?xml|html|table)/i.test(text.slice(0, 1000))) throw new Refusal('table-format');
  return withoutIdentityNumbers(readCsv(text));
}

/** .xls, .et, and every workbook with a password lie in a compound file of the old kind. */
const isOle = (bytes: Uint8Array): boolean =>
  [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].every((byte, at) => bytes[at] === byte);

/** The directory of such a file names what it holds, in two bytes a letter. */
function isEncrypted(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes).includes([...'EncryptedPackage'].join('\0'));
}
