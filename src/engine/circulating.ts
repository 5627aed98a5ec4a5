import { CirculationBook } from '../office/circulation-book.ts';
import { EngineProblem } from './engine-problem.ts';
import type { Office } from './office.ts';

/** The book of circulations of the office that this device belongs to. It is only begun when somebody looks into it. */
export class Circulating {
  #office: Office;
  #book: CirculationBook | undefined;

  constructor(office: Office) {
    this.#office = office;
  }

  /** @throws {EngineProblem} `no-office` */
  get book(): CirculationBook {
    const { ledger } = this.#office.keeper;
    if (ledger === undefined) throw new EngineProblem('no-office');
    // Another ledger stands in for the first when that could not be written.
    if (this.#book?.ledger !== ledger) this.#book = new CirculationBook(ledger);
    return this.#book;
  }

  /** Entries have come in. */
  entriesKept(): void {
    this.#book?.follow();
  }
}
