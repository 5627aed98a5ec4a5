import type { SignedEntry } from '../../ledger/entry.ts';
import { Ledger } from '../../ledger/ledger.ts';
import type { LedgerKeeper } from '../../store/ledger-keeper.ts';
import { BundleFailed } from './bundle-failed.ts';
import type { BundleReport } from './bundle-report.ts';

/** Entries, and bytes of them, that are taken at a time. */
const portion = 200;
const bytesPerPortion = 4 * 1024 * 1024;

/** Takes the entries of a bundle into the ledger, and counts what became of them. */
export class EntryTaker {
  #keeper: LedgerKeeper;
  #office: string | undefined;
  #report: BundleReport['entries'];
  #held: SignedEntry[] = [];
  #bytes = 0;
  /** Offered, and held back by the ledger for others to come. */
  #waiting = new Set<string>();

  /** @param office whose ledger it is */
  constructor(keeper: LedgerKeeper, office: string | undefined, report: BundleReport['entries']) {
    this.#keeper = keeper;
    this.#office = office;
    this.#report = report;
  }

  /**
   * @throws {BundleFailed} `altered` when a base without an office is given entries that do not begin one
   * @throws {StorageFull | StorageFailed}
   */
  async add(entries: readonly SignedEntry[]): Promise<void> {
    for (const entry of entries) {
      this.#held.push(entry);
      this.#bytes += entry.body.length;
      if (this.#held.length >= portion || this.#bytes >= bytesPerPortion) await this.#flush();
    }
  }

  async end(): Promise<void> {
    if (this.#held.length > 0) await this.#flush();
    this.count();
  }

  /** Looks again at what waited: other entries may have come. */
  count(): void {
    const here = [...this.#waiting].filter((id) => this.#keeper.ledger?.chains.get(id) !== undefined);
    for (const id of here) this.#waiting.delete(id);
    this.#report.new += here.length;
    this.#report.waiting = this.#waiting.size;
  }

  async #flush(): Promise<void> {
    this.#bytes = 0;
    await this.#take(this.#held.splice(0));
  }

  async #take(entries: readonly SignedEntry[]): Promise<void> {
    const { takings } =
      this.#keeper.ledger === undefined ? await this.#begin(entries) : await this.#keeper.take(entries);
    const report = this.#report;
    for (const taking of takings) {
      if (taking.outcome === 'kept') report.new += 1;
      else if (taking.outcome === 'known') report.known += 1;
      else if (taking.outcome === 'refused') {
        report.refused += 1;
        report.faults.add(taking.fault);
      } else this.#waiting.add(taking.id);
    }
  }

  /** A base without an office takes over this one, if its beginning is what its name says. */
  async #begin(entries: readonly SignedEntry[]): ReturnType<LedgerKeeper['join']> {
    const office = this.#office;
    if (office === undefined) throw new BundleFailed('altered');
    const tried = new Ledger(office);
    await tried.take(entries.slice(0, 1));
    if (tried.chains.get(office) === undefined) throw new BundleFailed('altered');
    return await this.#keeper.join(office, entries);
  }
}
