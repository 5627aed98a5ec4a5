import type { Citation, CitationTarget } from '../rule/citation.ts';
import { resolveCitation } from '../rule/resolve-citation.ts';
import { titleKey } from '../rule/title-key.ts';
import type { Catalogue } from '../store/catalogue.ts';
import type { EditionRow, RuleRow } from '../store/rows.ts';
import type { Storage } from '../store/storage.ts';

/** Unit addresses of editions kept at hand; a law has some dozens, so this is a few megabytes at most. */
const mostKept = 4000;

/**
 * Finds where citations lead in this base. Whether an article exists is asked of the edition's units,
 * which are read when first needed and kept.
 */
export class CitationResolver {
  #storage: Storage;
  #catalogue: Catalogue;
  #addresses = new Map<string, ReadonlySet<string>>();

  constructor(storage: Storage, catalogue: Catalogue) {
    this.#storage = storage;
    this.#catalogue = catalogue;
  }

  /** Remembers the units of an edition that is at hand anyway, as while it comes in. */
  learn(edition: string, addresses: Iterable<string>): void {
    if (this.#addresses.size >= mostKept) this.#addresses.clear();
    this.#addresses.set(edition, new Set(addresses));
  }

  /** One answer per citation; undefined is outside the base. */
  async resolveAll(
    row: RuleRow,
    edition: EditionRow,
    citations: readonly Citation[],
  ): Promise<(CitationTarget | undefined)[]> {
    // First a pass that only notes which editions' units are asked for, then the real one. What it goes by is
    // held apart, since learning may empty the memory in between.
    const held = new Map<string, ReadonlySet<string> | undefined>();
    const answers = this.#pass(row, edition, citations, held);
    const missing = [...held].filter(([, known]) => known === undefined).map(([hash]) => hash);
    if (missing.length === 0) return answers;
    const rows = await this.#storage.getMany('texts', missing);
    for (const [i, hash] of missing.entries()) {
      const addresses = new Set(rows[i]?.units.map(({ address }) => address));
      held.set(hash, addresses);
      this.learn(hash, addresses);
    }
    return this.#pass(row, edition, citations, held);
  }

  #pass(
    row: RuleRow,
    edition: EditionRow,
    citations: readonly Citation[],
    held: Map<string, ReadonlySet<string> | undefined>,
  ): (CitationTarget | undefined)[] {
    const has = (hash: string, address: string): boolean => {
      if (!held.has(hash)) held.set(hash, this.#addresses.get(hash));
      return held.get(hash)?.has(address) ?? false;
    };
    const base = this.#catalogue.titleBase(has);
    const day = edition.effectiveOn ?? edition.date;
    const from = {
      rule: row.id,
      edition: edition.hash,
      ...(day !== undefined && { day }),
      titleKey: titleKey(row.title),
      ...(row.part !== undefined && { volumeOf: row.title }),
      has: (address: string) => has(edition.hash, address),
    };
    return citations.map((citation) => resolveCitation(citation, from, base));
  }
}
