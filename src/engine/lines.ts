import type { LedgerKeeper } from '../store/ledger-keeper.ts';
import type { Library } from '../store/library.ts';
import { BaseReplica } from '../sync/base-replica.ts';
import type { Identity } from '../sync/channel/identity.ts';
import type { Clock } from '../sync/clock.ts';
import { DeskLine, type DeskLineState } from '../sync/desk-line.ts';
import type { Ending } from '../sync/ending.ts';
import { Meeting } from '../sync/meeting.ts';
import { Neighbours } from '../sync/neighbours.ts';
import { makePresence, officeRoom } from '../sync/presence.ts';
import type { RtcPort } from '../sync/rtc-port.ts';
import type { Live } from '../sync/live.ts';
import type { Rights } from '../sync/spaces.ts';
import type { ConnectionsView } from './connect-protocol.ts';
import type { DeskRoad } from './find-desk.ts';

export interface LinesParts {
  keeper: LedgerKeeper;
  library: Library;
  rights: Rights;
  live: Live;
  clock: Clock;
  rtc: RtcPort | undefined;
  events: {
    changed(): void;
    ended(device: string, why: Ending, by: 'here' | 'there'): void;
  };
}

/** Everything that is open while this device belongs to an office: the line to the desk, and those to other devices. */
export class Lines {
  readonly replica: BaseReplica;
  readonly rights: Rights;
  readonly identity: Identity;
  readonly neighbours: Neighbours;
  readonly meeting: Meeting;
  #parts: LinesParts;
  #own: string;
  #deskLine: DeskLine | undefined;
  #state: { state: DeskLineState; since: number; why?: Ending; triedAt?: number };
  #deskIsDevice = false;
  #ice: string[] = [];
  #stopAvailable: () => void;

  private constructor(parts: LinesParts, replica: BaseReplica, identity: Identity) {
    const { keeper, rights, clock, rtc, events } = parts;
    this.#parts = parts;
    this.replica = replica;
    this.rights = rights;
    this.identity = identity;
    this.#own = keeper.device!;
    this.#state = { state: 'connecting', since: clock.now() };
    this.neighbours = new Neighbours({
      replica,
      rights,
      clock,
      events: {
        changed: () => events.changed(),
        agreed: (device) => this.meeting.agreed(device),
        ended: (device, why, by) => {
          this.meeting.ended(device);
          events.ended(device, why, by);
        },
      },
    });
    this.meeting = new Meeting({
      identity,
      own: this.#own,
      neighbours: this.neighbours,
      clock,
      rtc,
      line: () => this.#deskLine,
      ice: () => this.#ice,
      devices: () => keeper.ledger?.roster.roster().devices.keys() ?? [],
    });
    this.#stopAvailable = rtc?.onAvailable(() => this.meeting.review()) ?? ((): void => undefined);
  }

  /**
   * Says which key this device agrees on secrets with, if nobody was told yet, and reads what there is for others.
   *
   * @throws {StorageFull | StorageFailed}
   */
  static async open(parts: LinesParts): Promise<Lines> {
    const { keeper, library, rights } = parts;
    const agreement = await keeper.agreement();
    await keeper.announce();
    const replica = await BaseReplica.open(library, keeper, parts.live);
    return new Lines(parts, replica, {
      office: keeper.ledger!.office,
      keys: keeper.keys!,
      agreement,
      device: (id) => (rights.isActive(id) ? keeper.ledger?.roster.roster().devices.get(id) : undefined),
      revoked: (id) => {
        const device = keeper.ledger?.roster.roster().devices.get(id);
        return device?.revoked === true ? device : undefined;
      },
      agreementKeyOf: (id) => keeper.ledger?.announced.keyOf(id),
    });
  }

  /** Device that they are the lines of. */
  get own(): string {
    return this.#own;
  }

  /** How the line to the desk is. */
  get desk(): ConnectionsView['desk'] | undefined {
    return this.#deskLine && { ...this.#state, isDevice: this.#deskIsDevice };
  }

  /** Goes to the room of the office at a desk, and stays there. */
  goTo({ url, connect, host }: DeskRoad): void {
    const { clock, events } = this.#parts;
    this.#deskLine = new DeskLine({
      url,
      connect,
      clock,
      enter: () => ({
        room: officeRoom(this.identity.office),
        presence: makePresence(this.identity.office, this.#own),
      }),
      events: {
        state: (state, why) => {
          // To somebody who waits, trying and waiting to try are the same.
          const isSame = (state === 'open') === (this.#state.state === 'open');
          const since = isSame ? this.#state.since : clock.now();
          const reason = state === 'connecting' ? this.#state.why : why;
          const triedAt = state === 'waiting' ? clock.now() : this.#state.triedAt;
          this.#state = {
            state,
            since,
            ...(reason !== undefined && { why: reason }),
            ...(triedAt !== undefined && { triedAt }),
          };
          const stunPort = state === 'open' ? (this.#deskLine?.welcome?.stunPort ?? 0) : 0;
          if (state === 'open') this.#ice = stunPort === 0 ? [] : [`stun:${host}:${stunPort}`];
          else this.#deskIsDevice = false;
          events.changed();
        },
        met: (peer, presence, isDesk) => {
          this.#deskIsDevice ||= isDesk;
          this.meeting.met(peer, presence, isDesk);
          events.changed();
        },
        left: (peer) => {
          this.meeting.left(peer);
          events.changed();
        },
        linked: (_, link) => this.meeting.linked(link),
        signalled: (peer, bytes) => this.meeting.signalled(peer, bytes),
      },
    });
  }

  rosterChanged(): void {
    this.meeting.rosterChanged();
  }

  wake(): void {
    this.#deskLine?.wake();
    this.meeting.wake();
  }

  close(why: Ending): void {
    this.#stopAvailable();
    this.meeting.close();
    this.#deskLine?.close();
    this.neighbours.close(why);
  }
}
