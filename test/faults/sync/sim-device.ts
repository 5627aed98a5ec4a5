import { DraftLedger } from '../../../src/engine/draft-ledger.ts';
import { Drafts } from '../../../src/engine/drafts.ts';
import { Office } from '../../../src/engine/office.ts';
import type { ManifestRow } from '../../../src/store/manifest-row.ts';
import { LedgerKeeper } from '../../../src/store/ledger-keeper.ts';
import { Library } from '../../../src/store/library.ts';
import { BaseReplica } from '../../../src/sync/base-replica.ts';
import type { Identity } from '../../../src/sync/channel/identity.ts';
import { DeskLine } from '../../../src/sync/desk-line.ts';
import { Meeting } from '../../../src/sync/meeting.ts';
import { Neighbours } from '../../../src/sync/neighbours.ts';
import { makePresence, officeRoom } from '../../../src/sync/presence.ts';
import { type Rights, rightsOf } from '../../../src/sync/spaces.ts';
import { Machine, ProgramClock } from './sim-clock.ts';
import type { SimDesk } from './sim-desk.ts';
import { SimDrive } from './sim-drive.ts';
import type { SimNetwork } from './sim-network.ts';
import type { SimRtc } from './sim-rtc.ts';

/** What a device's programs stand on. */
export interface House {
  network: SimNetwork;
  desk: SimDesk;
  rtc: SimRtc;
  /** A device may have told others of these. */
  shown(device: SimDevice, rows: readonly ManifestRow[]): void;
}

/** Takes the place of what does the exchange, in a program that means harm. */
export type Harm = (life: Life) => Neighbours;

/** One start of the app on a device, until it is closed, killed or the power goes. */
export interface Life {
  clock: ProgramClock;
  library: Library;
  keeper: LedgerKeeper;
  rights: Rights;
  /** Texts that are being written. */
  drafts: Drafts;
  /** Absent until it goes to the desk. */
  replica?: BaseReplica;
  neighbours?: Neighbours;
  meeting?: Meeting;
  line?: DeskLine;
  isOver: boolean;
}

/** A device of the office: a machine with a drive, on which the app is started again and again. */
export class SimDevice {
  readonly host: number;
  readonly member: string;
  readonly machine: Machine;
  readonly drive: SimDrive;
  /** Has a tab that can connect to other browsers. */
  hasTab = true;
  /** Present for a device that means harm. */
  harm: Harm | undefined;
  life: Life | undefined;
  /** For tests of the test: what the program takes for rights. */
  spoilRights: (rights: Rights) => Rights = (rights) => rights;
  /** Starts, for the trace. */
  starts = 0;
  #house: House;
  #isWanted = false;

  constructor(house: House, host: number, member: string) {
    this.#house = house;
    this.host = host;
    this.member = member;
    this.machine = new Machine(house.network.time);
    this.drive = new SimDrive(house.network.time, house.network.random);
  }

  get isOn(): boolean {
    return this.#isWanted;
  }

  /** Id of the device, once it has keys. */
  id = '';

  /** Starts the app; where the disk does not let it, again a little later. */
  async start(): Promise<void> {
    this.#isWanted = true;
    const count = ++this.starts;
    await this.#orAgain(async () => {
      const life = await this.#open();
      if (count !== this.starts || !this.#isWanted) return;
      this.life = life;
      if (life.keeper.ledger !== undefined) await this.#goOnline();
    });
  }

  /** Once the device is of the office: goes to the desk, and meets whoever is there. */
  async goOnline(): Promise<void> {
    await this.#orAgain(() => this.#goOnline());
  }

  async #orAgain(act: () => Promise<void>): Promise<void> {
    const before = this.starts;
    try {
      await act();
      return;
    } catch (error) {
      if (!(error instanceof Error) || !error.name.startsWith('Storage')) throw error;
    }
    if (before !== this.starts || !this.#isWanted) return;
    this.crash(false);
    const count = this.starts;
    this.#isWanted = true;
    this.#house.network.time.after(5_000, () => {
      if (this.starts === count && this.#isWanted) void this.start();
    });
  }

  async #open(): Promise<Life> {
    const clock = new ProgramClock(this.machine);
    const now = (): number => clock.now();
    const library = await Library.open(this.drive.open(), () => Promise.resolve(), now);
    const keeper = await LedgerKeeper.open(library.storage, now);
    await keeper.makeDevice();
    this.id = keeper.device!;
    const rights = this.spoilRights(rightsOf(() => keeper.ledger?.roster.roster()));
    const office = new Office(keeper, library);
    const life: Life = {
      clock,
      library,
      keeper,
      rights,
      drafts: new Drafts({
        library,
        office,
        clock,
        tell: () => undefined,
        say: (message, except) => life.neighbours?.sayLive(message, except),
        ledger: new DraftLedger(office),
      }),
      isOver: false,
    };
    return life;
  }

  async #goOnline(): Promise<void> {
    const life = this.life!;
    const { clock, library, keeper, rights } = life;
    await keeper.announce();
    const identity = await this.#identity(life);
    const replica = (life.replica = await BaseReplica.open(library, keeper, life.drafts));
    if (life.isOver) return;
    replica.manifest.subscribe((rows) => {
      this.#house.shown(this, rows);
      life.drafts.rowsChanged(rows);
    });
    const { desk, rtc, network } = this.#house;
    const neighbours = (life.neighbours =
      this.harm?.(life) ??
      new Neighbours({
        replica,
        rights,
        clock,
        events: {
          changed: () => undefined,
          agreed: (device) => life.meeting?.agreed(device),
          ended: (device, why, by) => {
            network.trace.note(`host ${this.host} ended ${device.slice(0, 6)} ${why} ${by}`);
            life.meeting?.ended(device);
          },
        },
      }));
    keeper.onTaken = ({ kept, roster }) => {
      neighbours.entriesKept(kept);
      if (roster) life.meeting?.rosterChanged();
    };
    life.meeting = new Meeting({
      identity,
      own: this.id,
      neighbours,
      clock,
      rtc: rtc.port(this.host, clock, () => this.hasTab),
      line: () => life.line,
      ice: () => [],
      devices: () => keeper.ledger!.roster.roster().devices.keys(),
    });
    life.line = new DeskLine({
      url: 'desk',
      connect: () => desk.connect(this.host),
      clock,
      enter: () => ({
        room: officeRoom(identity.office),
        presence: makePresence(identity.office, this.id),
      }),
      events: {
        state: () => undefined,
        met: (peer, presence, isDesk) => life.meeting!.met(peer, presence, isDesk),
        left: (peer) => life.meeting!.left(peer),
        linked: (_, link) => life.meeting!.linked(link),
        signalled: (peer, bytes) => life.meeting!.signalled(peer, bytes),
      },
    });
  }

  /** The app is gone without a word. */
  crash(isPowerCut: boolean): void {
    this.#isWanted = false;
    this.starts += 1;
    const life = this.life;
    this.life = undefined;
    if (life !== undefined) {
      life.isOver = true;
      life.clock.end();
    }
    this.#house.network.hostGone(this.host, isPowerCut);
    this.#house.rtc.hostGone(this.host);
    this.drive.crash(isPowerCut);
  }

  /** The app is closed in good order. */
  close(): void {
    const { neighbours, meeting, line } = this.life ?? {};
    neighbours?.close();
    meeting?.close();
    line?.close();
    this.crash(false);
  }

  /** The network is back, or the machine woke. */
  wake(): void {
    this.machine.wake();
    this.life?.line?.wake();
  }

  async #identity({ keeper, rights }: Life): Promise<Identity> {
    return {
      office: keeper.ledger!.office,
      keys: keeper.keys!,
      agreement: await keeper.agreement(),
      device: (id) => (rights.isActive(id) ? keeper.ledger!.roster.roster().devices.get(id) : undefined),
      revoked: (id) => {
        const known = keeper.ledger!.roster.roster().devices.get(id);
        return known?.revoked === true ? known : undefined;
      },
      agreementKeyOf: (id) => keeper.ledger!.announced.keyOf(id),
    };
  }
}
