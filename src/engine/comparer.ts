import { amendingDecision } from '../rule/amending-decision.ts';
import { articleIdsFor } from '../rule/article-ids.ts';
import { articleMapping } from '../rule/article-mapping.ts';
import { formatAddress, parseAddress } from '../rule/address.ts';
import { compareTexts } from '../rule/compare-texts.ts';
import type { Comparison, ParsedEdition } from '../rule/comparison.ts';
import { comparisonTable } from '../rule/comparison-table.ts';
import { parseText } from '../rule/parse-text.ts';
import type { Day } from '../rule/validity.ts';
import type { Catalogue } from '../store/catalogue.ts';
import type { EditionRow, RuleRow, TextRow } from '../store/rows.ts';
import type { Storage } from '../store/storage.ts';
import { EngineProblem } from './engine-problem.ts';
import type { CompareSide, CompareView } from './office-protocol.ts';

/** Editions whose ids are kept at hand. */
const mostKept = 500;

/** What two editions of a rule have in common, and what became of each article. */
export class Comparer {
  #storage: Storage;
  #catalogue: Catalogue;
  #ids = new Map<string, ReadonlyMap<string, string>>();

  constructor(storage: Storage, catalogue: Catalogue) {
    this.#storage = storage;
    this.#catalogue = catalogue;
  }

  /** To be called when editions came in: which one comes before another may have changed. */
  forget(): void {
    this.#ids.clear();
  }

  /** @throws {EngineProblem} `not-found` */
  async compare(what: { rule: string; before: string; after: string; on: Day }): Promise<CompareView> {
    const row = this.#row(what.rule);
    const [before, after] = [what.before, what.after].map((hash) => this.#edition(row, hash)) as [
      EditionRow,
      EditionRow,
    ];
    const comparison = await this.comparison(before.hash, after.hash);
    const side = (edition: EditionRow): CompareSide => ({
      edition: edition.hash,
      ...(edition.date !== undefined && { date: edition.date }),
      validity: this.#catalogue.validity(row, edition, what.on),
      signing: this.#catalogue.signing(row, edition),
    });
    return {
      rule: row.id,
      title: row.title,
      before: side(before),
      after: side(after),
      comparison,
      table: comparisonTable(comparison),
      decision: amendingDecision(comparison, {
        title: row.title,
        ...(after.effectiveOn !== undefined && { effectiveOn: after.effectiveOn }),
      }),
    };
  }

  /** @throws {EngineProblem} `not-found` */
  async comparison(before: string, after: string): Promise<Comparison> {
    const [old, now] = await Promise.all([this.#parsed(before), this.#parsed(after)]);
    return compareTexts(old, now);
  }

  /** The same with a text that is in no edition yet. @throws {EngineProblem} `not-found` */
  async comparisonWith(before: string, now: ParsedEdition): Promise<Comparison> {
    return compareTexts(await this.#parsed(before), now);
  }

  /**
   * Where a place of one edition stands in another of the same rule.
   *
   * @returns undefined when it is not in that edition any more, or not yet
   */
  async follow(what: {
    rule: string;
    from: string;
    to: string;
    address: string;
  }): Promise<string | undefined> {
    const row = this.#row(what.rule);
    const parsed = parseAddress(what.address);
    if (parsed === undefined) return undefined;
    const id = (await this.ids(row, this.#edition(row, what.from))).get(parsed.unit);
    const unit = id === undefined ? undefined : await this.addressOf(row, what.to, id);
    return unit === undefined ? undefined : formatAddress({ ...parsed, unit });
  }

  /** The unit with this id in an edition. */
  async addressOf(row: RuleRow, edition: string, id: string): Promise<string | undefined> {
    const ids = await this.ids(row, this.#edition(row, edition));
    return [...ids].find(([, one]) => one === id)?.[0];
  }

  /**
   * Stable ids of an edition's units, by address: those that it states, else taken over from the edition before it by
   * comparing the two; the first edition's are its addresses.
   */
  async ids(row: RuleRow, edition: EditionRow): Promise<ReadonlyMap<string, string>> {
    const known = this.#ids.get(edition.hash);
    if (known !== undefined) return known;
    const text = await this.#text(edition.hash);
    const addresses = text.units.map(({ address }) => address);
    let ids = text.ids;
    if (ids === undefined) {
      const lineage = row.editions.filter((one) => this.#catalogue.signing(row, one) !== 'absorbed');
      const before = lineage[lineage.indexOf(edition) - 1];
      ids =
        before === undefined
          ? addresses
          : articleIdsFor(
              addresses,
              articleMapping(await this.comparison(before.hash, edition.hash)),
              await this.ids(row, before),
              freshIds(edition.hash),
            );
    }
    const made = new Map(addresses.map((address, i) => [address, ids[i]!]));
    if (this.#ids.size >= mostKept) this.#ids.clear();
    this.#ids.set(edition.hash, made);
    return made;
  }

  #row(rule: string): RuleRow {
    const row = this.#catalogue.rule(rule);
    if (row === undefined) throw new EngineProblem('not-found');
    return row;
  }

  #edition(row: RuleRow, hash: string): EditionRow {
    const edition = row.editions.find((one) => one.hash.startsWith(hash));
    if (edition === undefined) throw new EngineProblem('not-found');
    return edition;
  }

  async #text(hash: string): Promise<TextRow> {
    const text = await this.#storage.get('texts', hash);
    if (text === undefined) throw new EngineProblem('not-found');
    return text;
  }

  async #parsed(hash: string): Promise<ParsedEdition> {
    const { text } = await this.#text(hash);
    return { text, parsed: parseText(text) };
  }
}

/** Ids for units that an edition is the first to have: all devices come to the same. */
export function freshIds(edition: string): (address: string) => string {
  return (address) => `${address}-${edition.slice(0, 8)}`;
}
