import type { CirculationRecord } from './circulations.ts';
import { missingOf } from './member-standing.ts';

/** Whose turn it is in a circulation that is read one after another; as the record was when this was made. */
export class ReadingTurns {
  #places: ReadonlyMap<string, number>;
  #next: number;

  /** @param members whom the circulation means, in their turn */
  constructor(record: CirculationRecord, members: readonly string[]) {
    this.#places = new Map(members.map((member, at) => [member, at]));
    const next = members.findIndex((one) => !record.exempt.has(one) && missingOf(record, one).length > 0);
    this.#next = next < 0 ? members.length : next;
  }

  /** Is nobody before them who still has to read? Also for one who is not meant: they wait for nobody. */
  hasCome(member: string): boolean {
    return (this.#places.get(member) ?? 0) <= this.#next;
  }
}
