import type { Clock } from './clock.ts';
import type { Ending } from './ending.ts';
import type { Link } from './link.ts';
import { RelayLinks } from './relay-links.ts';
import { decodeFromDesk, deskPeer, encodeToDesk, type FromDesk, lanes, type ToDesk } from './rendezvous.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What is used of a WebSocket, in browsers and of the package `ws`. */
export interface SocketLike {
  binaryType: string;
  readonly bufferedAmount: number;
  addEventListener(type: 'open' | 'message' | 'close' | 'error', listener: (event: object) => void): void;
  send(bytes: Bytes): void;
  close(): void;
}

/** `waiting`: for the next attempt. */
export type DeskLineState = 'connecting' | 'open' | 'waiting';

export interface DeskLineEvents {
  /** @param why the line is not open, when this is known */
  state(state: DeskLineState, why?: Ending): void;
  /** Somebody is in the room: what `presence` says is not proven. The desk, where it is a device, is `deskPeer`. */
  met(peer: number, presence: Bytes, isDesk: boolean): void;
  /** Also for everybody, when the socket is gone. */
  left(peer: number): void;
  /** The other side opened a relay link. */
  linked(peer: number, link: Link): void;
  signalled(peer: number, bytes: Bytes): void;
}

export interface DeskLineOptions {
  /** Address of the desk's WebSocket, `ws:` or `wss:`. */
  url: string;
  connect: (url: string) => SocketLike;
  clock: Clock;
  /** Asked anew for each socket, so that nobody is recognised by the presence of the last one. */
  enter: () => { room: Bytes; presence: Bytes };
  events: DeskLineEvents;
}

/** In milliseconds. A desk is in the same building: what is not there after ten seconds does not come. */
const openWithin = 10_000;
const pingEvery = 15_000;
const pongWithin = 10_000;
const firstWait = 1_000;
const longestWait = 60_000;
/** A timer later than this was asleep. Browsers hold timers of hidden pages back for up to a minute. */
const asleepFrom = 70_000;
const mostPeers = 1_000;

/** The line of this device to a desk: opens by itself, and again whenever it broke, until it is closed. */
export class DeskLine {
  #options: DeskLineOptions;
  #socket: SocketLike | undefined;
  #isOpen = false;
  #isClosed = false;
  #attempts = 0;
  #timer: (() => void) | undefined;
  /** Something came since the last ping. */
  #wasHeard = false;
  #links: RelayLinks;
  #peers = new Set<number>();
  #welcome: { number: number; version: string; stunPort: number } | undefined;

  constructor(options: DeskLineOptions) {
    this.#options = options;
    this.#links = new RelayLinks(
      {
        carry: (peer, lane, bytes) => this.#say({ kind: 'to', peer, lane, bytes }),
        buffered: () => this.#socket?.bufferedAmount ?? 0,
        linked: (peer, link) => options.events.linked(peer, link),
      },
      options.clock,
    );
    this.#connect();
  }

  /** What the desk said at the door, while the line is open: our number, the version of the app it serves, its STUN port or 0. */
  get welcome(): { number: number; version: string; stunPort: number } | undefined {
    return this.#welcome;
  }

  /** A relay link to a peer that was met; to any other it ends at once. */
  open(peer: number): Link {
    const link = this.#links.open(peer);
    if (!this.#peers.has(peer)) this.#links.left(peer);
    return link;
  }

  /** Hands a peer what it needs for a direct line; lost when it is not there. At most `mostCarried` bytes. */
  signal(peer: number, bytes: Bytes): void {
    this.#say({ kind: 'to', peer, lane: lanes.signal, bytes });
  }

  /** The network is back, or the device woke: try now. A line that is open is asked whether it still is. */
  wake(): void {
    if (this.#isClosed) return;
    if (this.#isOpen) this.#ping();
    else if (this.#socket === undefined) this.#connect();
  }

  /** Ends it for good, with all its links; no event comes after that but the end of the links. */
  close(): void {
    this.#isClosed = true;
    this.#timer?.();
    this.#dropSocket();
    this.#peers.clear();
    this.#links.endAll();
  }

  #connect(): void {
    const { connect, url, events } = this.#options;
    events.state('connecting');
    if (this.#isClosed) return;
    let socket: SocketLike;
    try {
      socket = connect(url);
    } catch {
      this.#broke('lost');
      return;
    }
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    this.#after(openWithin, () => this.#broke('silent'));
    const ifOurs =
      (call: (event: object) => void) =>
      (event: object): void => {
        if (this.#socket === socket) call(event);
      };
    const enter = (): void => this.#say({ kind: 'enter', ...this.#options.enter() });
    socket.addEventListener('open', ifOurs(enter));
    socket.addEventListener(
      'message',
      ifOurs((event) => this.#heard('data' in event ? event.data : undefined)),
    );
    socket.addEventListener(
      'close',
      ifOurs(() => this.#broke('lost')),
    );
    // A `close` follows; without anybody who hears it, Node would end.
    socket.addEventListener('error', () => undefined);
  }

  #heard(data: unknown): void {
    this.#wasHeard = true;
    const message = data instanceof ArrayBuffer ? decodeFromDesk(new Uint8Array(data)) : undefined;
    if (message === undefined || (message.kind === 'welcome') === this.#isOpen) {
      // Before the welcome there is only one other thing that a desk says.
      this.#broke(message?.kind === 'refused' ? message.why : 'malformed');
    } else this.#understood(message);
  }

  #understood(message: FromDesk): void {
    const { events } = this.#options;
    switch (message.kind) {
      case 'welcome':
        this.#isOpen = true;
        this.#welcome = { number: message.number, version: message.version, stunPort: message.stunPort };
        this.#after(pingEvery, () => this.#ping());
        events.state('open');
        if (message.desk !== undefined) this.#met(deskPeer, message.desk, true);
        break;
      case 'came':
        this.#met(message.peer, message.presence, message.isDesk);
        break;
      case 'left':
        this.#left(message.peer);
        break;
      case 'from':
        if (!this.#peers.has(message.peer)) break;
        if (message.lane === lanes.signal) events.signalled(message.peer, message.bytes.slice());
        else this.#links.accept(message.peer, message.lane, message.bytes);
        break;
      case 'refused':
        this.#broke(message.why);
        break;
      case 'pong':
        // Only a desk that goes on answering counts as back; one that breaks at once is asked less and less.
        this.#attempts = 0;
    }
  }

  #met(peer: number, presence: Bytes, isDesk: boolean): void {
    if (this.#peers.has(peer) || this.#peers.size >= mostPeers || isDesk !== (peer === deskPeer)) return;
    this.#peers.add(peer);
    this.#options.events.met(peer, presence, isDesk);
  }

  #left(peer: number): void {
    if (!this.#peers.delete(peer)) return;
    this.#links.left(peer);
    this.#options.events.left(peer);
  }

  #ping(): void {
    this.#wasHeard = false;
    this.#say({ kind: 'ping' });
    this.#after(pongWithin, () => {
      if (this.#wasHeard) this.#after(pingEvery - pongWithin, () => this.#ping());
      else this.#broke('silent');
    });
  }

  #say(message: ToDesk): void {
    // A socket that is closing takes bytes and forgets them; its `close` is on the way. One that opens takes none.
    if (this.#isOpen || message.kind === 'enter') this.#socket?.send(encodeToDesk(message));
  }

  /** The socket is of no use any more, or there is none: everybody is gone, and the next attempt is due. */
  #broke(why: Ending): void {
    this.#dropSocket();
    const gone = this.#peers;
    this.#peers = new Set();
    this.#links.endAll();
    for (const peer of gone) this.#options.events.left(peer);
    if (this.#isClosed) return;
    const longest = Math.min(longestWait, firstWait * 2 ** this.#attempts);
    this.#attempts = Math.min(this.#attempts + 1, 10);
    // By chance, so that a desk that starts again is not run down by all at the same moment.
    const [chance = 0] = crypto.getRandomValues(new Uint32Array(1));
    this.#after(longest / 2 + (longest / 2) * (chance / 2 ** 32), () => this.#connect());
    this.#options.events.state('waiting', why);
  }

  #dropSocket(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#isOpen = false;
    this.#welcome = undefined;
    socket?.close();
  }

  /** The one timer of the line. A device that slept through it has no line any more, whatever the socket says. */
  #after(ms: number, call: () => void): void {
    this.#timer?.();
    const due = this.#options.clock.now() + ms;
    this.#timer = this.#options.clock.after(ms, () => {
      const slept = this.#options.clock.now() - due > asleepFrom;
      if (!slept || this.#socket === undefined) {
        call();
        return;
      }
      this.#broke('silent');
      this.#attempts = 0;
      this.wake();
    });
  }
}
