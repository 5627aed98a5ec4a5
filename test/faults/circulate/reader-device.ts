import type { Role } from '../../../src/ledger/entry.ts';
import { CirculationBook } from '../../../src/office/circulation-book.ts';
import { type ActToSay, LedgerKeeper } from '../../../src/store/ledger-keeper.ts';
import type { Random } from '../random.ts';
import { Machine } from '../sync/sim-clock.ts';
import { SimDrive } from '../sync/sim-drive.ts';
import type { SimTime } from '../sync/sim-time.ts';

export interface Person {
  member: string;
  roles: Role[];
  unit: string;
  /** Its program means harm from the beginning. */
  isHostile?: true;
}

/** One start of the app: the ledger as it was read from the disk, and the book that follows it entry by entry. */
interface Life {
  keeper: LedgerKeeper;
  book: CirculationBook | undefined;
}

/** A device of the office: a disk, a clock that may be wrong, and an app that is started again and again. */
export class ReaderDevice {
  readonly host: number;
  readonly person: Person;
  readonly machine: Machine;
  readonly drive: SimDrive;
  life: Life | undefined;
  id = '';
  /** Devices of different groups do not reach each other. */
  group = 0;
  #time: SimTime;
  #starts = 0;

  constructor(time: SimTime, random: Random, host: number, person: Person) {
    this.#time = time;
    this.host = host;
    this.person = person;
    this.machine = new Machine(time);
    this.drive = new SimDrive(time, random);
  }

  get book(): CirculationBook | undefined {
    const { life } = this;
    const ledger = life?.keeper.ledger;
    if (life === undefined || ledger === undefined) return undefined;
    // As the engine does it: another ledger stands in for the first when that could not be written.
    if (life.book?.ledger !== ledger) life.book = new CirculationBook(ledger);
    return life.book;
  }

  /** Starts the app after so many milliseconds, unless somebody does before: two programs must not open one disk. */
  startIn(ms: number): void {
    const count = this.#starts;
    this.#time.after(ms, () => void (count === this.#starts && this.start()));
  }

  /** Starts the app; where the disk does not let it, again a little later. */
  async start(): Promise<void> {
    const count = ++this.#starts;
    try {
      const keeper = await LedgerKeeper.open(this.drive.open(), () => this.machine.now());
      await keeper.makeDevice();
      if (count !== this.#starts) return;
      this.id = keeper.device!;
      const life: Life = (this.life = { keeper, book: undefined });
      keeper.onTaken = () => life.book?.follow();
    } catch (error) {
      if (!isOfDisk(error)) throw error;
      if (count === this.#starts) this.startIn(3_000);
    }
  }

  /** The app is gone without a word, and the power with it or not. */
  crash(isPowerCut: boolean): void {
    this.#starts += 1;
    this.life = undefined;
    this.drive.crash(isPowerCut);
  }

  /** @returns ids of what is saved now; none when the disk did not let it */
  async say(...acts: ActToSay[]): Promise<string[]> {
    try {
      return ((await this.life?.keeper.sayAll(acts)) ?? []).map(({ id }) => id);
    } catch (error) {
      if (isOfDisk(error)) return [];
      throw error;
    }
  }
}

export function isOfDisk(error: unknown): boolean {
  return error instanceof Error && error.name.startsWith('Storage');
}
