import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { IncomingFile } from '../exchange/incoming-file.ts';

function fileAt(path: string, shownAs: string): IncomingFile {
  return {
    path: shownAs,
    size: statSync(path).size,
    bytes: () => Promise.resolve(new Uint8Array(readFileSync(path))),
  };
}

/**
 * The files of a path: the file itself, or all files below a folder in order of their names.
 *
 * @param path of a file or folder
 * @returns files with paths relative to `path`, with `/` between folders
 * @throws when the path does not exist
 */
export function* filesBelow(path: string): Generator<IncomingFile> {
  if (!statSync(path).isDirectory()) {
    yield fileAt(path, basename(path));
    return;
  }
  const folders: string[] = [''];
  while (folders.length > 0) {
    const folder = folders.shift()!;
    const entries = readdirSync(join(path, folder), { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const here = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(here);
      else if (entry.isFile()) yield fileAt(join(path, here), here);
    }
  }
}
