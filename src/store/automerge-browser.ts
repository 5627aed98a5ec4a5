import wasmUrl from '@automerge/automerge/automerge.wasm?url';
import { startAutomerge } from './automerge.ts';

/** Makes Automerge ready in a page or worker, from the one cached file that the app brings along. */
export async function automergeForBrowser(): Promise<void> {
  await startAutomerge(wasmUrl);
}
