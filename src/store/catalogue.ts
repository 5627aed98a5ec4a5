import { shortTitleKeys, titleKey } from '../rule/title-key.ts';
import type { Publications } from '../ledger/publications.ts';
import type { CitableRule, TitleBase } from '../rule/citation.ts';
import type { Day, Validity } from '../rule/validity.ts';
import { Official, type Signing } from './official.ts';
import { Repeals } from './repeals.ts';
import { isRuleRow } from './rule-row.ts';
import type { EditionRow, RuleRow } from './rows.ts';
import type { Storage } from './storage.ts';

/**
 * All rows of a base in memory: what lists, home, search and citations go by. It follows what was saved and
 * is never ahead of it; only `Library` changes it.
 */
export class Catalogue {
  #rows = new Map<string, RuleRow>();
  /** By hash; more than one when rules were begun apart with the same text. */
  #editions = new Map<string, { row: RuleRow; edition: EditionRow }[]>();
  #byTitle = new Map<string, Set<string>>();
  #byShortTitle = new Map<string, Set<string>>();
  #list: readonly RuleRow[] | undefined;
  #repeals: Repeals | undefined;
  #publications: Publications | undefined;
  /** What the ledger says of the rules; nothing as long as there is no office. */
  readonly official = new Official(() => this.#publications);
  #listeners = new Set<(ids: readonly string[]) => void>();

  constructor(rows: readonly RuleRow[] = []) {
    for (const row of rows) this.#take(row);
  }

  /** Reads the rows of a base, and nothing else of it. `damaged` counts rows that cannot be used. */
  static async load(storage: Storage): Promise<{ catalogue: Catalogue; damaged: number }> {
    const stored: unknown[] = await storage.all('catalogue');
    const rows = stored.filter(isRuleRow);
    return { catalogue: new Catalogue(rows), damaged: stored.length - rows.length };
  }

  /** All rows; the same list until something changes. */
  rows(): readonly RuleRow[] {
    this.#list ??= [...this.#rows.values()];
    return this.#list;
  }

  rule(id: string): RuleRow | undefined {
    return this.#rows.get(id);
  }

  /** The edition of this hash and the rule it belongs to; of several rules the one with the last id. */
  byEdition(hash: string): { row: RuleRow; edition: EditionRow } | undefined {
    const [first, ...more] = this.#editions.get(hash) ?? [];
    return first && more.reduce((last, one) => (one.row.id > last.row.id ? one : last), first);
  }

  /**
   * Rules that bear this title, all volumes of it; if there are none, those for which it is a shortened title
   * (民法典 for 中华人民共和国民法典).
   *
   * @param key as `titleKey` makes it
   */
  rulesByTitleKey(key: string): readonly RuleRow[] {
    const ids = this.#byTitle.get(key) ?? this.#byShortTitle.get(key) ?? [];
    return [...ids].sort().map((id) => this.#rows.get(id)!);
  }

  /**
   * The base as resolving citations sees it.
   *
   * @param has does the edition of this hash have a unit of this address?
   */
  titleBase(has: (hash: string, address: string) => boolean): TitleBase {
    const citable = (row: RuleRow): CitableRule => ({
      id: row.id,
      editions: this.official.uncorrected(row).map(({ hash, effectiveOn, date }) => {
        const from = effectiveOn ?? date;
        return { hash, ...(from !== undefined && { from }), has: (address) => has(hash, address) };
      }),
    });
    return { byTitleKey: (key) => this.rulesByTitleKey(key).map(citable) };
  }

  /**
   * First day on which a rule no longer holds: what the office has signed, or for a rule that it has not issued what
   * the texts of this base say; see `Repeals`.
   */
  repealedOn(row: RuleRow): Day | undefined {
    return this.official.repealedOn(row, () => {
      this.#repeals ??= new Repeals(this.rows());
      return this.#repeals.repealedOn(row);
    });
  }

  /** The edition that a reader should see on a day. */
  editionOn(row: RuleRow, day: Day): EditionRow | undefined {
    return this.official.editionOn(row, day);
  }

  /** Standing of one edition of a rule on a day. */
  validity(row: RuleRow, edition: EditionRow, day: Day): Validity {
    return this.official.validity(row, edition, day, this.repealedOn(row));
  }

  /** Has the office issued this edition? */
  signing(row: RuleRow, edition: EditionRow): Signing {
    return this.official.signing(row, edition);
  }

  /** Goes by what is signed here from now on. To be called again whenever entries have come in. */
  follow(publications: Publications | undefined): void {
    this.#publications = publications;
    this.official.forget();
    this.#list = undefined;
  }

  /** Takes rows that were just saved, in place of those with the same id, and tells who listens. */
  put(rows: readonly RuleRow[]): void {
    for (const row of rows) {
      this.#forget(row.id);
      this.#take(row);
    }
    this.#changed(rows.map((row) => row.id));
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) {
      this.#forget(id);
      this.#rows.delete(id);
    }
    this.#changed(ids);
  }

  /**
   * @param listener called with the ids of rules that came, went or changed
   * @returns ends the subscription
   */
  subscribe(listener: (ids: readonly string[]) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #take(row: RuleRow): void {
    this.#rows.set(row.id, row);
    for (const edition of row.editions) {
      const places = this.#editions.get(edition.hash);
      if (places === undefined) this.#editions.set(edition.hash, [{ row, edition }]);
      else places.push({ row, edition });
    }
    enter(this.#byTitle, titleKey(row.title), row.id);
    for (const key of shortTitleKeys(row.title)) enter(this.#byShortTitle, key, row.id);
  }

  /** Takes a row out of everything that leads to it; its place in the list stays, so that lists do not jump. */
  #forget(id: string): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    for (const { hash } of row.editions) {
      const others = this.#editions.get(hash)?.filter((place) => place.row !== row) ?? [];
      if (others.length === 0) this.#editions.delete(hash);
      else this.#editions.set(hash, others);
    }
    leave(this.#byTitle, titleKey(row.title), id);
    for (const key of shortTitleKeys(row.title)) leave(this.#byShortTitle, key, id);
  }

  #changed(ids: readonly string[]): void {
    if (ids.length === 0) return;
    this.#list = undefined;
    this.#repeals = undefined;
    for (const listener of this.#listeners) listener(ids);
  }
}

function enter(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key);
  if (ids === undefined) map.set(key, new Set([id]));
  else ids.add(id);
}

function leave(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key);
  ids?.delete(id);
  if (ids?.size === 0) map.delete(key);
}
