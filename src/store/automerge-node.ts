import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { startAutomerge } from './automerge.ts';

/** Makes Automerge ready in Node, from the installed package. */
export async function automergeForNode(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('@automerge/automerge/automerge.wasm');
  await startAutomerge(await readFile(path));
}
