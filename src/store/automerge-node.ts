import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { startAutomerge } from './automerge.ts';

let isReady = false;

/** Makes Automerge ready in Node, from the installed package. */
export async function automergeForNode(): Promise<void> {
  // The file is long, and this is called before every document.
  if (isReady) return;
  const path = createRequire(import.meta.url).resolve('@automerge/automerge/automerge.wasm');
  await startAutomerge(await readFile(path));
  isReady = true;
}
