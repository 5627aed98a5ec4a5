import type { Catalogue } from './catalogue.ts';

/**
 * What is here as a document and lacks its rows: texts that came from another device are kept first and read
 * afterwards.
 */
export class Underived {
  /** Hashes of editions without text. */
  readonly editions: Set<string>;
  /** Ids of rules whose row is missing, or no longer says what their document does. */
  readonly rules: Set<string>;
  /** Rules that name an edition which has no row, by its hash. */
  #claims = new Map<string, Set<string>>();
  /** Do we know of all rules which editions they name? Rules from before the start have to be asked. */
  knowsAllClaims: boolean;

  constructor(editions: Iterable<string> = [], rules: Iterable<string> = [], knowsAllClaims = true) {
    this.editions = new Set(editions);
    this.rules = new Set(rules);
    this.knowsAllClaims = knowsAllClaims;
  }

  /** A rule names editions that have no row. */
  claim(rule: string, editions: readonly string[]): void {
    for (const hash of editions) {
      const rules = this.#claims.get(hash);
      if (rules === undefined) this.#claims.set(hash, new Set([rule]));
      else rules.add(rule);
    }
  }

  /** Ids of the rules that name an edition, in order. */
  claimants(edition: string): string[] {
    return [...(this.#claims.get(edition) ?? [])].sort();
  }

  /** An edition has its rows now, by whatever way; who named it has to be looked at. */
  settle(edition: string): void {
    this.editions.delete(edition);
    for (const rule of this.#claims.get(edition) ?? []) this.rules.add(rule);
    this.#claims.delete(edition);
  }
}

/** The documents of which the catalogue does not speak. */
export function findUnderived(
  catalogue: Catalogue,
  rules: readonly string[],
  editions: readonly string[],
): Underived {
  return new Underived(
    editions.filter((hash) => catalogue.byEdition(hash) === undefined),
    rules.filter((id) => catalogue.rule(id) === undefined),
    rules.length === 0,
  );
}
