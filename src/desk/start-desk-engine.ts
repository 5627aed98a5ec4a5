import { createEngine } from '../engine/engine.ts';
import { automergeForNode } from '../store/automerge-node.ts';
import type { Storage } from '../store/storage.ts';
import type { Hub } from './hub.ts';

/**
 * Starts the engine of the desk over its folder. Where the base belongs to an office, its device takes the seat at the
 * hub (`hub.seat`); until then the desk only passes on.
 *
 * @returns ends the engine; the storage stays open
 */
export async function startDeskEngine(storage: Storage, _hub: Hub): Promise<{ close(): Promise<void> }> {
  const engine = await createEngine({ storage, startAutomerge: automergeForNode, tell: () => undefined });
  return { close: () => engine.close() };
}
