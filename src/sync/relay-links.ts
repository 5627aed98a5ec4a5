import type { Clock } from './clock.ts';
import type { Link } from './link.ts';
import { RelayLink } from './relay-link.ts';
import { lanes } from './rendezvous.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The way to the peers, and what is to be told. */
export interface RelaySocket {
  carry(peer: number, lane: number, bytes: Bytes): void;
  /** Bytes that wait in the socket on which this peer's bytes go. */
  buffered(peer: number): number;
  /** The other side opened a link. */
  linked(peer: number, link: Link): void;
}

/** Set in the number of a link in what goes to the one who opened it. Both sides count from one. */
const toOpener = 0x8000_0000;
/** Nobody needs more links to one peer at the same time; an old one is being given up, perhaps. */
const mostLinks = 8;
/** How soon to look again whether the socket has room: it does not tell. */
const againMs = 10;

/** The relay links of one socket, of all its peers. Each message on their lanes begins with the number of its link. */
export class RelayLinks {
  #socket: RelaySocket;
  #clock: Clock;
  /** By peer, by the number as it stands in what comes. */
  #links = new Map<number, Map<number, RelayLink>>();
  #opened = 0;
  #waiting = new Set<RelayLink>();
  #callOff: (() => void) | undefined;

  constructor(socket: RelaySocket, clock: Clock) {
    this.#socket = socket;
    this.#clock = clock;
  }

  /** Opens a link to a peer; if it is not there, the link ends when the desk says so. */
  open(peer: number): Link {
    this.#opened = (this.#opened + 1) % toOpener;
    const number = this.#opened + toOpener;
    const link = this.#make(peer, number);
    this.#socket.carry(peer, lanes.open, head(other(number)));
    return link;
  }

  /** Something came from a peer on a lane of relay links. What fits nothing is passed over. */
  accept(peer: number, lane: number, bytes: Bytes): void {
    if (bytes.length < 4) return;
    const number = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(0);
    const link = this.#links.get(peer)?.get(number);
    if (lane === lanes.open) {
      if (link === undefined && number < toOpener) this.#opens(peer, number);
      return;
    }
    if (link === undefined) return;
    if (lane === lanes.message) link.came(bytes.slice(4));
    else if (lane === lanes.end) link.ended();
    else if (lane === lanes.credit && bytes.length === 8) {
      link.credited(new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(4));
    }
  }

  /** The peer has left: its links end. */
  left(peer: number): void {
    for (const link of Array.from(this.#links.get(peer)?.values() ?? [])) link.ended();
  }

  /** The socket is gone: all links end. */
  endAll(): void {
    for (const peer of Array.from(this.#links.keys())) this.left(peer);
    this.#callOff?.();
    this.#callOff = undefined;
    this.#waiting.clear();
  }

  #opens(peer: number, number: number): void {
    if ((this.#links.get(peer)?.size ?? 0) >= mostLinks) {
      this.#socket.carry(peer, lanes.end, head(other(number)));
      return;
    }
    this.#socket.linked(peer, this.#make(peer, number));
  }

  #make(peer: number, number: number): RelayLink {
    const ofPeer = this.#links.get(peer) ?? new Map<number, RelayLink>();
    this.#links.set(peer, ofPeer);
    const out = other(number);
    const link: RelayLink = new RelayLink({
      message: (bytes) => this.#socket.carry(peer, lanes.message, head(out, bytes)),
      credit: (bytes) => this.#socket.carry(peer, lanes.credit, head(out, head(bytes))),
      end: () => this.#socket.carry(peer, lanes.end, head(out)),
      buffered: () => this.#socket.buffered(peer),
      callAgain: () => this.#callAgain(link),
      forget: () => {
        this.#waiting.delete(link);
        ofPeer.delete(number);
        if (ofPeer.size === 0 && this.#links.get(peer) === ofPeer) this.#links.delete(peer);
      },
    });
    ofPeer.set(number, link);
    return link;
  }

  #callAgain(link: RelayLink): void {
    this.#waiting.add(link);
    this.#callOff ??= this.#clock.after(againMs, () => {
      this.#callOff = undefined;
      const links = [...this.#waiting];
      this.#waiting.clear();
      // By turns, so that a long answer to one does not keep all others waiting.
      let went = true;
      while (went) {
        went = false;
        for (const each of links) went = each.step() || went;
      }
      for (const each of links) each.settle();
    });
  }
}

const other = (number: number): number => (number >= toOpener ? number - toOpener : number + toOpener);

function head(number: number, bytes?: Bytes): Bytes {
  const all = new Uint8Array(4 + (bytes?.length ?? 0));
  new DataView(all.buffer).setUint32(0, number);
  if (bytes !== undefined) all.set(bytes, 4);
  return all;
}
