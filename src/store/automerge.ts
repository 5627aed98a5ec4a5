import * as Automerge from '@automerge/automerge/slim';

/** Where the Automerge wasm module comes from: an address to fetch, or its bytes. */
export type AutomergeSource = string | Uint8Array;

let started: Promise<void> | undefined;

/**
 * Makes Automerge ready. Only documents need it: lists, search and reading do without, so it is called
 * when the first document is to be opened. Calling it again is free; after a failure it tries again.
 *
 * @throws when the module cannot be fetched or compiled
 */
export async function startAutomerge(source: AutomergeSource): Promise<void> {
  started ??= Automerge.initializeWasm(source);
  try {
    await started;
  } catch (cause) {
    started = undefined;
    throw cause;
  }
}
