import type { WebSocket } from 'ws';
import type { Clock } from '../sync/clock.ts';
import type { Ending } from '../sync/ending.ts';
import type { Link } from '../sync/link.ts';
import { RelayLinks } from '../sync/relay-links.ts';
import {
  decodeToDesk,
  deskPeer,
  encodeFromDesk,
  type FromDesk,
  mostRendezvous,
  type ToDesk,
  turnAround,
} from '../sync/rendezvous.ts';
import { addressNetwork } from './address-network.ts';
import { type HubLimits, usualLimits } from './hub-limits.ts';
import { HubPeer } from './hub-peer.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A device of an office that runs in this process. */
export interface LocalDevice {
  /** The office's room, 16 bytes. */
  room: Bytes;
  /** What it shows of itself, 32 bytes. */
  presence: Bytes;
  /** Somebody entered the room; only the desk knows until `admit`. */
  met(peer: number, presence: Bytes): void;
  left(peer: number): void;
  /** A peer opened a relay link to the desk. */
  linked(peer: number, link: Link): void;
}

/** The place of the local device at the hub. */
export interface DeskSeat {
  /** A relay link from the desk to a peer that was met. */
  open(peer: number): Link;
  /** It has shown over a channel that it is a device of the office: now it is introduced to the others. */
  admit(peer: number): void;
  /** Not of the office, or not any more. */
  expel(peer: number, why: Ending): void;
}

/** What the hub did since it began, and has now. */
export interface HubFigures {
  connections: number;
  rooms: number;
  waiting: number;
  messages: number;
  bytes: number;
  /** Let go because it did not take what was sent to it. */
  slow: number;
  refused: Partial<Record<Ending, number>>;
}

export interface HubOptions {
  clock: Clock;
  /** Of the app that this desk serves. */
  version: string;
  /** UDP port of the STUN responder, 0 when there is none. */
  stunPort: number;
  limits?: Partial<HubLimits>;
}

/**
 * Where devices meet: those that name the same room hear of each other and send each other bytes, which the hub
 * neither reads nor keeps. It knows nobody, so a room is only as secret as its name; what passes is sealed by those who
 * pass it.
 */
export class Hub {
  #options: HubOptions;
  #limits: HubLimits;
  #peers = new Map<number, HubPeer>();
  #rooms = new Map<string, Set<HubPeer>>();
  #perNetwork = new Map<string, number>();
  #given = 0;
  #waiting = 0;
  #messages = 0;
  #bytes = 0;
  #slow = 0;
  #refused: Partial<Record<Ending, number>> = {};
  #local: { device: LocalDevice; room: string; links: RelayLinks } | undefined;
  #callOffLook: () => void;

  constructor(options: HubOptions) {
    this.#options = options;
    this.#limits = { ...usualLimits, ...options.limits };
    this.#callOffLook = this.#lookLater();
  }

  /** Is the desk a device of an office? */
  get hasOffice(): boolean {
    return this.#local !== undefined;
  }

  get figures(): HubFigures {
    return {
      connections: this.#peers.size,
      rooms: this.#rooms.size,
      waiting: this.#waiting,
      messages: this.#messages,
      bytes: this.#bytes,
      slow: this.#slow,
      refused: { ...this.#refused },
    };
  }

  /**
   * A browser or another program has connected.
   *
   * @param address IP address that it comes from
   * @returns whether there is room for it
   */
  take(socket: WebSocket, address: string): boolean {
    this.#given += 1;
    const { name, isShared } = addressNetwork(address);
    const peer = new HubPeer(socket, this.#given, name, this.#options.clock, this.#limits);
    // Without anybody who hears it, an error of one socket would end the process; a `close` follows it.
    socket.on('error', () => undefined);
    const here = this.#perNetwork.get(name) ?? 0;
    const { connections, connectionsPerAddress, connectionsPerNetwork } = this.#limits;
    const most = isShared ? connectionsPerNetwork : connectionsPerAddress;
    if (this.#peers.size >= connections || here >= most) {
      this.#dismiss(peer, 'too-many');
      return false;
    }
    this.#peers.set(peer.number, peer);
    this.#perNetwork.set(name, here + 1);
    peer.due('place', this.#limits.enterWithin, () => this.#dismiss(peer, 'silent'));
    socket.on('message', (data, isBinary) => {
      // What comes after a dismissal is not read.
      if (this.#peers.get(peer.number) !== peer) return;
      const { buffer, byteOffset, length } = data as Buffer<ArrayBuffer>;
      this.#heard(peer, new Uint8Array(buffer, byteOffset, length), isBinary);
    });
    socket.on('close', () => this.#gone(peer));
    return true;
  }

  /**
   * Seats a device of an office at the desk: from now on its room is closed to whoever it does not admit.
   *
   * @throws when there is one already
   */
  seat(device: LocalDevice): DeskSeat {
    if (this.#local !== undefined) throw new Error('the desk belongs to an office already');
    const links = new RelayLinks(
      {
        carry: (peer, lane, bytes) => {
          const to = this.#peers.get(peer);
          if (to !== undefined) this.#deliver(to, { kind: 'from', peer: deskPeer, lane, bytes });
        },
        buffered: (peer) => this.#peers.get(peer)?.waiting ?? 0,
        linked: (peer, link) => device.linked(peer, link),
      },
      this.#options.clock,
    );
    const room = nameOf(device.room);
    this.#local = { device, room, links };
    // Whoever is there already has met the others unproven: they part, and begin with the desk.
    for (const peer of Array.from(this.#rooms.get(room) ?? [])) {
      this.#part(peer);
      this.#deliver(peer, { kind: 'came', peer: deskPeer, presence: device.presence, isDesk: true });
      this.#mustBeAdmitted(peer);
    }
    const found = (number: number): HubPeer | undefined => {
      const peer = this.#peers.get(number);
      return peer?.place?.room === room ? peer : undefined;
    };
    return {
      open: (peer) => links.open(peer),
      admit: (number) => {
        const peer = found(number);
        if (peer !== undefined) this.#introduce(peer);
      },
      expel: (number, why) => {
        const peer = found(number);
        if (peer !== undefined) this.#dismiss(peer, why);
      },
    };
  }

  /** Tells everybody and lets them go. */
  close(): void {
    this.#callOffLook();
    for (const peer of Array.from(this.#peers.values())) this.#dismiss(peer, 'closed');
    this.#local?.links.endAll();
  }

  #heard(peer: HubPeer, data: Bytes, isBinary: boolean): void {
    peer.heard(data.length);
    const message = isBinary ? decodeToDesk(data) : undefined;
    if (message === undefined) {
      this.#dismiss(peer, data.length > mostRendezvous ? 'too-large' : 'malformed');
    } else if (message.kind === 'ping') this.#deliver(peer, { kind: 'pong' });
    else if ((message.kind === 'enter') === (peer.place !== undefined)) this.#dismiss(peer, 'malformed');
    else if (message.kind === 'enter') this.#enter(peer, message);
    else this.#relay(peer, message, data);
  }

  #enter(peer: HubPeer, { room: bytes, presence }: Extract<ToDesk, { kind: 'enter' }>): void {
    const room = nameOf(bytes);
    const isOffice = this.#local?.room === room;
    const isForeign = this.#local !== undefined && !isOffice;
    const inside = this.#rooms.get(room);
    const most = isForeign ? this.#limits.peersInForeignRoom : this.#limits.peersInRoom;
    // Who has yet to show that it is of the office takes nobody's seat.
    const seated = isOffice ? this.#introduced(room).length : (inside?.size ?? 0);
    if (seated >= most || (inside === undefined && this.#rooms.size >= this.#limits.rooms)) {
      this.#dismiss(peer, 'too-many');
      return;
    }
    if (isOffice) this.#makeRoom(room);
    peer.callOff('place');
    peer.place = { room, presence, isIntroduced: false };
    this.#rooms.set(room, (inside ?? new Set()).add(peer));
    const { version, stunPort } = this.#options;
    const desk = isOffice ? this.#local?.device.presence : undefined;
    this.#deliver(peer, { kind: 'welcome', number: peer.number, version, stunPort, desk });
    if (isOffice) this.#mustBeAdmitted(peer);
    else this.#introduce(peer);
  }

  /** Lets one more try to be admitted. */
  #makeRoom(room: string): void {
    const trying = Array.from(this.#rooms.get(room) ?? []).filter(({ place }) => !place?.isIntroduced);
    if (trying.length < this.#limits.unadmitted) return;
    const byNetwork = new Map<string, HubPeer[]>();
    let most: HubPeer[] = [];
    for (const peer of trying) {
      const others = byNetwork.get(peer.network) ?? [];
      byNetwork.set(peer.network, others);
      if (others.push(peer) > most.length) most = others;
    }
    this.#dismiss(most[0]!, 'too-many');
  }

  #mustBeAdmitted(peer: HubPeer): void {
    peer.due('place', this.#limits.admitWithin, () => this.#dismiss(peer, 'stranger'));
    this.#local?.device.met(peer.number, peer.place!.presence);
  }

  #introduce(peer: HubPeer): void {
    const place = peer.place!;
    if (place.isIntroduced) return;
    peer.callOff('place');
    for (const other of this.#introduced(place.room)) {
      this.#tell(other, peer);
      this.#tell(peer, other);
    }
    place.isIntroduced = true;
  }

  #tell(to: HubPeer, about: HubPeer): void {
    const { number, place } = about;
    this.#deliver(to, { kind: 'came', peer: number, presence: place!.presence, isDesk: false });
  }

  /** It and the others of its room, as far as they know each other, hear that they parted. */
  #part(peer: HubPeer): void {
    if (!peer.place?.isIntroduced) return;
    peer.place.isIntroduced = false;
    const isHere = this.#peers.has(peer.number);
    for (const other of this.#introduced(peer.place.room)) {
      this.#deliver(other, { kind: 'left', peer: peer.number });
      if (isHere) this.#deliver(peer, { kind: 'left', peer: other.number });
    }
  }

  #introduced(room: string): HubPeer[] {
    return Array.from(this.#rooms.get(room) ?? []).filter(({ place }) => place?.isIntroduced);
  }

  #relay(peer: HubPeer, { peer: number, lane, bytes }: Extract<ToDesk, { kind: 'to' }>, whole: Bytes): void {
    const room = peer.place!.room;
    this.#messages += 1;
    this.#bytes += whole.length;
    if (number === deskPeer) {
      if (this.#local?.room === room) this.#local.links.accept(peer.number, lane, bytes);
      return;
    }
    const to = this.#peers.get(number);
    // Who is not there, or not for this peer, has been taken leave of, or never was met.
    if (to?.place?.room !== room || !to.place.isIntroduced || !peer.place!.isIntroduced) return;
    turnAround(whole, peer.number);
    this.#deliver(to, whole);
  }

  /** Sends, and lets a receiver go that does not take what it is sent. */
  #deliver(to: HubPeer, message: Bytes | FromDesk): void {
    const bytes = message instanceof Uint8Array ? message : encodeFromDesk(message);
    this.#waiting += bytes.length;
    const waiting = to.send(bytes, () => {
      this.#waiting -= bytes.length;
    });
    const { waiting: most, waitingInAll, fairShare } = this.#limits;
    if (waiting <= most && (this.#waiting <= waitingInAll || waiting <= fairShare)) return;
    this.#slow += 1;
    this.#gone(to);
    to.drop();
  }

  #dismiss(peer: HubPeer, why: Ending): void {
    this.#refused[why] = (this.#refused[why] ?? 0) + 1;
    this.#gone(peer);
    peer.dismiss(why);
  }

  #gone(peer: HubPeer): void {
    if (this.#peers.get(peer.number) !== peer) return;
    this.#peers.delete(peer.number);
    const here = this.#perNetwork.get(peer.network)! - 1;
    if (here === 0) this.#perNetwork.delete(peer.network);
    else this.#perNetwork.set(peer.network, here);
    peer.gone();
    const place = peer.place;
    if (place === undefined) return;
    this.#part(peer);
    const room = this.#rooms.get(place.room)!;
    room.delete(peer);
    if (room.size === 0) this.#rooms.delete(place.room);
    if (this.#local?.room !== place.room) return;
    this.#local.links.left(peer.number);
    this.#local.device.left(peer.number);
  }

  #lookLater(): () => void {
    return this.#options.clock.after(this.#limits.lookEvery, () => {
      for (const peer of Array.from(this.#peers.values())) {
        if (peer.look()) continue;
        this.#gone(peer);
        peer.drop();
      }
      this.#callOffLook = this.#lookLater();
    });
  }
}

const nameOf = (room: Bytes): string => Buffer.from(room).toString('hex');
