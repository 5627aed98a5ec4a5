import { unitAddressOf } from '../rule/address.ts';
import type { CitationTarget } from '../rule/citation.ts';
import { shortTitleKeys } from '../rule/title-key.ts';
import type { Day } from '../rule/validity.ts';
import type { Catalogue } from '../store/catalogue.ts';
import type { EditionRow, RuleRow } from '../store/rows.ts';
import type { Storage } from '../store/storage.ts';
import type { CitationResolver } from './citation-resolver.ts';
import type { CitedCounts, CitingPlace } from './protocol.ts';

/** A place that cites this edition, and the address it cites (empty: the whole text). */
interface Citing {
  row: RuleRow;
  edition: EditionRow;
  unit: number;
  to: string;
}

/** Numbers between two article addresses, a3 … a5; other ranges only name their ends. */
function addressesOf({ address, toAddress }: CitationTarget): string[] {
  if (address === undefined) return [''];
  const from = unitAddressOf(address);
  const to = toAddress === undefined ? from : unitAddressOf(toAddress);
  const first = /^a(\d+)$/.exec(from);
  const last = /^a(\d+)$/.exec(to);
  if (first === null || last === null || to === from) return from === to ? [from] : [from, to];
  const count = Math.min(200, Number(last[1]) - Number(first[1]) + 1);
  return Array.from({ length: Math.max(1, count) }, (_, i) => `a${Number(first[1]) + i}`);
}

/** Who cites an edition: looked up by the names under which a text can be cited, then resolved one by one. */
export class CitedBy {
  #storage: Storage;
  #catalogue: Catalogue;
  #resolver: CitationResolver;
  /** The last answer, because counts and places of one page are asked one after another. */
  #last: { key: string; citing: Promise<Citing[]> } | undefined;

  constructor(storage: Storage, catalogue: Catalogue, resolver: CitationResolver) {
    this.#storage = storage;
    this.#catalogue = catalogue;
    this.#resolver = resolver;
  }

  /** To be called whenever the base has changed. */
  forget(): void {
    this.#last = undefined;
  }

  async counts(edition: string, on: Day): Promise<CitedCounts> {
    const counts: CitedCounts = {};
    for (const { to } of await this.#citing(edition, on)) counts[to] = (counts[to] ?? 0) + 1;
    return counts;
  }

  async places(edition: string, address: string, on: Day): Promise<CitingPlace[]> {
    const citing = (await this.#citing(edition, on)).filter(({ to }) => to === address);
    const texts = await this.#storage.getMany(
      'texts',
      citing.map((one) => one.edition.hash),
    );
    return citing.map(({ row, edition, unit }, i) => {
      const place = texts[i]?.units[unit];
      return {
        rule: row.id,
        edition: edition.hash,
        title: row.title,
        ...(row.part !== undefined && { part: row.part }),
        address: place?.address ?? '',
        label: place?.label ?? '',
        validity: this.#catalogue.validity(row, edition, on),
      };
    });
  }

  #citing(edition: string, on: Day): Promise<Citing[]> {
    const key = `${edition} ${on}`;
    if (this.#last?.key === key) return this.#last.citing;
    const last = { key, citing: this.#look(edition, on) };
    this.#last = last;
    // What failed is asked again the next time.
    last.citing.catch(() => {
      if (this.#last === last) this.#last = undefined;
    });
    return last.citing;
  }

  async #look(edition: string, on: Day): Promise<Citing[]> {
    const cited = this.#catalogue.byEdition(edition);
    if (cited === undefined) return [];
    const names = shortTitleKeys(cited.row.title);
    const keys = new Set([...names, ...names.map((name) => `~${name.slice(-2)}`)]);
    const editions = new Set([edition]);
    for (const name of keys) {
      for (const { value } of await this.#storage.range('citedBy', `${name}\n`)) editions.add(value.edition);
    }
    const found: Citing[] = [];
    for (const hash of editions) {
      const from = this.#catalogue.byEdition(hash);
      // Only the edition of the day speaks for a text, so that three editions do not cite three times.
      if (from === undefined) continue;
      if (hash !== edition && this.#catalogue.editionOn(from.row, on)?.hash !== hash) continue;
      const citations = (await this.#storage.get('cites', hash))?.citations ?? [];
      const relevant = citations.filter(
        (one) => one.unit >= 0 && (one.text.kind !== 'self' || hash === edition),
      );
      const targets = await this.#resolver.resolveAll(from.row, from.edition, relevant);
      const seen = new Set<string>();
      targets.forEach((target, i) => {
        if (target?.edition !== edition) return;
        const { unit } = relevant[i]!;
        for (const to of addressesOf(target)) {
          // An article that names another twice still is one place; that it names itself (本条) is none.
          if (seen.has(`${unit} ${to}`)) continue;
          seen.add(`${unit} ${to}`);
          found.push({ row: from.row, edition: from.edition, unit, to });
        }
      });
    }
    return this.#withoutSelf(found, edition);
  }

  async #withoutSelf(found: Citing[], edition: string): Promise<Citing[]> {
    const units = (await this.#storage.get('texts', edition))?.units ?? [];
    return found.filter((one) => one.edition.hash !== edition || units[one.unit]?.address !== one.to);
  }
}
