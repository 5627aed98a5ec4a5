import type { Entry, SignedEntry } from '../ledger/entry.ts';
import type { Channel } from './channel/channel.ts';
import type { Clock } from './clock.ts';
import type { Ending } from './ending.ts';
import { FileSources } from './file-sources.ts';
import { InFlight } from './in-flight.ts';
import type { Replica } from './replica.ts';
import { Session, type SessionView } from './session.ts';
import { type Circle, sharing } from './sharing.ts';
import type { Rights } from './spaces.ts';

/** How a line goes: from browser to browser, through the desk without its seeing anything, or to the desk itself. */
export type Way = 'direct' | 'relay' | 'desk';

export interface Neighbour extends SessionView {
  way: Way;
  /** This device opened the line. */
  isCaller: boolean;
  /** Clock of this device when the line was opened, in milliseconds since 1970. */
  since: number;
}

export interface NeighbourEvents {
  /** Something about the neighbours has changed. */
  changed(): void;
  /** Both hold the same now. */
  agreed(device: string): void;
  ended(device: string, why: Ending, by: 'here' | 'there'): void;
}

interface Line {
  session: Session;
  way: Way;
  caller: string;
  since: number;
  wasAgreed: boolean;
}

/** Two lines between the same devices that opened within so many milliseconds were opened at once from both ends. */
const atOnce = 5000;

/** The devices that this one has a line to: one session with each. */
export class Neighbours {
  #replica: Replica;
  #rights: Rights;
  #clock: Clock;
  #events: NeighbourEvents;
  #inFlight: InFlight;
  #sources = new FileSources();
  #lines = new Map<string, Line>();

  constructor(parts: { replica: Replica; rights: Rights; clock: Clock; events: NeighbourEvents }) {
    this.#replica = parts.replica;
    this.#rights = parts.rights;
    this.#clock = parts.clock;
    this.#events = parts.events;
    this.#inFlight = new InFlight(parts.clock);
  }

  /** Takes a line to a device that has shown who it is, and keeps at most one to each. */
  add(channel: Channel, isCaller: boolean, way: Way): void {
    const { device } = channel;
    const own = this.#replica.keeper.device!;
    const caller = isCaller ? own : device;
    const now = this.#clock.now();
    const known = this.#lines.get(device);
    if (known !== undefined) {
      // Of two that crossed, both ends keep that of the same caller; else the newer: the older may be dead.
      const crossed = Math.abs(now - known.since) < atOnce && known.caller !== caller;
      if (crossed && known.caller < caller) return channel.close('replaced');
      known.session.end('replaced');
    }
    if (!this.#rights.isActive(device)) return channel.close('revoked');
    const line: Line = {
      caller,
      way,
      since: now,
      wasAgreed: false,
      session: new Session({
        channel,
        isCaller,
        replica: this.#replica,
        rights: this.#rights,
        clock: this.#clock,
        inFlight: this.#inFlight,
        sources: this.#sources,
        onChange: () => this.#changed(line),
        onEnd: (why, by) => {
          if (this.#lines.get(device) === line) this.#lines.delete(device);
          this.#events.ended(device, why, by);
        },
      }),
    };
    this.#lines.set(device, line);
    this.#events.changed();
  }

  /** A device that was called said why it takes no line. */
  refused(device: string, why: Ending): void {
    this.#events.ended(device, why, 'there');
  }

  /** There is a sign that the line to a device is dead, see `Session.probe`. */
  probe(device: string): void {
    this.#lines.get(device)?.session.probe();
  }

  /** Ends the line to a device, if there is one. */
  end(device: string, why: Ending): void {
    this.#lines.get(device)?.session.end(why);
  }

  has(device: string): boolean {
    return this.#lines.has(device);
  }

  /** Among which of these devices this one needs lines, for what not everybody may have. */
  sharing(devices: readonly string[]): Circle[] {
    return sharing(this.#rights, this.#replica.keeper.device!, devices);
  }

  list(): Neighbour[] {
    return [...this.#lines.values()].map(({ session, way, since }) => ({
      ...session.view,
      way,
      isCaller: session.isCaller,
      since,
    }));
  }

  /** Is every byte the same here and with all neighbours? */
  get areEqual(): boolean {
    return [...this.#lines.values()].every(({ session }) => session.isEqual);
  }

  /** To be called whenever entries have come into this base. */
  entriesKept(entries: readonly { entry: Entry; signed: SignedEntry }[]): void {
    for (const { session } of Array.from(this.#lines.values())) session.entriesKept(entries);
  }

  /** Tells all who may know what was just written, or where somebody is, but the one it came from. */
  sayLive(message: Parameters<Session['sayLive']>[0], except?: string): void {
    for (const [device, { session }] of Array.from(this.#lines))
      if (device !== except) session.sayLive(message);
  }

  close(why: Ending = 'closed'): void {
    for (const { session } of Array.from(this.#lines.values())) session.end(why);
  }

  #changed(line: Line): void {
    const isAgreed = line.session.view.phase === 'agreed';
    if (isAgreed && !line.wasAgreed) this.#events.agreed(line.session.device);
    line.wasAgreed = isAgreed;
    this.#events.changed();
  }
}
