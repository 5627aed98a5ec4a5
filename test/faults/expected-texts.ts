import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { importFiles } from '../../src/exchange/import-files.ts';
import { parseText } from '../../src/rule/parse-text.ts';
import { readingUnits } from '../../src/rule/reading-units.ts';
import { editionHash } from '../../src/ledger/edition-hash.ts';
import type { NewEdition } from '../../src/store/new-edition.ts';

/** What a base must hold once a file has come in. */
export interface ExpectedText {
  edition: string;
  /** JSON of what a page shows of it, from its first word to its last. */
  reading: string;
  /** Words that stand in it, to be found by. */
  phrase: string;
}

/** Reads all texts below a folder as an import does, by their file's path below it. */
export async function expectedTexts(folder: string): Promise<Map<string, ExpectedText>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .map((path) => ({ path, size: 1, bytes: () => readFile(join(folder, path)) }));
  const expected = new Map<string, ExpectedText>();
  for await (const outcome of importFiles(files, { signal: new AbortController().signal })) {
    if ('problem' in outcome) continue;
    const { content, citations } = outcome.ok.edition;
    const { preamble, units } = readingUnits(parseText(content.text), citations);
    expected.set(outcome.file, {
      edition: await editionHash(content),
      reading: JSON.stringify({ preamble, units }),
      phrase: phraseIn(outcome.ok.edition),
    });
  }
  return expected;
}

/** Words of the last article that has some, without its label: that is what half a text would lack. */
function phraseIn({ content, units }: NewEdition): string {
  const marked = /代号为(\p{Script=Han}{3})/u.exec(content.text)?.[1];
  if (marked !== undefined) return marked;
  for (const { body, end } of [...units].reverse()) {
    const runs = content.text.slice(body, end).match(/\p{Script=Han}{5,12}/gu);
    if (runs !== null) return runs.at(-1)!;
  }
  return '';
}
