import { DraftBook } from '../office/draft-book.ts';
import { EngineProblem } from './engine-problem.ts';
import type { Office } from './office.ts';

/** The book of drafts of the office that this device belongs to. It is only begun when somebody looks into it. */
export class DraftLedger {
  #office: Office;
  #book: DraftBook | undefined;

  constructor(office: Office) {
    this.#office = office;
  }

  /** @throws {EngineProblem} `no-office` */
  get book(): DraftBook {
    const { ledger } = this.#office.keeper;
    if (ledger === undefined) throw new EngineProblem('no-office');
    // Another ledger stands in for the first when that could not be written.
    if (this.#book?.ledger !== ledger) this.#book = new DraftBook(ledger);
    else this.#book.follow();
    return this.#book;
  }

  /** Hash of the edition that a draft was published as. */
  became(draft: string): string | undefined {
    if (this.#office.keeper.ledger === undefined) return undefined;
    return this.book.moves.of(draft).moves.findLast(({ act }) => act.to === 'published')?.act.edition;
  }

  /** Who was invited to which draft; without an office nobody. */
  get invited(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#office.keeper.ledger === undefined ? new Map() : this.book.invitations.all();
  }
}
