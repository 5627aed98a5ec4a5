/** Sizes after gzip of the app as it was built, by what loads what. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Files of the built app, under the names they have in `assets`. */
export interface BuiltApp {
  /** All there are. */
  all: readonly string[];
  /** Scripts of the first screen. */
  first: ReadonlySet<string>;
  /** What is loaded besides when somebody opens a draft: the editor, and what the page around it brings for it. */
  editor: ReadonlySet<string>;
  /** Scripts of the worker that owns the base. */
  engine: ReadonlySet<string>;
  /** Bytes that the files take together when they are sent. */
  gzip(files: Iterable<string>): number;
}

/**
 * Reads what `vite build` made.
 *
 * @param folder of the built app
 */
export function builtApp(folder = 'dist/app'): BuiltApp {
  const assets = join(folder, 'assets');
  const all = readdirSync(assets);
  /** Files that a script loads at once, itself among them. */
  const closure = (entry: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(entry)) return seen;
    seen.add(entry);
    const source = readFileSync(join(assets, entry), 'utf8');
    for (const [, file] of source.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
      closure(file!, seen);
    return seen;
  };
  const together = (entries: readonly string[]): Set<string> =>
    new Set(entries.flatMap((entry) => [...closure(entry)]));
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const entries = [...html.matchAll(/src="\.\/assets\/([^"]+\.js)"/g)].map((match) => match[1]!);
  // One of the two tables of words is fetched at once, whichever the reader's language is.
  const words = all.filter((file) => /^(?:zh|en)-[\w-]{8}\.js$/.test(file));
  const sizeOf = (file: string): number => readFileSync(join(assets, file)).length;
  const longer = words.sort((a, b) => sizeOf(b) - sizeOf(a)).slice(0, 1);
  const first = together([...entries, ...longer]);
  const editor = together(all.filter((file) => /^gj-draft(?:-editor)?-[\w-]{8}\.js$/.test(file)));
  return {
    all,
    first,
    editor: new Set([...editor].filter((file) => !first.has(file))),
    engine: together(all.filter((file) => /^shared-worker.*\.js$/.test(file))),
    gzip: (files) =>
      [...files].reduce(
        (sum, file) => sum + gzipSync(readFileSync(join(assets, file)), { level: 9 }).length,
        0,
      ),
  };
}
