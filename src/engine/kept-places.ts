import type { Day } from '../rule/validity.ts';
import type { Library } from '../store/library.ts';
import type { Comparer } from './comparer.ts';
import { EngineProblem } from './engine-problem.ts';
import type { FavouritePlace, HomeView } from './protocol.ts';
import type { ReaderNotes } from './reader-notes.ts';

/** Articles that a reader keeps at hand: they stay the same article when its number changes. */
export class KeptPlaces {
  #library: Library;
  #comparer: Comparer;
  #notes: ReaderNotes;

  constructor(library: Library, comparer: Comparer, notes: ReaderNotes) {
    this.#library = library;
    this.#comparer = comparer;
    this.#notes = notes;
  }

  /** @throws {EngineProblem} `not-found` when the edition has no such unit */
  async set(what: { rule: string; edition: string; address: string; favourite: boolean }): Promise<void> {
    const { catalogue, storage } = this.#library;
    const row = catalogue.rule(what.rule);
    const edition = row?.editions.find(({ hash }) => hash === what.edition);
    const unit = (await storage.get('texts', what.edition))?.units.find(
      ({ address }) => address === what.address,
    );
    if (row === undefined || edition === undefined || unit === undefined)
      throw new EngineProblem('not-found');
    const id = (await this.#comparer.ids(row, edition)).get(unit.address)!;
    await this.#notes.setPlace({ rule: row.id, id, label: unit.label }, what.favourite);
  }

  /** Addresses, within an edition, of the units that are kept. */
  async within(rule: string, hash: string): Promise<string[]> {
    const kept = new Set(this.#notes.places.filter((one) => one.rule === rule).map(({ id }) => id));
    const place = this.#library.catalogue.byEdition(hash);
    if (kept.size === 0 || place === undefined) return [];
    const ids = await this.#comparer.ids(place.row, place.edition);
    return [...ids].filter(([, id]) => kept.has(id)).map(([address]) => address);
  }

  /** Where they stand on a day; a rule that is not in the base any more is left out. */
  async home(on: Day): Promise<Pick<HomeView, 'favouritePlaces'>> {
    const { catalogue, storage } = this.#library;
    const favouritePlaces: FavouritePlace[] = [];
    for (const { rule, id, label } of this.#notes.places) {
      const row = catalogue.rule(rule);
      const edition = row === undefined ? undefined : catalogue.editionOn(row, on);
      if (row === undefined || edition === undefined) continue;
      const address = await this.#comparer.addressOf(row, edition.hash, id);
      const now = (await storage.get('texts', edition.hash))?.units.find(
        (unit) => unit.address === address,
      )?.label;
      favouritePlaces.push({
        rule,
        title: row.title,
        ...(row.part !== undefined && { part: row.part }),
        ...(address !== undefined && { address }),
        label: now ?? label,
        ...(now !== undefined && now !== label && { was: label }),
      });
    }
    return { favouritePlaces };
  }
}
