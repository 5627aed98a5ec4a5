import type { Connections } from '../engine/connections.ts';
import type { Link } from '../sync/link.ts';
import { makePresence, officeRoom } from '../sync/presence.ts';
import type { DeskSeat, Hub } from './hub.ts';

/** The place of the desk's own base at its hub. */
export class DeskSeating {
  #hub: Hub;
  #connections: Connections;
  #seat: DeskSeat | undefined;
  /** Devices that have shown who they are, by their number at the hub. */
  #admitted = new Map<number, string>();

  constructor(hub: Hub, connections: Connections) {
    this.#hub = hub;
    this.#connections = connections;
  }

  /** Takes the seat once there is an office; from then on whoever is revoked has to go. */
  follow(): void {
    const { lines } = this.#connections;
    if (lines === undefined) return;
    for (const [peer, device] of this.#admitted) if (!lines.rights.isActive(device)) this.#expel(peer);
    if (this.#seat !== undefined) return;
    const { office } = lines.identity;
    this.#seat = this.#hub.seat({
      room: officeRoom(office),
      presence: makePresence(office, lines.replica.keeper.device!),
      met: () => undefined,
      left: (peer) => void this.#admitted.delete(peer),
      linked: (peer, link) => void this.#take(peer, link),
    });
  }

  async #take(peer: number, link: Link): Promise<void> {
    const device = await this.#connections.take(link, 'answerer', 'desk');
    if (device === undefined) {
      // It may have been let in a moment ago, by an admin whose entry is not here yet; it will come again.
      if (!this.#admitted.has(peer)) this.#seat?.expel(peer, 'stranger');
      return;
    }
    this.#admitted.set(peer, device);
    this.#seat?.admit(peer);
  }

  #expel(peer: number): void {
    this.#admitted.delete(peer);
    this.#seat?.expel(peer, 'revoked');
  }
}
