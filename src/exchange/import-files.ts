import { classificationMark } from '../rule/classification-mark.ts';
import { decodeText } from './decode-text.ts';
import type { IncomingFile } from './incoming-file.ts';
import { limits, megabytes } from './limits.ts';
import type { Problem } from './problem.ts';
import type { ReadEdition } from './read-edition.ts';
import { readText } from './read-text.ts';
import { Refusal } from './refusal.ts';
import { unzip } from './unzip.ts';

/** What became of a file: a text, or the reason why not. */
export type FileOutcome = { file: string; ok: ReadEdition } | { file: string; problem: Problem };

const readable = new Set(['md', 'markdown', 'txt', 'text', '']);
const later = new Set(['docx', 'doc', 'wps', 'pdf', 'ofd', 'html', 'htm', 'rtf', 'xlsx', 'xls', 'odt']);

const extensionOf = (path: string): string => /\.([A-Za-z0-9]{1,10})$/.exec(path)?.[1]?.toLowerCase() ?? '';

/**
 * Reads files one after another. A bad file yields its problem and never stops the others; nothing of a
 * refused file is passed on but its path.
 *
 * @param signal ends the reading before the next file
 */
export async function* importFiles(
  files: Iterable<IncomingFile>,
  { signal }: { signal: AbortSignal },
): AsyncGenerator<FileOutcome> {
  for (const file of files) {
    if (signal.aborted) return;
    try {
      if (extensionOf(file.path) === 'zip') yield* readArchive(file, signal);
      else yield await readFile(file);
    } catch (error) {
      yield { file: file.path, problem: problemOf(error) };
    }
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof DOMException || (error instanceof Error && 'code' in error))
    return { code: 'unreadable' };
  return { code: 'unexpected' };
}

/** @throws {Refusal} when files of this name are not read */
function checkName(path: string): void {
  const extension = extensionOf(path);
  if (classificationMark(path, '') !== undefined) throw new Refusal('classified');
  if (extension === 'zip') throw new Refusal('zip-nested');
  if (later.has(extension)) throw new Refusal('format-later', { extension });
  if (!readable.has(extension)) throw new Refusal('format-unknown', { extension });
}

async function readFile(file: IncomingFile): Promise<FileOutcome> {
  checkName(file.path);
  if (file.size === 0) throw new Refusal('empty');
  if (file.size > limits.text) tooLarge(file.size, limits.text);
  return { file: file.path, ok: readBytes(file.path, await file.bytes()) };
}

function readBytes(path: string, bytes: Uint8Array): ReadEdition {
  if (bytes.length === 0) throw new Refusal('empty');
  if (bytes.length > limits.text) tooLarge(bytes.length, limits.text);
  const text = decodeText(bytes);
  if (text.trim() === '') throw new Refusal('empty');
  return readText(path, text);
}

async function* readArchive(file: IncomingFile, signal: AbortSignal): AsyncGenerator<FileOutcome> {
  if (classificationMark(file.path, '') !== undefined) throw new Refusal('classified');
  if (file.size === 0) throw new Refusal('empty');
  if (file.size > limits.archive) tooLarge(file.size, limits.archive);
  // laws.zip with a folder laws/ in it: that folder is the archive once more and no category.
  const own = `${file.path
    .split('/')
    .at(-1)!
    .replace(/\.zip$/i, '')}/`;
  const wants = (path: string): boolean => readable.has(extensionOf(path));
  for (const entry of unzip(await file.bytes(), wants)) {
    if (signal.aborted) return;
    const shown = `${file.path}/${entry.path}`;
    if ('problem' in entry) {
      yield { file: shown, problem: entry.problem };
      continue;
    }
    try {
      checkName(entry.path);
      const path = entry.path.startsWith(own) ? entry.path.slice(own.length) : entry.path;
      yield { file: shown, ok: readBytes(path, entry.bytes) };
    } catch (error) {
      yield { file: shown, problem: problemOf(error) };
    }
  }
}

function tooLarge(size: number, limit: number): never {
  throw new Refusal('too-large', { megabytes: megabytes(size), limit: megabytes(limit) });
}
