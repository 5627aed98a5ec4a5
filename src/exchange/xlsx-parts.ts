import type { Problem } from './problem.ts';
import { Refusal } from './refusal.ts';
import { tableLimits } from './table.ts';
import { megabytes } from './limits.ts';
import { unzip } from './unzip.ts';

/**
 * The parts of a workbook that tell its values, unpacked within the bounds. Pictures, macros and links stay packed.
 *
 * @throws {Refusal} `table-damaged`, `table-encrypted`, `table-too-large`, `table-format` when it is another archive
 */
export function xlsxParts(bytes: Uint8Array): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>();
  let size = 0;
  try {
    for (const entry of unzip(bytes, isNeeded)) {
      if (!isNeeded(entry.path)) continue;
      if ('problem' in entry) throw refusalOf(entry.problem);
      size += entry.bytes.length;
      if (size > tableLimits.bytes) throw tooManyBytes();
      parts.set(entry.path, entry.bytes);
    }
  } catch (error) {
    throw error instanceof Refusal ? refusalOf(error.problem) : error;
  }
  if (!parts.has('xl/workbook.xml')) throw new Refusal('table-format');
  return parts;
}

/** A file of this many bytes, or one that unpacks to it, is no list of people. */
export const tooManyBytes = (): Refusal =>
  new Refusal('table-too-large', { megabytes: megabytes(tableLimits.bytes) });

const isNeeded = (path: string): boolean =>
  /^xl\/(?:(?:workbook|styles|sharedStrings)\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/i.test(
    path,
  );

/** What is wrong with the archive, said of the table that it is for the one who dropped it. */
function refusalOf({ code, detail }: Problem): Refusal {
  if (code === 'zip-encrypted') return new Refusal('table-encrypted');
  if (code === 'zip-too-large' || code === 'too-large') return tooManyBytes();
  return code.startsWith('table-') ? new Refusal(code, detail) : new Refusal('table-damaged');
}
