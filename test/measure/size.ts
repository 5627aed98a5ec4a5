/** Sizes after gzip of what a reader downloads. Prints the keys of the measuring table. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const assets = 'dist/app/assets';
const gzip = (file: string): number => gzipSync(readFileSync(join(assets, file)), { level: 9 }).length;

/** Files that a script loads at once, itself among them. */
function closure(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const source = readFileSync(join(assets, entry), 'utf8');
  for (const [, file] of source.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) closure(file!, seen);
  return seen;
}

const sum = (files: Iterable<string>): number => [...files].reduce((total, file) => total + gzip(file), 0);
const html = readFileSync('dist/app/index.html', 'utf8');
const entries = [...html.matchAll(/src="\.\/assets\/([^"]+\.js)"/g)].map((match) => match[1]!);
const first = new Set(entries.flatMap((entry) => [...closure(entry)]));
const all = readdirSync(assets);
const engines = all.filter((file) => /^shared-worker.*\.js$/.test(file));
const engine = new Set(engines.flatMap((entry) => [...closure(entry)]));

// What is loaded besides when somebody opens a draft: the editor, and what the page around it brings for it.
const editors = all.filter((file) => /^gj-draft(?:-editor)?-[\w-]{8}\.js$/.test(file));
const editor = new Set(editors.flatMap((entry) => [...closure(entry)]).filter((file) => !first.has(file)));

console.log(
  JSON.stringify({
    firstScreenGzip: sum(first),
    engineGzip: sum(engine),
    wasmGzip: sum(all.filter((file) => file.endsWith('.wasm'))),
    editorGzip: sum(editor),
    firstScreenFiles: [...first],
    editorFiles: [...editor],
    styleGzip: sum(all.filter((file) => file.endsWith('.css'))),
  }),
);
