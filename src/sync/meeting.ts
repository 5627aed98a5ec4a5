import { ChannelRefused } from './channel/channel-refused.ts';
import { openChannel } from './channel/open-channel.ts';
import type { Identity } from './channel/identity.ts';
import type { Clock } from './clock.ts';
import { callOrder, toCall } from './circle.ts';
import type { DeskLine } from './desk-line.ts';
import type { Link } from './link.ts';
import type { Neighbours, Way } from './neighbours.ts';
import { recognise } from './presence.ts';
import type { RtcCall, RtcPort } from './rtc-port.ts';

/** Milliseconds until a device that could not be reached is called again: at first, and at most. */
const firstPause = 3000;
const longestPause = 5 * 60_000;

/** Those who come within so many milliseconds are looked at together. */
const gather = 50;
/** Lines to other devices, besides the desk, of which none is let go. */
const enoughLines = 6;
/** Milliseconds for which a device that others should call waits for it. */
const uncalled = 10_000;

interface Peer {
  /** Its number in the room. */
  number: number;
  device: string;
  isDesk: boolean;
}

/** A direct call under way, ours or theirs. */
interface Call {
  id: number;
  rtc: RtcCall;
  /** Its line is open, and needs the desk no more. */
  isOpen: boolean;
}

/** What stands before a signal: its kind, and the number of the call that it belongs to. */
const kinds = { trickle: 1, unable: 2 } as const;
const headBytes = 5;

/**
 * Meets the devices that are in the same room of a desk: recognises them, calls those whom it should, directly where a
 * browser can and through the desk where not, and calls again when a line has ended.
 */
export class Meeting {
  #identity: Identity;
  #neighbours: Neighbours;
  #clock: Clock;
  #rtc: RtcPort | undefined;
  #line: () => DeskLine | undefined;
  #ice: () => readonly string[];
  #devices: () => Iterable<string>;
  /** Own id. */
  #own: string;
  /** Presences that nobody could be recognised by, until the roster changes. */
  #strangers = new Map<number, { presence: Uint8Array; isDesk: boolean }>();
  #peers = new Map<number, Peer>();
  #calls = new Map<number, Call>();
  /** What to do for calls of ours that the other side cannot take. */
  #unable = new Map<number, () => void>();
  #nextCall = 1;
  #calling = new Set<string>();
  #failures = new Map<string, { times: number; until: number }>();
  /** Devices that came into the room again while the line of their last stay was not given up yet. */
  #cameAnew = new Set<string>();
  /** Since when others are there, have not called, and this device has nobody to call. */
  #uncalledSince: number | undefined;
  #timer: (() => void) | undefined;
  #soon: (() => void) | undefined;
  #isClosed = false;

  constructor(parts: {
    identity: Identity;
    own: string;
    neighbours: Neighbours;
    clock: Clock;
    /** Absent where there is no browser. */
    rtc?: RtcPort | undefined;
    /** The line to the desk, while there is one. */
    line: () => DeskLine | undefined;
    /** Addresses of STUN servers: the desk's own or none. */
    ice: () => readonly string[];
    /** Devices of the office. */
    devices: () => Iterable<string>;
  }) {
    this.#identity = parts.identity;
    this.#own = parts.own;
    this.#neighbours = parts.neighbours;
    this.#clock = parts.clock;
    this.#rtc = parts.rtc;
    this.#line = parts.line;
    this.#ice = parts.ice;
    this.#devices = parts.devices;
  }

  /** Somebody is in the room. */
  met(number: number, presence: Uint8Array, isDesk: boolean): void {
    this.#place(number, presence, isDesk);
    if (isDesk && this.#strangers.has(number)) void this.#showTo(number);
  }

  #place(number: number, presence: Uint8Array, isDesk: boolean): void {
    const device = recognise(this.#identity.office, this.#devices(), presence);
    if (device === undefined) this.#strangers.set(number, { presence: presence.slice(), isDesk });
    else if (device !== this.#own) {
      this.#peers.set(number, { number, device, isDesk });
      // It comes anew: what was before may have ended without a word, and says nothing of what comes.
      this.#failures.delete(device);
      if (this.#neighbours.has(device)) this.#cameAnew.add(device);
      this.#neighbours.probe(device);
    }
    this.#reviewSoon();
  }

  left(number: number): void {
    this.#strangers.delete(number);
    // Whoever loses the desk may be there all the same, over a direct line; or was switched off.
    const known = this.#peers.get(number);
    if (known !== undefined) this.#neighbours.probe(known.device);
    this.#peers.delete(number);
    this.#giveUp(number);
    // A call that is closed says nothing any more: who waits for it must hear it from here.
    this.#unable.get(number)?.();
  }

  /** The roster has changed: who was a stranger may be none any more. */
  rosterChanged(): void {
    for (const [number, { presence, isDesk }] of Array.from(this.#strangers)) {
      this.#strangers.delete(number);
      this.#place(number, presence, isDesk);
    }
    this.#reviewSoon();
  }

  /** A line to a device has ended. */
  ended(device: string): void {
    if (!this.#cameAnew.delete(device)) this.#fail(device);
    this.review();
  }

  /** The network is back, or this device woke: whether lines still live is asked, and nobody has to wait to be called. */
  wake(): void {
    for (const { device } of this.#neighbours.list()) this.#neighbours.probe(device);
    this.#failures.clear();
    this.review();
  }

  /** Both sides hold the same: whatever failed before is forgotten. */
  agreed(device: string): void {
    this.#failures.delete(device);
  }

  /** Devices in the room, besides this one. */
  get present(): string[] {
    return [...new Set([...this.#peers.values()].map(({ device }) => device))];
  }

  /** Calls whom it should, as things stand. */
  review(): void {
    if (this.#isClosed) return;
    this.#timer?.();
    this.#timer = undefined;
    const peers = [...this.#peers.values()];
    const desk = peers.find(({ isDesk }) => isDesk);
    const others = peers.filter(({ isDesk }) => !isDesk).map(({ device }) => device);
    const wanted = new Set(toCall(this.#own, others, desk !== undefined));
    // What not everybody may have goes only from one to another who may: they need lines among themselves.
    for (const { devices, isWithin } of this.#neighbours.sharing(others))
      for (const device of isWithin ? toCall(this.#own, devices, true) : this.#oneOf(devices))
        wanted.add(device);
    if (desk !== undefined) wanted.add(desk.device);
    let next = Infinity;
    const untilCalling = this.#untilCalling(wanted.size === 0 && others.length > 0);
    if (untilCalling > 0) next = untilCalling;
    else for (const device of this.#oneOf(others)) wanted.add(device);
    for (const device of wanted) {
      if (this.#isCalled(device)) continue;
      const pause = this.#pauseOf(device);
      if (pause > 0) next = Math.min(next, pause);
      else void this.#call(newest(peers.filter((peer) => peer.device === device)));
    }
    if (next < Infinity) this.#timer = this.#clock.after(next, () => this.review());
    this.#letGo(wanted);
  }

  /**
   * Milliseconds until this device calls although others should call it, and do not: they may take it for none of the
   * office any more, which only who calls hears.
   *
   * @param isToBeCalled has this device nobody to call?
   */
  #untilCalling(isToBeCalled: boolean): number {
    const now = this.#clock.now();
    if (!isToBeCalled || this.#neighbours.list().length > 0) this.#uncalledSince = undefined;
    else this.#uncalledSince = Math.min(this.#uncalledSince ?? now, now);
    return this.#uncalledSince === undefined ? Infinity : this.#uncalledSince + uncalled - now;
  }

  /** Whom to call of those of whom any will do: who has a line already, or else the first who did not fail to answer. */
  #oneOf(devices: readonly string[]): string[] {
    const circle = callOrder(this.#own, devices);
    const known = circle.find((device) => this.#isCalled(device));
    const [first] = circle.sort((a, b) => this.#pauseOf(a) - this.#pauseOf(b));
    return [known ?? first].filter((device) => device !== undefined);
  }

  /** It has a line, or is being called. */
  #isCalled(device: string): boolean {
    return this.#neighbours.has(device) || this.#calling.has(device);
  }

  /** Milliseconds until it may be called again after what failed. */
  #pauseOf(device: string): number {
    const pause = (this.#failures.get(device)?.until ?? 0) - this.#clock.now();
    // A clock that was set back must not keep anybody away for years.
    return pause > longestPause * 2 ? 0 : Math.max(0, pause);
  }

  /** Once all that come at the same time are known: whoever enters a full room must not call by every part of it. */
  #reviewSoon(): void {
    this.#soon ??= this.#clock.after(gather, () => {
      this.#soon = undefined;
      this.review();
    });
  }

  /** Lines that were wanted before others came are ended by whoever opened them, when there are more than anybody needs. */
  #letGo(wanted: ReadonlySet<string>): void {
    const lines = this.#neighbours.list().filter(({ way }) => way !== 'desk');
    const surplus = lines.filter(
      ({ device, isCaller, phase }) => isCaller && phase === 'agreed' && !wanted.has(device),
    );
    for (const { device } of surplus.slice(0, Math.max(0, lines.length - enoughLines)))
      this.#neighbours.end(device, 'closed');
  }

  /** Another device opened a link through the desk. */
  linked(link: Link): void {
    void this.take(link, 'answerer', 'relay');
  }

  /** A signal of a direct call has come. */
  signalled(number: number, bytes: Uint8Array<ArrayBuffer>): void {
    if (bytes.length < headBytes || !this.#peers.has(number)) return;
    const id = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1, true);
    const body = bytes.slice(headBytes);
    const known = this.#calls.get(number);
    if (bytes[0] === kinds.unable) {
      if (known?.id === id) known.rtc.close();
      if (known?.id === id) this.#unable.get(number)?.();
      return;
    }
    if (bytes[0] !== kinds.trickle) return;
    if (known?.id === id) return known.rtc.signal(body);
    // A new call. Of two that crossed, that of the lower device goes on.
    if (known !== undefined && this.#unable.has(number) && this.#own < this.#peers.get(number)!.device)
      return;
    this.#answer(number, id, body);
  }

  /**
   * Shows who we are to whoever is at the other end of a link, and takes the line when it is a device of the office.
   *
   * @returns its id; undefined when it is not
   */
  async take(
    link: Link,
    side: 'caller' | 'answerer',
    way: Way,
    called?: string,
  ): Promise<string | undefined> {
    try {
      const channel = await openChannel(link, side, this.#identity, {
        clock: this.#clock,
        ...(called !== undefined && { called }),
      });
      if (this.#isClosed) channel.close('closed');
      else this.#neighbours.add(channel, side === 'caller', way);
      return channel.device;
    } catch (error) {
      link.close();
      if (called !== undefined && error instanceof ChannelRefused && error.why === 'revoked')
        this.#neighbours.refused(called, error.why);
      return undefined;
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.();
    this.#soon?.();
    for (const number of Array.from(this.#calls.keys())) this.#giveUp(number);
  }

  /**
   * A desk may have been let in while this device was away. It lets only those meet who show themselves to it: so this
   * device does, takes nothing from it, and hears from the others who it is.
   */
  async #showTo(desk: number): Promise<void> {
    const link = this.#line()?.open(desk);
    if (link !== undefined) await this.take(link, 'caller', 'desk');
  }

  async #call(peer: Peer): Promise<void> {
    this.#calling.add(peer.device);
    try {
      const direct = peer.isDesk ? undefined : await this.#callDirectly(peer);
      const isHere = this.#peers.has(peer.number);
      const link = direct ?? (isHere ? this.#line()?.open(peer.number) : undefined);
      const way: Way = peer.isDesk ? 'desk' : direct === undefined ? 'relay' : 'direct';
      const device = link === undefined ? undefined : await this.take(link, 'caller', way, peer.device);
      // Who has left meanwhile could not answer, and is called at once when it comes anew.
      if (device === undefined && this.#peers.has(peer.number)) this.#fail(peer.device);
    } finally {
      this.#calling.delete(peer.device);
    }
    this.review();
  }

  /** @returns undefined when there is no way from browser to browser */
  #callDirectly({ number, device }: Peer): Promise<Link | undefined> {
    const rtc = this.#rtc;
    if (rtc === undefined || !rtc.available) return Promise.resolve(undefined);
    // Of two who call each other one has even numbers and one odd: a call that crosses is not taken for an answer.
    const id = this.#nextCall++ * 2 + Number(this.#own < device);
    return new Promise((resolve) => {
      const done = (link: Link | undefined): void => {
        this.#unable.delete(number);
        this.#settle(number, id, link !== undefined);
        resolve(link);
      };
      this.#unable.set(number, () => done(undefined));
      const call = rtc.call(
        {
          signal: (bytes) => this.#signal(number, kinds.trickle, id, bytes),
          link: done,
          failed: () => done(undefined),
        },
        this.#ice(),
      );
      this.#calls.set(number, { id, rtc: call, isOpen: false });
    });
  }

  #answer(number: number, id: number, first: Uint8Array<ArrayBuffer>): void {
    const rtc = this.#rtc;
    this.#calls.get(number)?.rtc.close();
    this.#unable.get(number)?.();
    if (rtc === undefined || !rtc.available) {
      this.#calls.delete(number);
      return this.#signal(number, kinds.unable, id, new Uint8Array());
    }
    const call = rtc.answer(
      {
        signal: (bytes) => this.#signal(number, kinds.trickle, id, bytes),
        link: (link) => {
          this.#settle(number, id, true);
          void this.take(link, 'answerer', 'direct');
        },
        failed: () => this.#settle(number, id, false),
      },
      this.#ice(),
    );
    this.#calls.set(number, { id, rtc: call, isOpen: false });
    call.signal(first);
  }

  /** A call has led to a line, or to nothing. */
  #settle(number: number, id: number, isOpen: boolean): void {
    const call = this.#calls.get(number);
    if (call?.id !== id) return;
    // It stays known, so that a signal that comes late is not taken for another call.
    if (isOpen) call.isOpen = true;
    else this.#calls.delete(number);
  }

  /** A call that is under way ends; a line that is open belongs to its channel. */
  #giveUp(number: number): void {
    const call = this.#calls.get(number);
    if (call?.isOpen === false) call.rtc.close();
    this.#calls.delete(number);
    // A call that was closed says nothing more, and whoever waits for it would wait for ever.
    this.#unable.get(number)?.();
  }

  #signal(number: number, kind: number, id: number, body: Uint8Array): void {
    const bytes = new Uint8Array(headBytes + body.length);
    bytes[0] = kind;
    new DataView(bytes.buffer).setUint32(1, id, true);
    bytes.set(body, headBytes);
    this.#line()?.signal(number, bytes);
  }

  #fail(device: string): void {
    const { times = 0 } = this.#failures.get(device) ?? {};
    const pause = Math.min(longestPause, firstPause * 2 ** times);
    this.#failures.set(device, { times: times + 1, until: this.#clock.now() + pause });
  }
}

/** A device may be there twice for a while: as before its line to the desk broke, and as it came back. */
const newest = (peers: readonly Peer[]): Peer =>
  peers.reduce((last, peer) => (peer.number > last.number ? peer : last));
