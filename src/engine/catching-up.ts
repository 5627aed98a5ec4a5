import type { Device } from '../ledger/roster.ts';
import type { LedgerKeeper } from '../store/ledger-keeper.ts';
import { rightsOf } from '../sync/spaces.ts';

/**
 * A device that was restored from a backup does not know what it has signed since, nor who holds that. Every other device
 * of the office may: so it signs again when each of them has held the same ledger as it, those that came into the office
 * meanwhile among them, whom the others know. Until then others witness in its place.
 */
export class CatchingUp {
  #keeper: LedgerKeeper;
  #same: () => readonly string[];
  #ended: () => void;

  /**
   * @param same devices on the line whose ledger is the same as this one
   * @param ended hears that this device may sign again
   */
  constructor(keeper: LedgerKeeper, same: () => readonly string[], ended: () => void) {
    this.#keeper = keeper;
    this.#same = same;
    this.#ended = ended;
  }

  /** Devices that have not come yet; undefined when none is waited for. */
  get awaited(): Device[] | undefined {
    const { agreedSince } = this.#keeper;
    return agreedSince && this.#without(agreedSince);
  }

  /** To be called when something about the lines or the roster has changed. What cannot be written is counted at the next look. */
  async look(): Promise<void> {
    if (this.#keeper.agreedSince === undefined) return;
    const areEnough = (agreed: ReadonlySet<string>): boolean =>
      this.#keeper.ledger !== undefined && this.#without(agreed).length === 0;
    try {
      if (await this.#keeper.catchUp(this.#same, areEnough)) this.#ended();
    } catch (error) {
      console.error(error);
    }
  }

  /**
   * Somebody who knows says that nothing is to be waited for.
   *
   * @throws {StorageFull | StorageFailed} it is waited on
   */
  async nothingLost(): Promise<void> {
    if (
      await this.#keeper.catchUp(
        () => [],
        () => true,
      )
    )
      this.#ended();
  }

  #without(agreed: ReadonlySet<string>): Device[] {
    const { ledger, device } = this.#keeper;
    const roster = ledger?.roster.roster();
    const { isActive } = rightsOf(() => roster);
    return [...(roster?.devices.values() ?? [])].filter(
      ({ id }) => id !== device && !agreed.has(id) && isActive(id),
    );
  }
}
