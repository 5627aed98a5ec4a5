import { Hub } from '../../../src/desk/hub.ts';
import type { SocketLike } from '../../../src/sync/desk-line.ts';
import { Machine, ProgramClock } from './sim-clock.ts';
import type { SimNetwork } from './sim-network.ts';
import { hubSocketOn, socketOn } from './wire-ends.ts';

/** The host of the desk, on which the real hub runs. */
export const deskHost = 0;

/** Where the devices meet. It may be switched off and on. */
export class SimDesk {
  readonly machine: Machine;
  #network: SimNetwork;
  #clock: ProgramClock;
  #hub: Hub | undefined;

  constructor(network: SimNetwork) {
    this.#network = network;
    this.machine = new Machine(network.time);
    this.#clock = new ProgramClock(this.machine);
  }

  get isOn(): boolean {
    return this.#hub !== undefined;
  }

  switchOn(): void {
    if (this.#hub !== undefined) return;
    this.#clock = new ProgramClock(this.machine);
    this.#hub = new Hub({ clock: this.#clock, version: '1', stunPort: 0 });
  }

  switchOff(isPowerCut: boolean): void {
    if (this.#hub === undefined) return;
    this.#hub = undefined;
    this.#clock.end();
    this.#network.hostGone(deskHost, isPowerCut);
  }

  /** What a browser does when it is given the address of the desk. */
  connect(host: number): SocketLike {
    const wire = this.#network.wire(host, deskHost, 'desk');
    const socket = socketOn(wire, 0);
    this.#network.time.after(this.#network.some() * 2, () => {
      if (!this.#network.reaches(host, deskHost)) return wire.lose();
      if (this.#hub === undefined) return wire.cut();
      if (!wire.isOpen(0)) return;
      this.#hub.take(hubSocketOn(wire, 1), `host ${host}`);
      socket.opened();
    });
    return socket;
  }
}
