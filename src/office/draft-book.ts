import type { Entry } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { DraftInvitations } from './draft-invitations.ts';
import { DraftMoves } from './draft-moves.ts';
import { Interpretations } from './interpretations.ts';

/** What an office's ledger says of its drafts and of what its rules mean, kept in step with it entry by entry. */
export class DraftBook {
  readonly ledger: Ledger;
  readonly moves: DraftMoves;
  readonly invitations: DraftInvitations;
  readonly interpretations: Interpretations;
  /** Goes on where it stands when more has come. */
  #entries: IterableIterator<Entry>;
  #taken = 0;

  constructor(ledger: Ledger) {
    this.ledger = ledger;
    this.moves = new DraftMoves(ledger);
    this.invitations = new DraftInvitations(ledger.roster);
    this.interpretations = new Interpretations(ledger);
    this.#entries = ledger.chains.all();
    this.follow();
  }

  /** Takes what has come into the ledger since. */
  follow(): void {
    for (; this.#taken < this.ledger.chains.size; this.#taken++) {
      const entry: Entry = this.#entries.next().value;
      this.moves.add(entry);
      this.invitations.add(entry);
      this.interpretations.add(entry);
    }
  }
}
