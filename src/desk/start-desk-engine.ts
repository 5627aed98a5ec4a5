import { createEngine } from '../engine/engine.ts';
import { automergeForNode } from '../store/automerge-node.ts';
import type { Storage } from '../store/storage.ts';

/**
 * Starts the engine of the desk over its folder. It has no seat at the hub yet (`Hub.seat`), so the desk only passes on.
 *
 * @returns ends the engine; the storage stays open
 */
export async function startDeskEngine(storage: Storage): Promise<{ close(): Promise<void> }> {
  const engine = await createEngine({ storage, startAutomerge: automergeForNode, tell: () => undefined });
  return { close: () => engine.close() };
}
