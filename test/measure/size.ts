/** Sizes after gzip of what a reader downloads. Prints the keys of the measuring table. */
import { builtApp } from '../built-app.ts';

const { all, first, editor, engine, gzip } = builtApp();

console.log(
  JSON.stringify({
    firstScreenGzip: gzip(first),
    engineGzip: gzip(engine),
    wasmGzip: gzip(all.filter((file) => file.endsWith('.wasm'))),
    editorGzip: gzip(editor),
    firstScreenFiles: [...first],
    editorFiles: [...editor],
    styleGzip: gzip(all.filter((file) => file.endsWith('.css'))),
  }),
);
