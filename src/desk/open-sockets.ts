import type { Socket } from 'node:net';
import { addressNetwork } from './address-network.ts';

/**
 * All sockets of the desk, whatever they speak or have yet to say. Nobody is refused for what others of the same
 * address do, as a branch and everybody behind a proxy have one; but when there are too many, whichever network has
 * most of them that are no WebSockets loses the oldest of those.
 */
export class OpenSockets {
  #most: number;
  #all = new Map<string, Socket>();
  /** Those that may have to go, by network, oldest first. */
  #passing = new Map<string, Map<string, Socket>>();

  /** @param most that are open at a time */
  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#all.size;
  }

  /** A socket was accepted; with TLS, before anything is agreed on it. */
  take(socket: Socket): void {
    const id = idOf(socket);
    if (id === undefined) {
      socket.destroy();
      return;
    }
    if (this.#all.size >= this.#most) this.#makeRoom();
    if (this.#all.size >= this.#most) {
      socket.destroy();
      return;
    }
    const { name } = addressNetwork(socket.remoteAddress!);
    const passing = this.#passing.get(name) ?? new Map<string, Socket>();
    this.#passing.set(name, passing.set(id, socket));
    this.#all.set(id, socket);
    socket.once('close', () => {
      if (this.#all.get(id) === socket) this.#forget(name, id);
    });
  }

  /** Now somebody else looks after it, until it closes. */
  keep(socket: Socket): void {
    const id = idOf(socket);
    if (id !== undefined) this.#passed(addressNetwork(socket.remoteAddress!).name, id);
  }

  /** Ends all at once that nobody else looks after. */
  endPassing(): void {
    for (const sockets of this.#passing.values()) for (const socket of sockets.values()) socket.destroy();
  }

  #makeRoom(): void {
    let [name, largest]: [string, ReadonlyMap<string, Socket>] = ['', new Map()];
    for (const [other, sockets] of this.#passing)
      if (sockets.size > largest.size) [name, largest] = [other, sockets];
    for (const [id, socket] of largest) {
      this.#forget(name, id);
      socket.destroy();
      return;
    }
  }

  #forget(name: string, id: string): void {
    this.#all.delete(id);
    this.#passed(name, id);
  }

  #passed(name: string, id: string): void {
    const passing = this.#passing.get(name);
    passing?.delete(id);
    if (passing?.size === 0) this.#passing.delete(name);
  }
}

/** Both of its ends: the same for a socket and for what speaks TLS over it. Undefined when it is gone already. */
function idOf({ remoteAddress, remotePort, localAddress, localPort }: Socket): string | undefined {
  if (remoteAddress === undefined) return undefined;
  return `${remoteAddress} ${remotePort} ${localAddress} ${localPort}`;
}
