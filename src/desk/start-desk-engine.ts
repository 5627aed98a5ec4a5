import type { CatchingUp } from '../engine/catching-up.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import type { DeskRoad } from '../engine/find-desk.ts';
import { automergeForNode } from '../store/automerge-node.ts';
import type { Storage } from '../store/storage.ts';
import { DeskSeating } from './desk-seating.ts';
import type { Hub } from './hub.ts';

export interface DeskEngine {
  readonly engine: Engine;
  /** Hears that something about other devices has changed. */
  onConnections: () => void;
  /** Devices, by name, that a desk which was restored from a backup waits for before it signs again, see `CatchingUp`. */
  readonly awaited: string[] | undefined;
  /** Hears that it signs again. */
  onCaughtUp: () => void;
  /**
   * Lets it sign again, on the word of who runs it.
   *
   * @throws {StorageFull | StorageFailed}
   */
  nothingLost(): Promise<void>;
  /** Ends the engine; the storage stays open. */
  close(): Promise<void>;
}

/**
 * Starts the engine of the desk over its folder. As soon as the base there belongs to an office, the desk takes its seat
 * at the hub: then it keeps what the office has, and lets nobody into the room who is not of it.
 *
 * @param road to the desk itself, by which it joins an office as any other device does
 */
export async function startDeskEngine(storage: Storage, hub: Hub, road: DeskRoad): Promise<DeskEngine> {
  const started: { seating?: DeskSeating; desk?: DeskEngine; wasCatchingUp?: boolean } = {};
  const engine = await createEngine({
    storage,
    startAutomerge: automergeForNode,
    surroundings: { isDesk: true, findDesk: () => Promise.resolve(road) },
    tell(message) {
      if (!('connections' in message)) return;
      started.seating?.follow();
      started.desk?.onConnections();
      if (!started.wasCatchingUp || catchingUp().awaited !== undefined) return;
      started.wasCatchingUp = false;
      started.desk?.onCaughtUp();
    },
  });
  const catchingUp = (): CatchingUp => engine.others.connections.catchingUp;
  const seating = new DeskSeating(hub, engine.others.connections);
  seating.follow();
  const desk: DeskEngine = {
    engine,
    onConnections: () => undefined,
    get awaited() {
      return catchingUp().awaited?.map(({ member, name }) => {
        const { members } = engine.office.roster;
        return [members.get(member)?.name, name].filter(Boolean).join(' ');
      });
    },
    onCaughtUp: () => undefined,
    nothingLost: () => catchingUp().nothingLost(),
    close: () => engine.close(),
  };
  Object.assign(started, { seating, desk, wasCatchingUp: desk.awaited !== undefined });
  return desk;
}
